package io.hangup.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.CallerData;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** An event without the throwable of the one in whose place it stands, and with its caller. */
final class ShortenedEvent extends LoggingEvent {
  private static final String FILTER = "io.hangup.logback.DisconnectTurboFilter";

  /** What stands between an application and the filter: Logback, SLF4J and what speaks to it. */
  private static final List<String> FACADES =
      List.of(
          "ch.qos.logback.",
          "org.slf4j.",
          "org.apache.commons.logging.",
          "org.apache.logging.",
          "org.apache.juli.",
          "java.util.logging.",
          "io.hangup.internal.logging.");

  private final int maxCallers;

  private ShortenedEvent(Logger logger, Level level, String text) {
    super(Logger.FQCN, logger, level, text, null, null);
    maxCallers = logger.getLoggerContext().getMaxCallerDataDepth();
  }

  static ShortenedEvent of(
      Logger logger, Level level, String text, List<Marker> markers, List<KeyValuePair> pairs) {
    ShortenedEvent event = new ShortenedEvent(logger, level, text);
    markers.forEach(event::addMarker);
    if (!pairs.isEmpty()) {
      event.setKeyValuePairs(pairs);
    }
    return event;
  }

  @Nullable Marker firstMarker() {
    List<Marker> markers = getMarkerList();
    return markers == null || markers.isEmpty() ? null : markers.get(0);
  }

  /** Who logged: the first below the façades below our filter, which Logback would take for it. */
  @Override
  public StackTraceElement[] getCallerData() {
    if (!hasCallerData()) {
      StackTraceElement[] callers = callers(new Throwable().getStackTrace());
      setCallerData(callers.length == 0 ? CallerData.EMPTY_CALLER_DATA_ARRAY : callers);
    }
    return super.getCallerData();
  }

  private StackTraceElement[] callers(StackTraceElement[] stack) {
    Stream<StackTraceElement> fromFilter =
        Arrays.stream(stack).dropWhile(frame -> !frame.getClassName().equals(FILTER));
    return fromFilter
        .dropWhile(frame -> isFacade(frame.getClassName()))
        .limit(maxCallers)
        .toArray(StackTraceElement[]::new);
  }

  private static boolean isFacade(String name) {
    return name.equals(FILTER) || FACADES.stream().anyMatch(name::startsWith);
  }
}
