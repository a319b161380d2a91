package io.hangup.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.EventArgUtil;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.hangup.internal.logback.SharedSuppressor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.MessageFormatter;

/**
 * Denies an event whose throwable, or the stack trace in its message, only means that a client hung
 * up, where the Valve runs, and logs it without that if it has words of the application's own; says
 * nothing about any other. In {@code logback.xml}: {@code <turboFilter
 * class="io.hangup.logback.DisconnectTurboFilter"/>}.
 */
public final class DisconnectTurboFilter extends TurboFilter {
  private final SharedSuppressor judge = new SharedSuppressor();

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      @Nullable Object @Nullable [] params,
      @Nullable Throwable t) {
    List<Marker> markers = marker == null ? List.of() : List.of(marker);
    return decide(logger, level, format, params, t, markers, List.of());
  }

  /** Asked by SLF4J's fluent interface, in Logback from 1.5.20 on. */
  @Override
  public FilterReply decide(Logger logger, LoggingEvent event) {
    List<Marker> markers = event.getMarkers();
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    return decide(
        logger,
        Level.convertAnSLF4JLevel(event.getLevel()),
        event.getMessage(),
        event.getArgumentArray(),
        event.getThrowable(),
        markers == null ? List.of() : markers,
        pairs == null ? List.of() : pairs);
  }

  private FilterReply decide(
      Logger logger,
      Level level,
      @Nullable String format,
      @Nullable Object @Nullable [] params,
      @Nullable Throwable t,
      List<Marker> markers,
      List<KeyValuePair> pairs) {
    // Turbo filters are asked before the logger's level is.
    if (!level.isGreaterOrEqual(Level.INFO)
        || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
      return FilterReply.NEUTRAL;
    }
    Throwable thrown = t == null ? EventArgUtil.extractThrowable(params) : t;
    if (thrown == null) {
      String left = left(logger, level, format, params);
      return left == null ? FilterReply.NEUTRAL : reply(logger, level, left, markers, pairs);
    }
    if (!SharedSuppressor.hasNoOtherThrowable(thrown, params)) {
      return FilterReply.NEUTRAL;
    }
    if (judge.isInVain()) {
      logger
          .getLoggerContext()
          .getLogger(DisconnectTurboFilter.class)
          .warn(SharedSuppressor.IN_VAIN);
    }
    String answer =
        judge.judge(logger.getName(), level.toString(), () -> text(format, params), thrown);
    if (answer == null) {
      return FilterReply.NEUTRAL;
    }
    String shortened =
        answer.equals(SharedSuppressor.WITHHOLD) ? answer : text(format, params) + " " + answer;
    return reply(logger, level, shortened, markers, pairs);
  }

  /** What is left of a message that has a stack trace in it; null if all of it. */
  private @Nullable String left(
      Logger logger, Level level, @Nullable String format, @Nullable Object @Nullable [] params) {
    return SharedSuppressor.mayHoldTrace(format, params)
        ? judge.judgeText(logger.getName(), level.toString(), text(format, params))
        : null;
  }

  /** Denies, and logs {@code text} in the place of what it denies, if there is any. */
  private FilterReply reply(
      Logger logger, Level level, String text, List<Marker> markers, List<KeyValuePair> pairs) {
    return text.equals(SharedSuppressor.WITHHOLD) || inPlace(logger, level, text, markers, pairs)
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }

  private static @Nullable String text(
      @Nullable String format, @Nullable Object @Nullable [] params) {
    return MessageFormatter.arrayFormat(format, params).getMessage();
  }

  /** Logs the shortened event, as the other turbo filters allow; false if that cannot be done. */
  private boolean inPlace(
      Logger logger, Level level, String text, List<Marker> markers, List<KeyValuePair> pairs) {
    try {
      ShortenedEvent event = ShortenedEvent.of(logger, level, text, markers, pairs);
      if (isShown(logger, event)) {
        logger.callAppenders(event);
      }
      return true;
    } catch (LinkageError e) {
      // A Logback that is too old: the event stays as it was.
      return false;
    }
  }

  /** What the turbo filters say that would have been asked after this one. */
  private boolean isShown(Logger logger, ShortenedEvent event) {
    List<TurboFilter> filters = logger.getLoggerContext().getTurboFilterList();
    for (TurboFilter next : filters.subList(filters.indexOf(this) + 1, filters.size())) {
      FilterReply reply =
          next.decide(
              event.firstMarker(), logger, event.getLevel(), event.getMessage(), null, null);
      if (reply != FilterReply.NEUTRAL) {
        return reply == FilterReply.ACCEPT;
      }
    }
    return true;
  }
}
