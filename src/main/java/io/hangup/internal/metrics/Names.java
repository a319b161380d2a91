package io.hangup.internal.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Names that a client or an application chooses, as values of a tag: so many of them, and all
 * others are one.
 */
public final class Names {
  static final String OTHER = "other";
  static final String UNKNOWN = "unknown";

  /** No name is longer: who chooses it could fill the memory with one. */
  private static final int MAX_LENGTH = 200;

  private final int limit;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  public Names(int limit) {
    this.limit = limit;
  }

  /** The value of the tag for {@code name}: itself, or {@link #OTHER}, or {@link #UNKNOWN}. */
  public String of(@Nullable String name) {
    if (name == null) {
      return UNKNOWN;
    }
    String value = name.isEmpty() ? "/" : name;
    String before = known.get(value);
    if (before != null) {
      return before;
    }
    if (known.size() >= limit || value.length() > MAX_LENGTH) {
      return OTHER;
    }
    known.put(value, value);
    return value;
  }
}
