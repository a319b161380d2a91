package io.hangup.internal.runtime;

import io.hangup.internal.adapter.SharedSuppressor;
import io.hangup.internal.delivery.RegistryLoader;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What lies where it has no effect, and what logs where nothing is seen of it: said once, with the
 * remedy, when it can be known.
 */
final class Placement {
  private static final Log log = LogFactory.getLog(Placement.class);
  private static final String OF_MAIN_JAR = "io/hangup/session/SessionRegistry.class";

  /** What a logging library's configuration needs, until it is there. */
  private enum Library {
    LOGBACK(
        "Logback",
        "ch/qos/logback/classic/Logger.class",
        "io/hangup/logback/DisconnectTurboFilter.class",
        "<turboFilter class=\"io.hangup.logback.DisconnectTurboFilter\"/> in its logback.xml"),
    LOG4J(
        "Log4j 2",
        "org/apache/logging/log4j/core/Logger.class",
        "io/hangup/log4j2/HangupFilter.class",
        "<DisconnectFilter/> in its log4j2.xml");

    private final String words;
    private final String library;
    private final String adapter;
    private final String configured;

    Library(String words, String library, String adapter, String configured) {
      this.words = words;
      this.library = library;
      this.adapter = adapter;
      this.configured = configured;
    }

    String jar() {
      return "tomcat-hangup-VERSION-" + (this == LOGBACK ? "logback" : "log4j2") + ".jar";
    }
  }

  /** The class loaders of web applications whose adapter is there, and has not been made yet. */
  private final Set<Context> unasked =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private final Consumer<String> warnings;

  /**
   * @param warnings is given each warning, besides the log
   */
  Placement(Consumer<String> warnings) {
    this.warnings = warnings;
  }

  private void warn(String warning) {
    log.warn(warning);
    warnings.accept(warning);
  }

  /** Looks beside the Valve's own jar. */
  void checkOwn(ClassLoader own) {
    List<URL> copies = copies(own);
    if (copies.size() > 1) {
      log.warn(
          "Hangup's jar is there more than once "
              + copies
              + ", and the first one is used: keep the one that you want");
    }
    for (Library each : Library.values()) {
      if (own.getResource(each.adapter) != null && own.getResource(each.library) == null) {
        warn(
            "The adapter's jar ["
                + each.jar()
                + "] is beside the Valve's, where no "
                + each.words
                + " is, and has no effect: put it where "
                + each.words
                + " is, such as the WEB-INF/lib of a web application, with "
                + each.configured);
      }
    }
  }

  private static List<URL> copies(ClassLoader own) {
    try {
      return Collections.list(own.getResources(OF_MAIN_JAR));
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Looks at a web application that has started. */
  void checkStarted(Context context) {
    ClassLoader loader = RegistryLoader.loader(context);
    URL copy = own(loader, OF_MAIN_JAR);
    if (copy != null) {
      warn(
          say(context)
              + " has a copy of Hangup's jar of its own ["
              + copy
              + "]: take it out. To the Valve, a registry that implements the copy's SessionRegistry"
              + " is none, and is not found");
    }
    for (Library each : Library.values()) {
      if (loader.getResource(each.library) != null) {
        checkLibrary(context, loader, each);
      }
    }
  }

  private void checkLibrary(Context context, ClassLoader loader, Library library) {
    if (loader.getResource(library.adapter) != null) {
      unasked.add(context);
      return;
    }
    warn(
        say(context)
            + " logs with "
            + library.words
            + ", which Hangup sees through its adapter alone: what is logged there of clients that"
            + " hung up stays. Put ["
            + library.jar()
            + "] beside "
            + library.words
            + ", and "
            + library.configured);
  }

  /** Looks, after a disconnect, whether the adapters that are there have been asked for. */
  void checkAdapters() {
    for (Context each : unasked.toArray(Context[]::new)) {
      unasked.remove(each);
      if (each.getState().isAvailable() && !isMade(RegistryLoader.loader(each))) {
        warn(
            say(each)
                + " has an adapter's jar, and no logging configuration that uses it: what is logged"
                + " there of clients that hung up stays. Put "
                + Library.LOGBACK.configured
                + ", or "
                + Library.LOG4J.configured);
      }
    }
  }

  /** Forgets a web application that stops. */
  void forget(Context context) {
    unasked.remove(context);
  }

  private static boolean isMade(@Nullable ClassLoader loader) {
    for (ClassLoader each = loader; each != null; each = each.getParent()) {
      if (SharedSuppressor.isMadeIn(each)) {
        return true;
      }
    }
    return false;
  }

  /** What a web application's loader has of that name by itself, and not from its parent. */
  private static @Nullable URL own(ClassLoader loader, String name) {
    return loader != Placement.class.getClassLoader() && loader instanceof URLClassLoader urls
        ? urls.findResource(name)
        : null;
  }

  private static String say(Context context) {
    return "Web application [" + context.getBaseName() + "]";
  }
}
