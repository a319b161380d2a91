package io.hangup.internal.jvm;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A concurrent map whose keys are compared by identity and held weakly: it is as large as what
 * somebody else still holds, and keeps no class loader alive.
 */
public final class WeakIdentityMap<K, V> {
  private final Map<Key<K>, V> entries = new ConcurrentHashMap<>();
  private final ReferenceQueue<K> collected = new ReferenceQueue<>();

  /** Gives {@code key} a value if it has none; returns the one that it had, or null. */
  public @Nullable V putIfAbsent(K key, V value) {
    forgetCollected();
    return entries.putIfAbsent(new Key<>(key, collected), value);
  }

  /** Gives {@code key} a value, unless the one that it has {@code stands}; returns what it has. */
  public V putUnless(K key, V value, Predicate<V> stands) {
    V known = get(key);
    if (known != null && stands.test(known)) {
      return known;
    }
    forgetCollected();
    return entries.compute(
        new Key<>(key, collected),
        (same, before) -> before != null && stands.test(before) ? before : value);
  }

  private void forgetCollected() {
    for (Reference<? extends K> gone = collected.poll(); gone != null; gone = collected.poll()) {
      entries.remove(gone);
    }
  }

  /** Forgets {@code key}. */
  @SuppressWarnings("CollectionIncompatibleType") // As in get.
  public void remove(K key) {
    entries.remove(new Lookup(key));
  }

  /** The value of {@code key}, or null. */
  @SuppressWarnings("CollectionIncompatibleType") // A map asks what it is given, not its keys.
  public @Nullable V get(K key) {
    return entries.get(new Lookup(key));
  }

  /** Shows each key that is still there to {@code action}. */
  void forEachKey(Consumer<K> action) {
    for (Key<K> each : entries.keySet()) {
      K key = each.get();
      if (key != null) {
        action.accept(key);
      }
    }
  }

  /** What a key is asked for with: no reference, of which the collector would have to know. */
  private record Lookup(Object key) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key<?> that && that.isOf(key);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(key);
    }
  }

  private static final class Key<K> extends WeakReference<K> {
    private final int hash;

    Key(K key, ReferenceQueue<K> collected) {
      super(key, collected);
      this.hash = System.identityHashCode(key);
    }

    @SuppressWarnings("unchecked") // Nothing but its identity is asked.
    boolean isOf(Object key) {
      return refersTo((K) key);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      K key = get();
      return key != null && other instanceof Key<?> that && that.get() == key;
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
