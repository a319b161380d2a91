package io.hangup.internal.classify;

import java.util.List;
import java.util.function.Predicate;

/**
 * What is asked of each link of a chain. In a storm this is asked before a compiler has seen it,
 * where a stream costs many times what a loop does.
 */
final class Links {
  private Links() {}

  /** Whether {@code condition} holds for one of {@code links}. */
  static boolean any(List<ThrowableView> links, Predicate<ThrowableView> condition) {
    for (int i = 0; i < links.size(); i++) {
      if (condition.test(links.get(i))) {
        return true;
      }
    }
    return false;
  }
}
