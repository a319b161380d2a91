package io.hangup.log4j2;

import io.hangup.bridge.Judge;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.apache.logging.log4j.core.filter.AbstractFilter;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.jspecify.annotations.Nullable;

/**
 * Denies an event whose throwable only means that a client hung up, where the Valve runs; says
 * nothing about any other. In {@code log4j2.xml}: {@code <DisconnectFilter/>} directly below {@code
 * <Configuration>}, where it is asked on the thread that logs, and another in {@code <Root>}, for
 * the events that pass by the first: those of {@code Logger.catching}, and of bridges.
 */
@Plugin(
    name = "DisconnectFilter",
    category = Node.CATEGORY,
    elementType = Filter.ELEMENT_TYPE,
    printObject = true)
public final class DisconnectFilter extends AbstractFilter {
  private final Judge judge = new Judge();

  private DisconnectFilter() {}

  /** Called by Log4j for each element of this name. */
  @PluginFactory
  public static DisconnectFilter create() {
    return new DisconnectFilter();
  }

  /** Asked where the filter is one of a logger or an appender. */
  @Override
  public Result filter(LogEvent event) {
    Level level = event.getLevel();
    return level.isMoreSpecificThan(Level.INFO)
        ? answer(event.getLoggerName(), thrown(event), event.getMessage())
        : Result.NEUTRAL;
  }

  @Override
  public Result filter(
      Logger logger,
      Level level,
      @Nullable Marker marker,
      @Nullable Message message,
      @Nullable Throwable t) {
    return isVisible(logger, level) ? answer(logger.getName(), t, message) : Result.NEUTRAL;
  }

  /** The message of {@code logger.error(e)} is the throwable. */
  @Override
  public Result filter(
      Logger logger,
      Level level,
      @Nullable Marker marker,
      @Nullable Object message,
      @Nullable Throwable t) {
    Throwable thrown = t == null && message instanceof Throwable only ? only : t;
    return isVisible(logger, level) ? answer(logger.getName(), thrown, message) : Result.NEUTRAL;
  }

  /** The last parameter is the event's throwable, unless the message has a place for it. */
  @Override
  public Result filter(
      Logger logger,
      Level level,
      @Nullable Marker marker,
      @Nullable String message,
      @Nullable Object @Nullable ... params) {
    boolean mayHaveThrown =
        params != null && params.length > 0 && params[params.length - 1] instanceof Throwable;
    return mayHaveThrown && isVisible(logger, level)
        ? answer(logger.getName(), new ParameterizedMessage(message, params).getThrowable(), params)
        : Result.NEUTRAL;
  }

  private static @Nullable Throwable thrown(LogEvent event) {
    Message message = event.getMessage();
    Throwable thrown = event.getThrown();
    return thrown != null || message == null ? thrown : message.getThrowable();
  }

  /** A configuration's filter is asked before the logger's level is. */
  private static boolean isVisible(Logger logger, Level level) {
    return level.isMoreSpecificThan(Level.INFO) && level.isMoreSpecificThan(logger.getLevel());
  }

  /**
   * @param message the message, its parameters, or what is logged in its place
   */
  private Result answer(
      @Nullable String logger, @Nullable Throwable thrown, @Nullable Object message) {
    boolean withhold =
        thrown != null
            && Judge.isOnly(thrown, parameters(message))
            && judge.withholds(logger, thrown);
    return withhold ? Result.DENY : Result.NEUTRAL;
  }

  private static @Nullable Object @Nullable [] parameters(@Nullable Object message) {
    if (message instanceof Message parameterized) {
      return parameterized.getParameters();
    }
    return message instanceof Object[] several ? several : new Object[] {message};
  }
}
