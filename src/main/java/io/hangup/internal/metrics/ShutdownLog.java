package io.hangup.internal.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;

/**
 * A log that is heard while the JVM goes down, too. The JDK takes the handlers off all loggers in a
 * shutdown hook ({@code LogManager.Cleaner}), while that of Spring Boot stops its Tomcat: what is
 * logged by then is lost. A handler that was closed still writes, unless it was to a file.
 */
final class ShutdownLog {
  /** What Tomcat's log is where it writes to the JDK's. */
  private static final String JDK_LOG = "org.apache.juli.logging.DirectJDKLog";

  private final Log log;
  private final Logger logger;
  private volatile List<Handler> last;

  ShutdownLog(Class<?> owner) {
    log = LogFactory.getLog(owner);
    logger = Logger.getLogger(owner.getName());
    last = handlers();
  }

  void info(String line) {
    log.info(line);
    List<Handler> now = handlers();
    if (!now.isEmpty()) {
      last = now;
    } else if (log.getClass().getName().equals(JDK_LOG) && isShuttingDown()) {
      LogRecord record = new LogRecord(Level.INFO, line);
      record.setLoggerName(logger.getName());
      for (Handler handler : last) {
        handler.publish(record);
        handler.flush();
      }
    }
  }

  private List<Handler> handlers() {
    List<Handler> handlers = new ArrayList<>();
    Logger each = logger;
    while (each != null) {
      handlers.addAll(List.of(each.getHandlers()));
      each = each.getUseParentHandlers() ? each.getParent() : null;
    }
    return handlers;
  }

  /** There is no question for it; who wants to take a hook out is refused then. */
  private static boolean isShuttingDown() {
    try {
      Runtime.getRuntime().removeShutdownHook(new Thread());
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }
}
