package io.hangup.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.EventArgUtil;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.hangup.bridge.Judge;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Denies an event whose throwable only means that a client hung up, where the Valve runs; says
 * nothing about any other. In {@code logback.xml}: {@code <turboFilter
 * class="io.hangup.logback.DisconnectTurboFilter"/>}.
 */
public final class DisconnectTurboFilter extends TurboFilter {
  private final Judge judge = new Judge();

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      @Nullable Object @Nullable [] params,
      @Nullable Throwable t) {
    // Turbo filters are asked before the logger's level is.
    if (!level.isGreaterOrEqual(Level.INFO)
        || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
      return FilterReply.NEUTRAL;
    }
    Throwable thrown = t == null ? EventArgUtil.extractThrowable(params) : t;
    boolean withhold =
        thrown != null && Judge.isOnly(thrown, params) && judge.withholds(logger.getName(), thrown);
    return withhold ? FilterReply.DENY : FilterReply.NEUTRAL;
  }
}
