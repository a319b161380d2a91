package io.hangup.internals;

import org.apache.coyote.ActionCode;
import org.apache.coyote.ActionHook;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.jspecify.annotations.Nullable;

/**
 * Stands between one request with its response and Tomcat's processor, which both ask for what only
 * it can do, on whichever thread. Every action is passed on as it came.
 */
public abstract class ActionObserver implements ActionHook {
  private @Nullable ActionHook processor;

  /** Puts this into its place; does nothing where this Tomcat has none. */
  public final void observe(Request request, Response response) {
    if (Internal.SET_HOOK.isThere()
        && Internal.SET_RESPONSE_HOOK.isThere()
        && processor(request) instanceof ActionHook found) {
      processor = found;
      Internal.SET_HOOK.call(request, this);
      Internal.SET_RESPONSE_HOOK.call(response, this);
    }
  }

  /** Puts the processor back, on the request's own thread and before that is recycled. */
  public final void leave(Request request, Response response) {
    if (processor != null && Internal.PROCESSOR.of(request) == this) {
      Internal.SET_HOOK.call(request, processor);
      Internal.SET_RESPONSE_HOOK.call(response, processor);
    }
  }

  /** The processor of {@code request}, whoever observes it; null if not known. */
  static @Nullable Object processor(Request request) {
    Object hook = Internal.PROCESSOR.of(request);
    return hook instanceof ActionObserver observer ? observer.processor : hook;
  }

  @Override
  public final void action(ActionCode code, @Nullable Object param) {
    boolean isAwaited = before(code);
    ActionHook next = processor;
    if (next != null) {
      next.action(code, param);
    }
    if (isAwaited) {
      after(code, param);
    }
  }

  /**
   * {@code code} is about to be done. Must not throw.
   *
   * @return whether {@link #after} is to be called
   */
  protected abstract boolean before(ActionCode code);

  /**
   * {@code code} has been done. Must not throw.
   *
   * @param param what went with it, and what came back in it
   */
  protected abstract void after(ActionCode code, @Nullable Object param);
}
