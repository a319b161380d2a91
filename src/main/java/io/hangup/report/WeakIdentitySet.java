package io.hangup.report;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A concurrent set of objects that are compared by identity and held weakly. */
public final class WeakIdentitySet<T> {
  private final WeakIdentityMap<T, Boolean> elements = new WeakIdentityMap<>();

  /** Adds {@code element}; false if it was there. */
  public boolean add(T element) {
    return elements.putIfAbsent(element, true) == null;
  }

  /** Whether {@code element} has been added. */
  public boolean contains(T element) {
    return elements.get(element) != null;
  }

  /** An element that is still there and fits {@code condition}, or null. */
  public @Nullable T find(Predicate<T> condition) {
    return elements.findKey(condition);
  }

  /** Shows each element that is still there to {@code action}. */
  public void forEach(Consumer<T> action) {
    elements.findKey(
        element -> {
          action.accept(element);
          return false;
        });
  }
}
