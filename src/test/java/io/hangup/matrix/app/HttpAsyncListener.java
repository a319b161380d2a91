package io.hangup.matrix.app;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Logs and completes when the container says that the client has gone, or throws. */
final class HttpAsyncListener implements AsyncListener {
  private static final Logger log = Logger.getLogger(HttpAsyncListener.class.getName());

  private final boolean throwing;

  HttpAsyncListener(boolean throwing) {
    this.throwing = throwing;
  }

  @Override
  public void onError(AsyncEvent event) {
    if (throwing) {
      throw new HttpAppException("Sending failed", event.getThrowable());
    }
    log.log(Level.SEVERE, "Sending failed", event.getThrowable());
    event.getAsyncContext().complete();
  }

  @Override
  public void onComplete(AsyncEvent event) {}

  @Override
  public void onTimeout(AsyncEvent event) {}

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
