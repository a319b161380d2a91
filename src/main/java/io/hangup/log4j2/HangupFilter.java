package io.hangup.log4j2;

import io.hangup.internal.log4j2.SharedSuppressor;
import java.util.function.Supplier;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginConfiguration;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.apache.logging.log4j.core.filter.AbstractFilter;
import org.apache.logging.log4j.core.impl.MementoMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.message.ReusableObjectMessage;
import org.apache.logging.log4j.message.ReusableParameterizedMessage;
import org.apache.logging.log4j.message.ReusableSimpleMessage;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.spi.AbstractLogger;
import org.apache.logging.log4j.status.StatusLogger;
import org.jspecify.annotations.Nullable;

/**
 * Denies an event whose throwable, or the stack trace in its message, only means that a client hung
 * up, where the Valve runs, and logs it without that if it has words of the application's own; says
 * nothing about any other. In {@code log4j2.xml}: {@code <DisconnectFilter/>} directly below {@code
 * <Configuration>}, where it is asked on the thread that logs, and another in {@code <Root>}, for
 * the events that pass by the first: those of {@code Logger.catching}, and of bridges.
 */
@Plugin(
    name = "DisconnectFilter",
    category = Node.CATEGORY,
    elementType = Filter.ELEMENT_TYPE,
    printObject = true)
public final class HangupFilter extends AbstractFilter {
  private final SharedSuppressor judge = new SharedSuppressor();
  private final InPlace inPlace;

  private HangupFilter(InPlace inPlace) {
    this.inPlace = inPlace;
  }

  /** Called by Log4j for each element of this name. */
  @PluginFactory
  public static HangupFilter create(@PluginConfiguration Configuration configuration) {
    return new HangupFilter(new InPlace(configuration));
  }

  /** Asked where the filter is one of a logger or an appender. */
  @Override
  public Result filter(LogEvent event) {
    Throwable thrown = thrown(event);
    Message message = event.getMessage();
    if (!event.getLevel().isMoreSpecificThan(Level.INFO)) {
      return Result.NEUTRAL;
    }
    // What Logger.catching says is Log4j's.
    boolean isOwn = !isOfLog4j(event.getMarker());
    String name = event.getLoggerName();
    Supplier<@Nullable String> text = () -> isOwn ? message.getFormattedMessage() : null;
    String left =
        thrown == null
            ? left(name, event.getLevel(), message)
            : left(name, event.getLevel(), parameters(message), thrown, text);
    return left == null
            || (!left.equals(SharedSuppressor.WITHHOLD) && !inPlace.say(this, event, left))
        ? Result.NEUTRAL
        : Result.DENY;
  }

  @Override
  public Result filter(
      Logger logger,
      Level level,
      @Nullable Marker marker,
      @Nullable Message message,
      @Nullable Throwable t) {
    if (!isVisible(logger, level)) {
      return Result.NEUTRAL;
    }
    return t == null
        ? reply(logger, level, marker, left(logger.getName(), level, message))
        : answer(
            logger,
            level,
            marker,
            parameters(message),
            t,
            () -> message == null ? null : message.getFormattedMessage());
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
    if (!isVisible(logger, level)) {
      return Result.NEUTRAL;
    }
    return thrown == null
        ? reply(
            logger,
            level,
            marker,
            message instanceof String text
                ? judge.judgeText(logger.getName(), level.name(), text)
                : null)
        : answer(
            logger,
            level,
            marker,
            new Object[] {message},
            thrown,
            () -> message == null ? null : message.toString());
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
    if (!(mayHaveThrown || SharedSuppressor.mayHoldTrace(message, params))
        || !isVisible(logger, level)) {
      return Result.NEUTRAL;
    }
    ParameterizedMessage parameterized = new ParameterizedMessage(message, params);
    Throwable thrown = parameterized.getThrowable();
    Supplier<@Nullable String> text = parameterized::getFormattedMessage;
    return thrown == null
        ? reply(logger, level, marker, judge.judgeText(logger.getName(), level.name(), text.get()))
        : answer(logger, level, marker, params, thrown, text);
  }

  /** What is left of a message that has a stack trace in it; null if all of it. */
  @SuppressWarnings("deprecation") // Log4j 3 has no getFormat(); this is the adapter for Log4j 2.
  private @Nullable String left(String logger, Level level, @Nullable Message message) {
    if (message == null) {
      return null;
    }
    return isText(message)
            || (isParameterized(message)
                && SharedSuppressor.mayHoldTrace(message.getFormat(), message.getParameters()))
        ? judge.judgeText(logger, level.name(), message.getFormattedMessage())
        : null;
  }

  /**
   * Whether {@code message} is text already, as that of an asynchronous logger is. What a message
   * of the application's does to be formatted is not to be done once more.
   */
  private static boolean isText(Message message) {
    return message instanceof SimpleMessage
        || message instanceof ReusableSimpleMessage
        || message instanceof MementoMessage
        || message instanceof LogEvent
        || ((message instanceof ObjectMessage || message instanceof ReusableObjectMessage)
            && message.getParameters()[0] instanceof String);
  }

  private static boolean isParameterized(Message message) {
    return message instanceof ParameterizedMessage
        || message instanceof ReusableParameterizedMessage;
  }

  /** Denies, and logs {@code left} in the place of what it denies, if there is any. */
  private static Result reply(
      Logger logger, Level level, @Nullable Marker marker, @Nullable String left) {
    if (left != null && !left.equals(SharedSuppressor.WITHHOLD)) {
      InPlace.log(logger, level, marker, left);
    }
    return left == null ? Result.NEUTRAL : Result.DENY;
  }

  private static @Nullable Throwable thrown(LogEvent event) {
    Message message = event.getMessage();
    Throwable thrown = event.getThrown();
    return thrown != null || message == null ? thrown : message.getThrowable();
  }

  private static boolean isOfLog4j(@Nullable Marker marker) {
    return marker != null
        && (marker.isInstanceOf(AbstractLogger.EXCEPTION_MARKER)
            || marker.isInstanceOf(AbstractLogger.FLOW_MARKER));
  }

  /** A configuration's filter is asked before the logger's level is. */
  private static boolean isVisible(Logger logger, Level level) {
    return level.isMoreSpecificThan(Level.INFO) && level.isMoreSpecificThan(logger.getLevel());
  }

  private Result answer(
      Logger logger,
      Level level,
      @Nullable Marker marker,
      @Nullable Object @Nullable [] parameters,
      Throwable thrown,
      Supplier<@Nullable String> text) {
    return reply(logger, level, marker, left(logger.getName(), level, parameters, thrown, text));
  }

  /** What is left of an event that has a throwable; null if all of it. */
  private @Nullable String left(
      String logger,
      Level level,
      @Nullable Object @Nullable [] parameters,
      Throwable thrown,
      Supplier<@Nullable String> text) {
    if (judge.isInVain()) {
      StatusLogger.getLogger().error(SharedSuppressor.IN_VAIN);
    }
    String answer =
        SharedSuppressor.hasNoOtherThrowable(thrown, parameters)
            ? judge.judge(logger, level.name(), text, thrown)
            : null;
    return answer == null || answer.equals(SharedSuppressor.WITHHOLD)
        ? answer
        : text.get() + " " + answer;
  }

  private static @Nullable Object @Nullable [] parameters(@Nullable Message message) {
    return message == null ? null : message.getParameters();
  }
}
