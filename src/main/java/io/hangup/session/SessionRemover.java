package io.hangup.session;

import java.util.Collection;
import java.util.Hashtable;
import java.util.Map;
import java.util.Spliterator;
import java.util.Vector;
import java.util.function.Consumer;

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
   * @param warn is told, in words that follow a name, why something was left alone
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
    if (holder instanceof Map<?, ?> map) {
      map.entrySet().removeIf(sessions::matches);
      if (outermost) {
        map.keySet().forEach(this::removeFromInner);
        map.values().forEach(this::removeFromInner);
      }
    } else if (holder instanceof Collection<?> collection) {
      collection.removeIf(sessions::matches);
      if (outermost) {
        collection.forEach(this::removeFromInner);
      }
    }
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
    return elements.hasCharacteristics(Spliterator.CONCURRENT)
        || elements.hasCharacteristics(Spliterator.IMMUTABLE);
  }

  /** Those that are safe under their own monitor, and always under it. */
  private static boolean isSynchronized(Object holder) {
    return holder instanceof Hashtable
        || holder instanceof Vector
        || holder.getClass().getName().startsWith("java.util.Collections$Synchronized");
  }
}
