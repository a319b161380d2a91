package io.hangup.session;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** What is to be removed from a map or set and is not found where its hash, or order, says. */
final class Stuck {
  private final Object holder;
  private final Set<Object> suspects = Collections.newSetFromMap(new IdentityHashMap<>());

  Stuck(Object holder) {
    this.holder = holder;
  }

  /** Remembers a key, or an element, that cannot be looked up; always true: it is to go. */
  boolean note(Object found) {
    boolean isThere =
        holder instanceof Map<?, ?> map
            ? map.containsKey(found)
            : !(holder instanceof Set<?> set) || set.contains(found);
    if (!isThere) {
      suspects.add(found);
    }
    return true;
  }

  /** Whether any of them is still there. */
  boolean isAny() {
    if (suspects.isEmpty()) {
      return false;
    }
    Collection<?> left = holder instanceof Map<?, ?> map ? map.keySet() : (Collection<?>) holder;
    for (Object each : left) {
      if (suspects.contains(each)) {
        return true;
      }
    }
    return false;
  }
}
