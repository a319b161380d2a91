package io.hangup.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Connector;
import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Http1Client;
import io.hangup.fixture.Patience;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.TomcatDistribution;
import io.hangup.fixture.ValveXml;
import java.io.IOException;
import java.time.Duration;

/** Nothing of an application that was reloaded is left: no class loader, no thread, no handler. */
class ReloadIT {
  private static final int RELOADS = 200;
  private static final String LOADER = "org.apache.catalina.loader.ParallelWebappClassLoader";
  private static final String VALVE =
      ValveXml.with(
          "pingInterval",
          "25",
          "pingTimeout",
          "20",
          "registry",
          "io.hangup.session.StaticFieldRegistry",
          "registry.fields",
          "io.hangup.it.live.LiveEndpoint.SESSIONS");

  @EachTomcat
  void leavesNothingBehind(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "reload", "")) {
      TomcatDistribution tomcat = server.tomcat();
      server.valve(VALVE);
      tomcat.deploy("/control", "io/hangup/it/control");
      tomcat.offering(LiveServer.CONTEXT, "io.hangup.it.live.LiveRegistry");
      String handler = "org.apache.juli.FileHandler";
      tomcat.webappFile(
          LiveServer.CONTEXT,
          "WEB-INF/classes/logging.properties",
          ("handlers = "
                  + handler
                  + "\n"
                  + handler
                  + ".directory = ${catalina.base}/logs\n"
                  + handler
                  + ".prefix = own\n")
              .getBytes(UTF_8));
      // A reload would wait two seconds for requests that do not end.
      tomcat.webappFile(
          LiveServer.CONTEXT,
          "META-INF/context.xml",
          "<Context unloadDelay=\"20\"/>".getBytes(UTF_8));
      server.start();
      for (int i = 0; i < RELOADS; i++) {
        reloadWithLiveSessions(server);
      }

      // One for each application that runs; Tomcat itself waits for clients that have gone.
      await()
          .atMost(Patience.EVENT)
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(() -> assertThat(tomcat.instances(LOADER)).isEqualTo(2));
      assertThat(tomcat.instances("io.hangup.it.live.LiveRegistry")).isEqualTo(1);
      await().atMost(Patience.EVENT).untilAsserted(() -> assertThat(threads(tomcat)).isZero());
      assertThat(tomcat.consoleSinceStart()).doesNotContain("SEVERE", "a thread named [hangup-");
    }
  }

  private static void reloadWithLiveSessions(LiveServer server) throws Exception {
    try (RudeClient idle = open(server, Connector.NIO);
        RudeClient other = open(server, Connector.NIO2);
        Http1Client stream = Http1Client.over(Connector.NIO.connect(server.tomcat()))) {
      stream.get(LiveServer.CONTEXT + "/stream/wait").readHead();
      assertThat(idle.send("hello").read()).isEqualTo(other.send("hello").read());
      server.tomcat().get("/control/control/reload");
      stream.reset();
    }
  }

  private static RudeClient open(LiveServer server, Connector connector) throws IOException {
    return RudeClient.webSocket(
        connector.connect(server.tomcat()), LiveServer.CONTEXT + "/ws/" + connector);
  }

  /** How many threads there are that Hangup has made; of others that are left Tomcat warns. */
  private static long threads(TomcatDistribution tomcat) throws IOException {
    return tomcat.jcmd("Thread.print").lines().filter(line -> line.startsWith("\"hangup-")).count();
  }
}
