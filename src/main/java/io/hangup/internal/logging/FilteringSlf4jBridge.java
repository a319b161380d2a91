package io.hangup.internal.logging;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * SLF4J's bridge, which Spring Boot installs, in a form that asks its filter. A bridge by type,
 * because SLF4J and Spring Boot look for one to see whether it is installed, and to take it away.
 * Loads only where SLF4J is.
 */
final class FilteringSlf4jBridge extends SLF4JBridgeHandler implements ReplacementHandler {
  private final Logger logger;
  private final Handler bridge;

  private FilteringSlf4jBridge(Logger logger, Handler bridge) {
    this.logger = logger;
    this.bridge = bridge;
  }

  /**
   * Puts a gated one in the place of {@code bridge}.
   *
   * @return the gated one; {@code bridge} itself where another class loader's SLF4J made it
   */
  static Handler replace(Logger logger, Handler bridge) {
    if (bridge.getClass() != SLF4JBridgeHandler.class) {
      return bridge;
    }
    FilteringSlf4jBridge gated = new FilteringSlf4jBridge(logger, bridge);
    ReplacementHandler.swap(logger, bridge, gated);
    return gated;
  }

  @Override
  public void publish(LogRecord record) {
    if (ReplacementHandler.passes(this, record)) {
      super.publish(record);
    }
  }

  @Override
  public void giveBack() {
    ReplacementHandler.swap(logger, this, bridge);
  }
}
