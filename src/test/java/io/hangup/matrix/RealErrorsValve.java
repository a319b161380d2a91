package io.hangup.matrix;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Stands in the Valve's place on the server without it and does nothing: so that both servers'
 * stack traces have the same number of frames.
 */
public final class RealErrorsValve extends ValveBase {

  /** A valve that supports asynchronous requests. */
  public RealErrorsValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
  }
}
