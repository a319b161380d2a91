package io.hangup.internal.tomcat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
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
  /**
   * What the processor of a stream of HTTP/2 is: only that is taken from a request when Tomcat uses
   * it again ({@code org.apache.coyote.Request.recycle}).
   */
  private static final String OF_STREAM = "org.apache.coyote.NonPipeliningProcessor";

  /** That type, of the classes that have it. */
  private static final ClassValue<Optional<Class<?>>> TYPE_OF_STREAM =
      new ClassValue<>() {
        @Override
        protected Optional<Class<?>> computeValue(Class<?> processor) {
          for (Class<?> type : processor.getInterfaces()) {
            if (type.getName().equals(OF_STREAM)) {
              return Optional.of(type);
            }
          }
          Class<?> above = processor.getSuperclass();
          return above == null ? Optional.empty() : get(above);
        }
      };

  private @Nullable ActionHook processor;

  /** What Tomcat has in place of the processor. */
  private ActionHook standIn = this;

  /** Puts this into its place; does nothing where this Tomcat has none. */
  public final void observe(Request request, Response response) {
    if (TomcatMember.SET_HOOK.isThere()
        && TomcatMember.SET_RESPONSE_HOOK.isThere()
        && processor(request) instanceof ActionHook found) {
      processor = found;
      standIn = standInFor(found);
      TomcatMember.SET_HOOK.call(request, standIn);
      TomcatMember.SET_RESPONSE_HOOK.call(response, standIn);
    }
  }

  private ActionHook standInFor(ActionHook found) {
    return TYPE_OF_STREAM.get(found.getClass()).map(type -> standInFor(found, type)).orElse(this);
  }

  private ActionHook standInFor(ActionHook found, Class<?> type) {
    return (ActionHook)
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {ActionHook.class, type},
            new StreamProcessor(found));
  }

  /** Puts the processor back, on the request's own thread and before that is recycled. */
  public final void leave(Request request, Response response) {
    if (processor != null && TomcatMember.PROCESSOR.read(request) == standIn) {
      TomcatMember.SET_HOOK.call(request, processor);
      TomcatMember.SET_RESPONSE_HOOK.call(response, processor);
    }
  }

  /** The processor of {@code request}, whoever observes it; null if not known. */
  static @Nullable Object processor(Request request) {
    Object hook = TomcatMember.PROCESSOR.read(request);
    if (hook instanceof Proxy && Proxy.getInvocationHandler(hook) instanceof StreamProcessor its) {
      return its.processor;
    }
    return hook instanceof ActionObserver observer ? observer.processor : hook;
  }

  /** The processor of a stream, which is what it was but for the actions. */
  private final class StreamProcessor implements InvocationHandler {
    private final ActionHook processor;

    StreamProcessor(ActionHook processor) {
      this.processor = processor;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] args)
        throws Throwable {
      if (method.getDeclaringClass() == ActionHook.class && args[0] instanceof ActionCode code) {
        action(code, args[1]);
        return null;
      }
      try {
        return method.invoke(processor, args);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
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
