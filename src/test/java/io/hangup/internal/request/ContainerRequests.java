package io.hangup.internal.request;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.hangup.fixture.PrivateField;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Loader;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.AsyncContextImpl;
import org.apache.coyote.AbstractProcessor;

/** Tomcat's own requests, as a connector makes them, without a connection below. */
final class ContainerRequests {
  private ContainerRequests() {}

  /** What {@code processor} has the container process. */
  static Request of(
      AbstractProcessor processor,
      org.apache.coyote.Request coyote,
      org.apache.coyote.Response answer)
      throws ReflectiveOperationException {
    PrivateField.set(org.apache.coyote.Request.class, "hook", coyote, processor);
    PrivateField.set(org.apache.coyote.Response.class, "hook", answer, processor);
    coyote.setResponse(answer);
    answer.setRequest(coyote);
    Response response = made(Response.class, answer);
    Request request = made(Request.class, new Connector(), coyote);
    request.setResponse(response);
    return request;
  }

  /** The same, in asynchronous processing, in a web application of this class's loader. */
  static Request async(
      AbstractProcessor processor,
      org.apache.coyote.Request coyote,
      org.apache.coyote.Response answer)
      throws ReflectiveOperationException {
    Request request = of(processor, coyote, answer);
    Loader loader = mock(Loader.class);
    when(loader.getClassLoader()).thenReturn(ContainerRequests.class.getClassLoader());
    Context context = mock(Context.class);
    when(context.getLoader()).thenReturn(loader);
    when(context.getPath()).thenReturn("");
    request.getMappingData().context = context;
    PrivateField.set(Request.class, "asyncContext", request, new AsyncContextImpl(request));
    return request;
  }

  /** With what its constructor takes of it, and else its setters: each line has other ones. */
  private static <T> T made(Class<T> type, Object... parts) throws ReflectiveOperationException {
    Constructor<?> constructor =
        Stream.of(type.getConstructors())
            .filter(each -> Stream.of(each.getParameterTypes()).noneMatch(Class::isPrimitive))
            .findFirst()
            .orElseThrow();
    Object[] arguments = new Object[constructor.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      Class<?> parameter = constructor.getParameterTypes()[i];
      arguments[i] = Stream.of(parts).filter(parameter::isInstance).findFirst().orElseThrow();
    }
    T made = type.cast(constructor.newInstance(arguments));
    for (Method method : type.getMethods()) {
      for (Object part : parts) {
        if (method.getName().startsWith("setCoyote") && isTakenBy(method, part)) {
          method.invoke(made, part);
        }
      }
    }
    return made;
  }

  private static boolean isTakenBy(Method method, Object part) {
    return method.getParameterTypes()[0].isInstance(part);
  }
}
