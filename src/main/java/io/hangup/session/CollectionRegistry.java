package io.hangup.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Removes dead sessions from maps and collections of the application that it finds by name, so that
 * the application needs no code for it. What it does not find or may not change it tells once for
 * each name and web application.
 */
abstract class CollectionRegistry implements SessionRegistry {
  private final Log log = LogFactory.getLog(getClass());
  private final Map<ClassLoader, Set<String>> told = new WeakHashMap<>();

  /** The sessions that are to be removed, by the class loader of their web application. */
  private final Map<ClassLoader, List<DeadSession>> waiting = new ConcurrentHashMap<>();

  private boolean unsafe;

  /** Whether maps and collections that are not safe for concurrent use are changed. */
  public boolean isUnsafe() {
    return unsafe;
  }

  /**
   * Says whether maps and collections that are not safe for concurrent use are to be changed.
   *
   * @param unsafe true to change them, under their own monitor; default false
   */
  public void setUnsafe(boolean unsafe) {
    this.unsafe = unsafe;
  }

  /** The names, as the attribute gives them. */
  abstract List<String> names();

  /**
   * What the web application has under that name.
   *
   * @throws NoSuchFieldException if it knows no such name
   */
  abstract @Nullable Object find(String name, Webapp webapp) throws NoSuchFieldException;

  /** Does nothing: whose session it is has to be known. */
  @Override
  public final void drop(DeadSession dead) {}

  /** Takes a session to be removed with all that wait, on whichever thread. */
  final void add(DeadSession dead, Webapp webapp) {
    waiting.compute(
        webapp.loader(),
        (same, before) -> {
          List<DeadSession> all = before == null ? new ArrayList<>() : before;
          all.add(dead);
          return all;
        });
  }

  /**
   * Removes all that wait from what {@code webapp} has under the names, in one pass: thousands may
   * have died at once.
   */
  final void dropWaiting(Webapp webapp) {
    List<DeadSession> dead = waiting.remove(webapp.loader());
    if (dead != null) {
      drop(dead, webapp);
    }
  }

  @Override
  public final void close() {
    waiting.clear();
  }

  private void drop(List<DeadSession> dead, Webapp webapp) {
    if (names().isEmpty() && isNews(webapp, "")) {
      log.warn("[" + getClass().getName() + "] has nothing to look after: name it in registry.*");
    }
    SessionMatch sessions = new SessionMatch(dead.stream().map(DeadSession::session).toList());
    String application = "[" + dead.get(0).session().contextPath() + "]";
    for (String name : names()) {
      try {
        Object holder = find(name, webapp);
        if (holder != null) {
          new SessionRemover(sessions, unsafe, why -> warn(webapp, application, name, why))
              .removeFrom(holder);
        }
      } catch (NoSuchFieldException e) {
        if (isNews(webapp, name)) {
          log.info("Web application " + application + " has no [" + name + "]");
        }
      } catch (RuntimeException | LinkageError | StackOverflowError e) {
        // The application's own code: what it keeps its sessions in, or what that calls.
        if (isNews(webapp, name + " failed")) {
          log.warn("In web application " + application + " [" + name + "] failed to let go", e);
        }
      }
    }
  }

  private void warn(Webapp webapp, String application, String name, String why) {
    if (isNews(webapp, name)) {
      log.warn("In web application " + application + " [" + name + "] " + why);
    }
  }

  private boolean isNews(Webapp webapp, String name) {
    return told.computeIfAbsent(webapp.loader(), loader -> new HashSet<>()).add(name);
  }

  static List<String> split(String names) {
    return Stream.of(names.split(",", -1)).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }
}
