package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Http1Client;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.util.List;

/** A Valve in one of two hosts speaks for that host alone. */
class ScopeIT {
  /** Its name begins as that of the Valve's host does. */
  private static final String OTHER = "localhost2";

  /** What {@link TomcatDistribution#deploy} appends to {@code webapps}. */
  private static final String IN_WEBAPPS2 = "2" + AbortsServer.CONTEXT;

  /** Told by Tomcat's container loggers, by the application's, and printed. */
  private static final List<String> WAYS = List.of("own", "servlet", "jul", "juli", "print");

  @EachTomcat
  void withholdsInItsHost(String version) throws Exception {
    try (TomcatDistribution tomcat = twoHosts(version, "scope-inside")) {
      hangUp(tomcat, "localhost");
      AbortsServer.awaitLines(tomcat, WAYS.size());
      tomcat.stop();

      assertThat(AbortsServer.lines(tomcat.consoleSinceStart())).hasSize(WAYS.size());
      assertThat(AbortsServer.severe(logs(tomcat)))
          .hasSize(2)
          .allMatch(record -> record.matches(".* Told through .* \\[client gone: .*]"));
      assertThat(logs(tomcat)).doesNotContain("\tat ");
    }
  }

  @EachTomcat
  void leavesTheOtherHostAsItWas(String version) throws Exception {
    try (TomcatDistribution tomcat = twoHosts(version, "scope-outside")) {
      hangUp(tomcat, OTHER);
      tomcat.stop();

      String logs = logs(tomcat);
      assertThat(AbortsServer.lines(logs)).isEmpty();
      assertThat(AbortsServer.severe(logs))
          .hasSize(4)
          .filteredOn(record -> record.contains(" org.apache.catalina.core.StandardWrapperValve."))
          .hasSize(2);
      assertThat(AbortsServer.severe(logs))
          .anyMatch(record -> record.endsWith(" Told through java.util.logging"))
          .anyMatch(record -> record.endsWith(" Told through juli"));
      assertThat(logs).containsSubsequence("before the trace", "\tat ", "after the trace");
    }
  }

  private static TomcatDistribution twoHosts(String version, String name) throws IOException {
    TomcatDistribution tomcat = new TomcatDistribution(version, name);
    String other = "<Host name=\"" + OTHER + "\" appBase=\"webapps2\"/>";
    tomcat.serverXml(
        xml ->
            xml.replace(TomcatDistribution.VALVE, "")
                .replace("</Host>", TomcatDistribution.VALVE + "</Host>" + other));
    tomcat.deploy(IN_WEBAPPS2, "io/hangup/it/aborts");
    return AbortsServer.deployed(tomcat).start();
  }

  private static void hangUp(TomcatDistribution tomcat, String host) throws IOException {
    for (String way : WAYS) {
      try (Http1Client client = Http1Client.plain(tomcat.port())) {
        client.write("GET /app/abort?how=" + way + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        client.readHead();
        client.reset();
      }
      AbortsServer.awaitEnded(tomcat, host, WAYS.indexOf(way) + 1);
    }
  }

  /** The console, and the file that holds what the first host's containers log. */
  private static String logs(TomcatDistribution tomcat) throws IOException {
    return tomcat.consoleSinceStart() + tomcat.log("localhost.");
  }
}
