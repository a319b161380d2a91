package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.InstalledTomcat;
import io.hangup.fixture.Needs;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README's commands, on Tomcats as they come: what a newcomer types, and then sees. */
class SixtySecondsIT {
  private static final String NOISE =
      "No error handling configured for [websocket.echo.EchoAnnotation]";
  private static final String DEBIAN = "Debian's tomcat10";
  private static final Path DEBIANS_HOME = Path.of("/usr/share/tomcat10");

  static Stream<String> tomcats() {
    return Stream.concat(TomcatDistribution.versions(), Stream.of(DEBIAN));
  }

  @ParameterizedTest
  @MethodSource("tomcats")
  void fromNoiseToOneLine(String tomcat) throws Exception {
    try (InstalledTomcat installed = installed(tomcat)) {
      List<String> commands = commands();
      String provoke = commands.get(commands.size() - 1);
      installed.start();
      installed.run(provoke);
      await().until(() -> installed.console().contains(NOISE));
      assertThat(installed.console()).contains("SEVERE", "\tat ");
      installed.stop();

      for (String command : commands.subList(1, commands.size() - 1)) {
        installed.run(command);
      }
      installed.start();
      installed.run(provoke);
      await().until(() -> installed.console().contains(" EOF read websocket [127.0.0.1:"));

      assertThat(installed.console())
          .contains("Valve of [StandardEngine[Catalina]] started: ")
          .contains("context [/examples] endpoint [/websocket/echoAnnotation] ")
          .doesNotContain("\tat ", "WARNING [main] io.hangup");
      assertThat(installed.console().lines()).noneMatch(line -> line.contains(" SEVERE ["));
    }
  }

  @Test
  void theExampleIsTomcatsWithOneLineMore() throws IOException {
    List<String> lines =
        new ArrayList<>(Files.readAllLines(Path.of("conf-examples", "server.xml")));
    Path tomcats =
        Path.of("target/tomcat/apache-tomcat-" + TomcatDistribution.newest(), "conf/server.xml");

    assertThat(lines.remove("      " + TomcatDistribution.VALVE)).isTrue();

    assertThat(lines).isEqualTo(Files.readAllLines(tomcats));
  }

  /** Of the two sections that a newcomer reads first; the last one provokes a hang-up. */
  private static List<String> commands() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String first =
        readme.substring(
            readme.indexOf("## Install\n"), readme.indexOf("## Attributes of the Valve\n"));
    return Pattern.compile("```sh\n(.*?)\n```", Pattern.DOTALL)
        .matcher(first)
        .results()
        .map(MatchResult::group)
        .map(block -> block.replace("```sh\n", "").replace("\n```", ""))
        .toList();
  }

  private static InstalledTomcat installed(String tomcat) throws IOException {
    if (!tomcat.equals(DEBIAN)) {
      Path home = Path.of("target/tomcat/apache-tomcat-" + tomcat);
      return new InstalledTomcat(home, home, TomcatDistribution.jar(tomcat));
    }
    Needs.that(Files.isDirectory(DEBIANS_HOME), "Debian's package tomcat10 is not installed");
    InstalledTomcat debians =
        new InstalledTomcat(
            DEBIANS_HOME, Path.of("/var/lib/tomcat10"), TomcatDistribution.jar("10.1"));
    debians.webapp(Path.of("target/tomcat/apache-tomcat-10.1.60/webapps/examples"));
    return debians;
  }
}
