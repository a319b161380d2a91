package io.hangup.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Removes dead sessions from maps and collections of the application that it finds by name, so that
 * the application needs no code for it. What it does not find or may not change it warns of once
 * for each name and web application.
 */
public abstract class CollectionRegistry implements SessionRegistry {
  private final Log log = LogFactory.getLog(getClass());
  private final Map<ClassLoader, Set<String>> warned = new WeakHashMap<>();

  /** By class loader: each session brings a {@code Webapp} of its own. Empty once it is closed. */
  private final Map<ClassLoader, Batch> waiting = new HashMap<>();

  private volatile @Nullable LongAdder failures;
  private boolean closed;
  private final WrongNames wrongNames = new WrongNames();
  private boolean unsafe;

  /** The sessions of one web application that are to be removed. */
  private record Batch(Webapp webapp, List<DeadSession> dead) {}

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

  /**
   * Why what is named cannot be used in a web application that has just started, as far as can be
   * warned of then; null if it can be.
   */
  @Nullable String fault(String name, Webapp webapp) {
    return null;
  }

  /** Looks for mistakes in the names, which {@link #reportFaults} reports. */
  public final void look(Webapp webapp, String contextPath) {
    for (String name : names()) {
      String why = fault(name, webapp);
      if (why != null) {
        wrongNames.add(name, why, contextPath);
      }
    }
  }

  public final void reportFaults() {
    wrongNames.report(getClass().getName(), log);
  }

  /** Does nothing: whose session it is has to be known. */
  @Override
  public final void drop(DeadSession dead) {}

  /** Has what fails counted there. */
  public final void countIn(LongAdder counter) {
    failures = counter;
  }

  /** Takes a session to be removed with all that wait, on whichever thread. */
  public final void add(DeadSession dead, Webapp webapp) {
    synchronized (waiting) {
      if (!closed) {
        waiting
            .computeIfAbsent(webapp.loader(), loader -> new Batch(webapp, new ArrayList<>()))
            .dead()
            .add(dead);
      }
    }
  }

  /**
   * Removes all that wait from what {@code webapp} has under the names, in one pass: thousands may
   * have died at once.
   */
  public final void dropWaiting(Webapp webapp) {
    Batch batch;
    synchronized (waiting) {
      batch = waiting.remove(webapp.loader());
    }
    if (batch != null) {
      drop(batch.dead(), batch.webapp());
    }
  }

  /** Forgets what waits, which would keep a web application's class loader. */
  @Override
  public final void close() {
    synchronized (waiting) {
      closed = true;
      waiting.clear();
    }
  }

  private void drop(List<DeadSession> dead, Webapp webapp) {
    if (names().isEmpty() && isNews(webapp, "")) {
      log.warn("[" + getClass().getName() + "] has nothing to look after: name it in registry.*");
    }
    SessionMatch sessions = new SessionMatch(dead.stream().map(DeadSession::session).toList());
    String application = "[" + dead.get(0).session().contextPath() + "]";
    for (String name : names()) {
      drop(name, sessions, webapp, application);
    }
  }

  /** What one name's throws keeps no other from being looked at. */
  private void drop(String name, SessionMatch sessions, Webapp webapp, String application) {
    Consumer<String> warn = why -> warn(webapp, application, name, why);
    try {
      Object holder = find(name, webapp);
      if (holder != null) {
        new SessionRemover(sessions, unsafe, warn, this::failed).removeFrom(holder);
      }
    } catch (NoSuchFieldException e) {
      // That was said when the web application started, where it could be known.
      if (fault(name, webapp) == null && isNews(webapp, name)) {
        log.info("Web application " + application + " has no [" + name + "]");
      }
    } catch (Throwable t) {
      failed();
      warn.accept("failed with [" + t + "]");
    }
  }

  private void failed() {
    LongAdder counter = failures;
    if (counter != null) {
      counter.increment();
    }
  }

  private void warn(Webapp webapp, String application, String name, String why) {
    if (isNews(webapp, name)) {
      log.warn("In web application " + application + " [" + name + "] " + why);
    }
  }

  private boolean isNews(Webapp webapp, String name) {
    synchronized (warned) {
      return warned.computeIfAbsent(webapp.loader(), loader -> new HashSet<>()).add(name);
    }
  }

  static List<String> split(String names) {
    return Stream.of(names.split(",", -1)).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }
}
