package io.hangup.listener;

import java.util.Map;

/** What is known of the whole server at any moment while a Valve runs; read without a lock. */
public interface Vitals {
  /**
   * All counters, as maps, lists, texts and numbers: what JSON can say. The README's table of
   * metrics says what they are.
   *
   * @param recent how many of the last disconnects to add, 200 at most; where it is 0, neither they
   *     nor the last hour by minutes are in it
   */
  Map<String, Object> snapshot(int recent);

  /** How session registries are doing, by the names of their classes. */
  Map<String, RegistryState> registries();
}
