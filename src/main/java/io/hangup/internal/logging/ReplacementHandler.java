package io.hangup.internal.logging;

import java.util.Arrays;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** A handler in the place of another one, which asks no filter. */
interface ReplacementHandler {
  /** Puts the other one back, unless somebody has taken this one away meanwhile. */
  void giveBack();

  /** Whether {@code handler}'s filter lets {@code record} pass. */
  static boolean passes(Handler handler, LogRecord record) {
    Filter filter = handler.getFilter();
    return filter == null || filter.isLoggable(record);
  }

  /**
   * Puts {@code to} in the place of {@code from}, if that is there; for a moment both are, so that
   * no record is lost.
   */
  static void swap(Logger logger, Handler from, Handler to) {
    if (Arrays.asList(logger.getHandlers()).contains(from)) {
      logger.addHandler(to);
      logger.removeHandler(from);
    }
  }
}
