package io.hangup.internal.jvm;

import java.util.function.Consumer;

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

  /** Shows each element that is still there to {@code action}. */
  public void forEach(Consumer<T> action) {
    elements.forEachKey(action);
  }
}
