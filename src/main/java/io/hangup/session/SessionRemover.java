package io.hangup.session;

import java.util.Collection;
import java.util.Hashtable;
import java.util.Map;
import java.util.Spliterator;
import java.util.Vector;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Removes what stands for one of several sessions from a map or collection of the application's,
 * and from those one level below it, in one pass; the ones below stay, even empty.
 */
final class SessionRemover {
  private final SessionMatch sessions;
  private final boolean unsafe;
  private final Consumer<String> warn;
  private final Runnable failed;

  /**
   * @param unsafe whether what is not safe for concurrent use is changed all the same
   * @param warn gets, in words that follow a name, why something was left alone
   * @param failed is called for what throws
   */
  SessionRemover(SessionMatch sessions, boolean unsafe, Consumer<String> warn, Runnable failed) {
    this.sessions = sessions;
    this.unsafe = unsafe;
    this.warn = warn;
    this.failed = failed;
  }

  /** Removes the sessions from {@code holder}, or warns. */
  void removeFrom(Object holder) {
    if (!(holder instanceof Map) && !(holder instanceof Collection)) {
      warn.accept(
          "holds a ["
              + holder.getClass().getName()
              + "], which is no map or collection: name one that is");
      return;
    }
    removeFrom(holder, true);
  }

  private void removeFrom(Object holder, boolean outermost) {
    try {
      if (isConcurrent(holder)) {
        change(holder, outermost);
      } else if (unsafe || isSynchronized(holder)) {
        synchronized (holder) {
          change(holder, outermost);
        }
      } else {
        warn.accept(
            "holds a ["
                + holder.getClass().getName()
                + "], which is not safe for concurrent use, and was left alone: make it a"
                + " concurrent one, such as java.util.concurrent.ConcurrentHashMap, or set"
                + " registry.unsafe=\"true\" if the application changes it under its own monitor");
      }
    } catch (UnsupportedOperationException e) {
      warn.accept("holds a [" + holder.getClass().getName() + "], which cannot be changed");
    } catch (Throwable t) {
      failed.run();
      warn.accept("holds a [" + holder.getClass().getName() + "], which failed with [" + t + "]");
    }
  }

  private void change(Object holder, boolean outermost) {
    DirectRemoval direct = new DirectRemoval(sessions);
    if (outermost && direct.removesAll(holder)) {
      return;
    }
    Stuck stuck = new Stuck(holder);
    if (holder instanceof Map<?, ?> map) {
      map.entrySet().removeIf(entry -> goes(entry) && stuck.note(entry.getKey()));
      if (outermost) {
        map.keySet().forEach(this::removeFromInner);
        map.values().forEach(this::removeFromInner);
      }
    } else if (holder instanceof Collection<?> collection) {
      collection.removeIf(element -> goes(element) && stuck.note(element));
      if (outermost) {
        collection.forEach(this::removeFromInner);
      }
    }
    if (stuck.isAny()) {
      warn.accept(
          "holds a ["
              + holder.getClass().getName()
              + "] with a dead session in it that cannot be removed: its hash, or its place, has"
              + " changed since it was put in");
    }
  }

  /** The entry of a session goes; one of an object that has others in it, which live, stays. */
  private boolean goes(Map.Entry<?, ?> entry) {
    Object key = entry.getKey();
    Object value = entry.getValue();
    return sessions.matchesItself(entry)
        || (sessions.matches(key) && !isShared(key))
        || (sessions.matches(value) && !isShared(value));
  }

  private boolean goes(@Nullable Object element) {
    return element != null
        && sessions.matches(element)
        && (sessions.isOne(element) || !isShared(element));
  }

  /** Whether others live in {@code holder}, too; the dead ones go from its collections then. */
  private boolean isShared(Object holder) {
    if (!sessions.hasLiving(holder)) {
      return false;
    }
    sessions.heldBy(holder).forEach(this::removeFromInner);
    warn.accept(
        "holds a ["
            + holder.getClass().getName()
            + "] that has a dead session in one of its fields, and sessions that live: it was left"
            + " there");
    return true;
  }

  private void removeFromInner(Object element) {
    if (element instanceof Map || element instanceof Collection) {
      removeFrom(element, false);
    }
  }

  /** Copy-on-write collections show a snapshot, which is immutable. */
  private static boolean isConcurrent(Object holder) {
    Spliterator<?> elements =
        holder instanceof Map<?, ?> map
            ? map.keySet().spliterator()
            : ((Collection<?>) holder).spliterator();
    return isOfConcurrent(holder.getClass())
        || elements.hasCharacteristics(Spliterator.CONCURRENT)
        || elements.hasCharacteristics(Spliterator.IMMUTABLE);
  }

  /** Some, such as {@code PriorityBlockingQueue}, do not say it of themselves. */
  private static boolean isOfConcurrent(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      if (each.getName().startsWith("java.util.concurrent.")) {
        return true;
      }
    }
    return false;
  }

  /** Those that are safe under their own monitor, and always under it. */
  private static boolean isSynchronized(Object holder) {
    return holder instanceof Hashtable
        || holder instanceof Vector
        || holder.getClass().getName().startsWith("java.util.Collections$Synchronized");
  }
}
