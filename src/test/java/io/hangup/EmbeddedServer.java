package io.hangup;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;

/** A Tomcat in this JVM with the Valve in its engine, and one servlet. */
public final class EmbeddedServer implements AutoCloseable {
  private final Tomcat tomcat = new Tomcat();
  private final Connector connector = new Connector();

  public EmbeddedServer(String folder) throws LifecycleException {
    this(folder, tomcat -> {});
  }

  /**
   * @param setUp does what else is to be done before it starts
   */
  EmbeddedServer(String folder, Consumer<Tomcat> setUp) throws LifecycleException {
    // A JVM takes one factory, which may be that of another class loader's Tomcat.
    TomcatURLStreamHandlerFactory.disable();
    tomcat.setBaseDir(folder);
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    tomcat.getService().addConnector(connector);
    tomcat.getEngine().getPipeline().addValve(new DisconnectValve());
    Context context = tomcat.addContext("", folder);
    Tomcat.addServlet(context, "hello", new Hello());
    context.addServletMappingDecoded("/hello", "hello");
    setUp.accept(tomcat);
    tomcat.start();
  }

  /** What the servlet answers. */
  byte[] get() throws IOException, URISyntaxException {
    URL url = new URI("http://127.0.0.1:" + connector.getLocalPort() + "/hello").toURL();
    return url.openStream().readAllBytes();
  }

  @Override
  public void close() throws LifecycleException {
    stop();
  }

  /** Stops it, unless that has been done. */
  void stop() throws LifecycleException {
    if (tomcat.getServer().getState() != LifecycleState.DESTROYED) {
      try {
        tomcat.stop();
      } finally {
        tomcat.destroy();
      }
    }
  }

  private static final class Hello extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getOutputStream().print("hello");
    }
  }
}
