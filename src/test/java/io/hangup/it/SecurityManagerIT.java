package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.Http1Client;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tomcat 9 under a security manager ({@code catalina.sh run -security}): what an application's
 * thread may not do, Hangup does for it.
 */
class SecurityManagerIT {
  /** As the README has it. */
  private static final String GRANT =
      """

      grant codeBase "file:${catalina.base}/lib/-" {
        permission java.security.AllPermission;
      };
      """;

  private static final int SESSIONS = 2;

  /** Told by Tomcat's container loggers, by the application's, and printed. */
  private static final List<String> WAYS = List.of("own", "servlet", "jul", "juli", "print");

  static List<String> versions() {
    return TomcatDistribution.versions().filter(version -> version.startsWith("9.")).toList();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void isQuiet(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "security")) {
      tomcat.arguments("-security").deploySample("/chat");
      Files.writeString(tomcat.file("conf/catalina.policy"), GRANT, StandardOpenOption.APPEND);
      AbortsServer.deployed(tomcat).start();

      RudeClient.webSocket(tomcat.port(), "/chat/ws/guest").reset();
      RudeClient.webSocket(tomcat.port(), "/chat/printing").vanish();
      for (String way : WAYS) {
        hangUp(tomcat, way);
      }
      AbortsServer.awaitLines(tomcat, SESSIONS + WAYS.size());
      tomcat.stop();

      assertThat(AbortsServer.lines(tomcat.consoleSinceStart())).hasSize(SESSIONS + WAYS.size());
      assertThat(AbortsServer.severe(tomcat.consoleSinceStart()))
          .allMatch(record -> record.matches(".* Told through .* \\[client gone: .*]"));
      assertThat(tomcat.consoleSinceStart() + tomcat.log("localhost."))
          .doesNotContain("\tat ", "AccessControlException");
    }
  }

  private static void hangUp(TomcatDistribution tomcat, String way) throws IOException {
    try (Http1Client client = Http1Client.plain(tomcat.port())) {
      client.get(AbortsServer.CONTEXT + "/abort?how=" + way).readHead();
      client.reset();
    }
  }
}
