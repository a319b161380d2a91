package io.hangup.bench;

import io.hangup.DisconnectValve;
import io.hangup.load.Visitors;
import jakarta.servlet.ServletException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;

/**
 * An embedded Tomcat with or without the Valve, clients of it that are another process, and a
 * request of its own that gets no further than a Valve behind it.
 */
final class BenchServer implements Closeable {
  private static final String LINE = "io.hangup.disconnect";

  private static final List<String> FIELDS =
      List.of(
          "host",
          "connection",
          "user-agent",
          "accept",
          "accept-encoding",
          "accept-language",
          "cookie",
          "referer");

  private final Tomcat tomcat = new Tomcat();
  private final Context app;
  private final DisconnectValve hangup;
  private final Visitors visitors;
  private final Handler lines = new Discarding();
  private final Request request;
  private final Response response;
  private final Valve first;
  private Runnable action = () -> {};

  /**
   * @param open who has connections to it, such as {@code 100 sessions} or {@code 100 requests}
   * @param fine whether the lines are asked for
   */
  BenchServer(boolean withHangup, String open, boolean fine)
      throws IOException, LifecycleException, InterruptedException {
    Path base = Files.createTempDirectory("hangup-bench");
    tomcat.setBaseDir(base.toString());
    tomcat.setPort(0);
    Connector connector = tomcat.getConnector();
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxConnections", "100000");
    // Else it depends on chance how many are kept, and the memory of what is open with them.
    connector.setProperty("processorCache", "0");
    app = tomcat.addContext("/load", base.toString());
    Visitors.deploy(app);
    hangup = withHangup ? new DisconnectValve() : null;
    if (withHangup) {
      tomcat.getEngine().getPipeline().addValve(hangup);
    }
    tomcat.getEngine().getPipeline().addValve(new Here());
    Logger line = Logger.getLogger(LINE);
    line.setUseParentHandlers(false);
    line.addHandler(lines);
    line.setLevel(fine ? Level.FINE : Level.OFF);
    tomcat.start();
    first = tomcat.getEngine().getPipeline().getFirst();
    visitors = Visitors.start(connector.getLocalPort(), open);
    org.apache.coyote.Request coyote = new org.apache.coyote.Request();
    org.apache.coyote.Response answer = new org.apache.coyote.Response();
    coyote.setResponse(answer);
    request = new Request(connector);
    request.setCoyoteRequest(coyote);
    response = new Response();
    response.setCoyoteResponse(answer);
    request.setResponse(response);
    response.setRequest(request);
    receive();
  }

  /** Does something while a request of this thread's is processed, and ends the request. */
  void inRequest(Runnable what) throws IOException, ServletException {
    action = what;
    begin();
    passThrough();
    request.recycle();
    response.recycle();
    if (response.getCoyoteResponse().getErrorException() != null) {
      request.getCoyoteRequest().recycle();
      response.getCoyoteResponse().recycle();
      receive();
    }
  }

  /** Maps the request, as Tomcat does before its Valves see it. */
  void begin() {
    request.getMappingData().host = tomcat.getHost();
    request.getMappingData().context = app;
  }

  /** Has the request, which is mapped, pass the Valves and end well. */
  void passThrough() throws IOException, ServletException {
    first.invoke(request, response);
    if (hangup != null) {
      hangup.log(request, response, 0);
    }
  }

  /** As many header fields as a browser sends. */
  private void receive() {
    for (String each : FIELDS) {
      byte[] name = each.getBytes(StandardCharsets.ISO_8859_1);
      request
          .getCoyoteRequest()
          .getMimeHeaders()
          .addValue(name, 0, name.length)
          .setString("as it may be");
    }
  }

  /** What Tomcat does when it cannot write. */
  void fail(IOException failure) {
    response.getCoyoteResponse().setErrorException(failure);
  }

  @Override
  public void close() throws IOException {
    visitors.close();
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IOException(e);
    }
    Logger.getLogger(LINE).removeHandler(lines);
  }

  /** Where our own request ends; those of the visitors go on. */
  private final class Here extends ValveBase {
    Here() {
      super(true);
    }

    @Override
    public void invoke(Request each, Response itsResponse) throws IOException, ServletException {
      if (each == request) {
        action.run();
      } else {
        // As an access log has it: Tomcat keeps it with the connection.
        each.getRemoteAddr();
        getNext().invoke(each, itsResponse);
      }
    }
  }
}
