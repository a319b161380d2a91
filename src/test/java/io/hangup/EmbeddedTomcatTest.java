package io.hangup;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that starts and stops many servers is, after each, as it was. */
class EmbeddedTomcatTest {
  private static final int TIMES = 100;
  private static final Logger TOMCATS = Logger.getLogger("org.apache");
  private static final Logger OURS = Logger.getLogger("io.hangup");

  @TempDir private Path folder;

  @BeforeEach
  void hush() {
    TOMCATS.setLevel(Level.OFF);
    OURS.setLevel(Level.OFF);
  }

  @AfterEach
  void undoHush() {
    TOMCATS.setLevel(null);
    OURS.setLevel(null);
  }

  @Test
  void startsAndStopsManyTimes() throws Exception {
    PrintStream standardError = System.err;
    PrintStream standardOutput = System.out;
    startServeAndStop();
    long threads = threads();
    for (int i = 1; i < TIMES; i++) {
      startServeAndStop();
    }

    assertThat(System.err).isSameAs(standardError);
    assertThat(System.out).isSameAs(standardOutput);
    assertThat(rootHandlers()).allMatch(handler -> handler.getFilter() == null);
    assertThat(threads()).isLessThanOrEqualTo(threads);
  }

  private void startServeAndStop() throws LifecycleException, IOException, URISyntaxException {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    tomcat.getService().addConnector(connector);
    tomcat.getEngine().getPipeline().addValve(new DisconnectValve());
    Context context = tomcat.addContext("", folder.toString());
    Tomcat.addServlet(context, "hello", new Hello());
    context.addServletMappingDecoded("/hello", "hello");
    tomcat.start();
    try {
      URL url = new URI("http://127.0.0.1:" + connector.getLocalPort() + "/hello").toURL();
      assertThat(url.openStream().readAllBytes()).hasSize(5);
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  private static Stream<Handler> rootHandlers() {
    return Stream.of(Logger.getLogger("").getHandlers());
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("hangup-"))
        .count();
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
