package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.TomcatDistribution;
import io.hangup.fixture.UnitTests;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Unit tests that put Tomcat's own objects into a state, by fields which Tomcat does not publish:
 * on the class path of every line, and not only of the one that they are compiled against.
 */
class UnitTestsIT {
  private static final List<String> PACKAGES =
      List.of(
          "io.hangup.internal.tomcat",
          "io.hangup.internal.request",
          "io.hangup.internal.websocket");

  static Stream<String> versions() {
    return TomcatDistribution.mainVersions();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void passOnTheClassPathOf(String version) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+EnableDynamicAgentLoading", "-cp", classPath(version)));
    command.add(UnitTests.class.getName());
    command.addAll(PACKAGES);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(printed).isZero();
  }

  private static String classPath(String version) {
    Stream<String> libraries =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar") && !isTomcats(entry) && !isHangups(entry));
    return Stream.concat(TomcatDistribution.classPath(version), libraries)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean isTomcats(String jar) {
    return jar.contains("/org/apache/tomcat/");
  }

  private static boolean isHangups(String jar) {
    return Path.of(jar).getFileName().toString().startsWith("tomcat-hangup-");
  }
}
