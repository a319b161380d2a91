package io.hangup.log4j2;

import java.util.List;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.filter.CompositeFilter;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.spi.AbstractLogger;
import org.jspecify.annotations.Nullable;

/** Logs a shortened event in the place of the one that is denied. */
final class InPlace {
  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final int MAX_FRAMES = 64;

  /** What stands between an application and the filter: Log4j, and what speaks to it. */
  private static final List<String> FACADES =
      List.of(
          "org.apache.logging.",
          "org.slf4j.",
          "org.apache.commons.logging.",
          "org.apache.juli.",
          "java.util.logging.",
          "io.hangup.internal.logging.");

  private final Configuration configuration;

  InPlace(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Where the configuration's own filter denies: through the same logger, once more. */
  static void log(Logger logger, Level level, @Nullable Marker marker, String text) {
    Message message = new SimpleMessage(text);
    if (logger.isEnabled(level, marker, message, null)) {
      logger.logMessage(boundary(), level, marker, message, null);
    }
  }

  /** The outermost class of the façades: Log4j takes its caller for the one who logs. */
  private static String boundary() {
    return WALKER.walk(
        frames ->
            frames
                .limit(MAX_FRAMES)
                .map(StackWalker.StackFrame::getClassName)
                .takeWhile(InPlace::isFacade)
                .reduce(AbstractLogger.class.getName(), (inner, outer) -> outer));
  }

  private static boolean isFacade(String name) {
    return name.equals(InPlace.class.getName())
        || name.equals("io.hangup.log4j2.HangupFilter")
        || FACADES.stream().anyMatch(name::startsWith);
  }

  /**
   * Where the filter of a logger denies: {@code text} to the same logger's appenders.
   *
   * @return false where {@code filter} is another's, such as an appender's
   */
  boolean say(Filter filter, LogEvent event, String text) {
    LoggerConfig logger = configuration.getLoggerConfig(event.getLoggerName());
    while (logger != null && !isIn(filter, logger.getFilter())) {
      logger = logger.getParent();
    }
    if (logger == null) {
      return false;
    }
    logger.log(
        new Log4jLogEvent.Builder(event)
            .setMessage(new SimpleMessage(text))
            .setThrown(null)
            .build());
    return true;
  }

  private static boolean isIn(Filter filter, @Nullable Filter which) {
    return which instanceof CompositeFilter several
        ? Stream.of(several.getFiltersArray()).anyMatch(each -> isIn(filter, each))
        : which == filter;
  }
}
