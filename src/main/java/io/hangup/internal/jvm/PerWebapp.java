package io.hangup.internal.jvm;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What many sessions of a web application share, so that each does not keep its own: the last of
 * each application, for as long as a session has it.
 *
 * @param <T> says by {@code equals} whether it can be shared
 */
public final class PerWebapp<T> {
  private final Map<ClassLoader, WeakReference<T>> last = new WeakHashMap<>();

  /** The one that sessions have already, if it equals {@code own}; else {@code own}. */
  public synchronized T share(ClassLoader webapp, T own) {
    WeakReference<T> known = last.get(webapp);
    @Nullable T shared = known == null ? null : known.get();
    if (shared != null && own.equals(shared)) {
      return shared;
    }
    last.put(webapp, new WeakReference<>(own));
    return own;
  }
}
