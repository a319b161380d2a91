package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.Abort;
import io.hangup.fixture.TomcatDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Spring MVC, WebFlux and Jersey, each with a handler that logs whatever fails. Spring 6.2 on
 * Tomcat 10.1 and 11, and 7 on 11.
 */
class FrameworksIT {
  private static final String DOWNGRADE = "applicationRecords=\"downgrade\"";

  /** What the application says, which stays, and no more of it than that. */
  private static final String SHORTENED =
      "\\S+ \\S+ SEVERE \\[.*] com\\.example\\.app\\.\\S+ The \\w+ failed"
          + " \\[client gone: (RESET|BROKEN_PIPE|EOF)/(read|write)]";

  /** Where a backend resets: before the response, and in the middle of it. */
  private static final List<String> BACKENDS =
      List.of(
          "/mvc/backend",
          "/mvc/late",
          "/flux/backend",
          "/flux/late",
          "/rest/backend",
          "/rest/late");

  static Stream<Arguments> servers() {
    return TomcatDistribution.jakartaVersions()
        .flatMap(
            version ->
                Stream.of("6", "7")
                    .filter(spring -> spring.equals("6") || version.startsWith("11."))
                    .map(spring -> Arguments.of(version, spring)));
  }

  /** The newest Spring that there is for each. */
  static Stream<Arguments> newest() {
    return TomcatDistribution.jakartaVersions()
        .map(version -> Arguments.of(version, version.startsWith("11.") ? "7" : "6"));
  }

  /** And a registry is told of the same, where the request is a session. */
  @ParameterizedTest
  @MethodSource("servers")
  void eachHangUpIsOneLineAndWhatTheApplicationSays(String version, String spring)
      throws Exception {
    SoftAssertions softly = new SoftAssertions();
    try (FrameworksServer server = new FrameworksServer(version, spring, "with", "")) {
      for (FrameworkHangUp hangUp : FrameworkHangUp.values()) {
        for (Abort abort : List.of(Abort.RESET, Abort.VANISH)) {
          server.hangUpTold(hangUp, abort);
          assertTold(softly, server, hangUp, abort);
          softly
              .assertThat(server.besides())
              .as("besides the line of %s, %s", hangUp, abort)
              .hasSizeLessThanOrEqualTo(1)
              .allMatch(record -> record.matches(SHORTENED));
        }
      }
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @MethodSource("newest")
  void eachHangUpIsOneLineAloneIfThatIsWanted(String version, String spring) throws Exception {
    SoftAssertions softly = new SoftAssertions();
    try (FrameworksServer server = new FrameworksServer(version, spring, "downgrade", DOWNGRADE)) {
      for (FrameworkHangUp hangUp : FrameworkHangUp.values()) {
        server.hangUpTold(hangUp, Abort.RESET);
        assertTold(softly, server, hangUp, Abort.RESET);
        softly.assertThat(server.besides()).as("besides the line of %s", hangUp).isEmpty();
      }
    }
    softly.assertAll();
  }

  private static void assertTold(
      SoftAssertions softly, FrameworksServer server, FrameworkHangUp hangUp, Abort abort)
      throws Exception {
    softly
        .assertThat(server.lines())
        .as("lines of %s, %s", hangUp, abort)
        .hasSize(1)
        .allMatch(hangUp::isToldBy);
    softly
        .assertThat(server.drops())
        .as("drops of %s, %s", hangUp, abort)
        .hasSize(hangUp.isSession() ? 1 : 0)
        .allMatch(hangUp::isDroppedBy);
  }

  /** Without Hangup each is noise; with it, what is no client's doing stays to the byte. */
  @ParameterizedTest
  @MethodSource("newest")
  void allOfItIsNoisyWithoutAndABackendsResetStays(String version, String spring) throws Exception {
    List<String> without;
    try (FrameworksServer server = new FrameworksServer(version, spring, "without", null)) {
      for (FrameworkHangUp hangUp : FrameworkHangUp.values()) {
        if (hangUp.isNoisy()) {
          server.hangUpNoisily(hangUp, Abort.RESET);
        }
      }
      without = backends(server);
    }
    try (FrameworksServer server = new FrameworksServer(version, spring, "backend", "")) {
      List<String> with = backends(server);

      assertThat(without)
          .hasSizeGreaterThanOrEqualTo(BACKENDS.size())
          .allMatch(record -> record.contains("java.net.SocketException: Connection reset"));
      assertThat(with).containsExactlyElementsOf(without);
      assertThat(server.linesSinceStart()).isEmpty();
    }
  }

  private static List<String> backends(FrameworksServer server) throws Exception {
    List<String> records = new ArrayList<>();
    for (String path : BACKENDS) {
      records.addAll(server.recordsOfBackend(path));
    }
    return records;
  }
}
