package io.hangup.internal.runtime;

import java.util.function.Consumer;
import org.apache.catalina.Container;
import org.apache.catalina.ContainerEvent;
import org.apache.catalina.ContainerListener;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;

/** Follows the web applications in a container as they start, stop, come and go. */
public final class WebappListener implements LifecycleListener, ContainerListener {
  private final Container container;
  private final Consumer<Context> starting;
  private final Consumer<Context> started;
  private final Consumer<Context> stopping;

  /**
   * @param starting is given each web application before it starts
   * @param started is given each web application that runs, or begins to
   * @param stopping is given each one when its own listeners have been called, and its class loader
   *     still works
   */
  public WebappListener(
      Container container,
      Consumer<Context> starting,
      Consumer<Context> started,
      Consumer<Context> stopping) {
    this.container = container;
    this.starting = starting;
    this.started = started;
    this.stopping = stopping;
  }

  public void attach() {
    attach(container);
  }

  public void detach() {
    detach(container);
  }

  private void attach(Container each) {
    if (each instanceof Context context) {
      context.addLifecycleListener(this);
      if (context.getState().isAvailable()) {
        started.accept(context);
      }
      return;
    }
    each.addContainerListener(this);
    for (Container child : each.findChildren()) {
      attach(child);
    }
  }

  private void detach(Container each) {
    if (each instanceof Context context) {
      context.removeLifecycleListener(this);
      return;
    }
    each.removeContainerListener(this);
    for (Container child : each.findChildren()) {
      detach(child);
    }
  }

  @Override
  public void containerEvent(ContainerEvent event) {
    if (event.getData() instanceof Container child) {
      switch (event.getType()) {
        case Container.ADD_CHILD_EVENT -> attach(child);
        case Container.REMOVE_CHILD_EVENT -> detach(child);
        default -> {}
      }
    }
  }

  @Override
  public void lifecycleEvent(LifecycleEvent event) {
    if (event.getLifecycle() instanceof Context context) {
      switch (event.getType()) {
        case Lifecycle.BEFORE_START_EVENT -> starting.accept(context);
        case Lifecycle.AFTER_START_EVENT -> started.accept(context);
        case Lifecycle.CONFIGURE_STOP_EVENT -> stopping.accept(context);
        default -> {}
      }
    }
  }
}
