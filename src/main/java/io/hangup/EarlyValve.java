package io.hangup;

import io.hangup.internal.runtime.WebappListener;
import org.apache.catalina.Container;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * Public because Tomcat calls what it inherits: a Valve that sees the web applications below it
 * before they start, which those that there are when the server starts do before the Valve does.
 */
public abstract class EarlyValve extends ValveBase {
  private @Nullable WebappListener starts;

  /**
   * @throws IllegalStateException if this Tomcat, or this Java, needs another jar
   */
  EarlyValve() {
    super(true);
    RightJar.check();
  }

  /** Called when the Valve is put into {@code container}, and with null when it is taken out. */
  @Override
  public final void setContainer(@Nullable Container container) {
    if (starts != null) {
      starts.detach();
      starts = null;
    }
    super.setContainer(container);
    if (container != null) {
      starts = new WebappListener(container, OwnJar::leaveUnscanned, context -> {}, context -> {});
      starts.attach();
    }
  }
}
