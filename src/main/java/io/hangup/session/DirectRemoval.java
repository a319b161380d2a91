package io.hangup.session;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Removes sessions from a large map or set by looking them up: by themselves and by their ids. A
 * session that is found so is not looked for a second time.
 */
final class DirectRemoval {
  /** What has fewer entries is looked at as a whole: that costs as little. */
  static final int LARGE = 1_000;

  private final SessionMatch sessions;

  DirectRemoval(SessionMatch sessions) {
    this.sessions = sessions;
  }

  /** Whether nothing is left to be done in {@code holder}: it is large, and each was found. */
  boolean removesAll(Object holder) {
    boolean isMap = holder instanceof Map<?, ?> map && map.size() > LARGE;
    boolean isSet = holder instanceof Set<?> set && set.size() > LARGE;
    if (!isMap && !isSet) {
      return false;
    }
    boolean all = true;
    for (OpenSession each : sessions.all()) {
      all &= isMap ? removed((Map<?, ?>) holder, each) : remove((Collection<?>) holder, each);
    }
    return all;
  }

  private static boolean removed(Map<?, ?> map, OpenSession session) {
    boolean byHandle = isIn(map, session.handle()) && map.remove(session.handle()) != null;
    Object value = valueOf(map, session.id());
    return (SessionMatch.isOf(session.type(), value) && map.remove(session.id(), value))
        || byHandle;
  }

  private static boolean remove(Collection<?> set, OpenSession session) {
    try {
      return set.remove(session.handle());
    } catch (ClassCastException | NullPointerException e) {
      return false;
    }
  }

  /** A sorted map compares its keys with what is asked for, which may be of no such type. */
  private static boolean isIn(Map<?, ?> map, Object key) {
    return valueOf(map, key) != null;
  }

  private static @Nullable Object valueOf(Map<?, ?> map, Object key) {
    try {
      return map.get(key);
    } catch (ClassCastException | NullPointerException e) {
      return null;
    }
  }
}
