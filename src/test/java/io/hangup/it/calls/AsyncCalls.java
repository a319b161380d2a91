package io.hangup.it.calls;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Records, and leaves the rest to Tomcat. */
public class AsyncCalls implements AsyncListener {

  @Override
  public void onComplete(AsyncEvent event) {
    add("async onComplete", event);
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    add("async onTimeout", event);
  }

  @Override
  public void onError(AsyncEvent event) {
    add("async onError", event);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    add("async onStartAsync", event);
  }

  private static void add(String call, AsyncEvent event) {
    Calls.add(call, event.getThrowable(), event.getSuppliedRequest());
  }
}
