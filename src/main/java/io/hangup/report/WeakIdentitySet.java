package io.hangup.report;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A concurrent set of objects that are compared by identity and held weakly: it is as large as what
 * somebody else still holds, and keeps no class loader alive.
 */
public final class WeakIdentitySet<T> {
  private final Set<Entry<T>> entries = ConcurrentHashMap.newKeySet();
  private final ReferenceQueue<T> collected = new ReferenceQueue<>();

  /** Adds {@code element}; false if it was there. */
  public boolean add(T element) {
    for (Reference<? extends T> gone = collected.poll(); gone != null; gone = collected.poll()) {
      entries.remove(gone);
    }
    return entries.add(new Entry<>(element, collected));
  }

  /** Whether {@code element} has been added. */
  public boolean contains(T element) {
    return entries.contains(new Entry<>(element, null));
  }

  /** An element that is still there and fits {@code condition}, or null. */
  public @Nullable T find(Predicate<T> condition) {
    for (Entry<T> entry : entries) {
      T element = entry.get();
      if (element != null && condition.test(element)) {
        return element;
      }
    }
    return null;
  }

  /** Shows each element that is still there to {@code action}. */
  public void forEach(Consumer<T> action) {
    for (Entry<T> entry : entries) {
      T element = entry.get();
      if (element != null) {
        action.accept(element);
      }
    }
  }

  private static final class Entry<T> extends WeakReference<T> {
    private final int hash;

    Entry(T element, @Nullable ReferenceQueue<T> collected) {
      super(element, collected);
      this.hash = System.identityHashCode(element);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      T element = get();
      return element != null && other instanceof Entry<?> entry && entry.get() == element;
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
