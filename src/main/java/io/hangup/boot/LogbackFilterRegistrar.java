package io.hangup.boot;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import io.hangup.logback.DisconnectTurboFilter;

/**
 * The adapter's filter in Logback, for as long as an application runs: not where the configuration
 * names one by itself, and again where Logback reads its configuration again. Loads only where
 * Logback and the adapter are.
 */
final class LogbackFilterRegistrar implements LoggerContextListener, AutoCloseable {
  private final LoggerContext context;
  private final DisconnectTurboFilter filter = new DisconnectTurboFilter();

  /** Adds the filter to {@code context}, unless there is one. */
  LogbackFilterRegistrar(LoggerContext context) {
    this.context = context;
    if (context.getTurboFilterList().stream().noneMatch(DisconnectTurboFilter.class::isInstance)) {
      filter.setContext(context);
      context.addTurboFilter(filter);
      context.addListener(this);
    }
  }

  @Override
  public void close() {
    context.removeListener(this);
    context.getTurboFilterList().remove(filter);
  }

  @Override
  public boolean isResetResistant() {
    return true;
  }

  @Override
  public void onReset(LoggerContext reset) {
    reset.addTurboFilter(filter);
  }

  @Override
  public void onStart(LoggerContext started) {}

  @Override
  public void onStop(LoggerContext stopped) {}

  @Override
  public void onLevelChange(Logger logger, Level level) {}
}
