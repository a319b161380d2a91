package io.hangup.internal.logging;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.logging.log4j.jul.Log4jBridgeHandler;

/**
 * Log4j's bridge, which Spring Boot installs where Log4j is in Logback's place, in a form that asks
 * its filter. A bridge by type, because Spring Boot looks for one to take it away; the work is the
 * other's, with its settings. Loads only where Log4j's {@code log4j-jul} is.
 */
final class FilteringLog4jBridge extends Log4jBridgeHandler implements ReplacementHandler {
  private final Logger logger;
  private final Handler bridge;

  private FilteringLog4jBridge(Logger logger, Handler bridge) {
    this.logger = logger;
    this.bridge = bridge;
  }

  /**
   * Puts a gated one in the place of {@code bridge}.
   *
   * @return the gated one; {@code bridge} itself where another class loader's Log4j made it
   */
  static Handler replace(Logger logger, Handler bridge) {
    if (bridge.getClass() != Log4jBridgeHandler.class) {
      return bridge;
    }
    FilteringLog4jBridge gated = new FilteringLog4jBridge(logger, bridge);
    ReplacementHandler.swap(logger, bridge, gated);
    return gated;
  }

  @Override
  public void publish(LogRecord record) {
    if (ReplacementHandler.passes(this, record)) {
      bridge.publish(record);
    }
  }

  @Override
  public void close() {
    bridge.close();
  }

  @Override
  public void giveBack() {
    ReplacementHandler.swap(logger, this, bridge);
  }
}
