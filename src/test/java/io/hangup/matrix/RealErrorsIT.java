package io.hangup.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real errors stay, to the byte: whatever the application's own connections, parsers and mistakes
 * have logged and printed without the Valve is logged and printed with it. The system property
 * {@code hangup.errors} is a regular expression that chooses cases.
 */
@Tag("matrix")
@Execution(ExecutionMode.CONCURRENT)
class RealErrorsIT {
  private static final Pattern CHOSEN = Pattern.compile(System.getProperty("hangup.errors", ""));

  static Stream<Run> runs() {
    return Cover.IS_ALL_THAT_RUNS ? Run.onOneTomcat() : Run.everywhere();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void leavesRealErrorsAsTheyWere(Run run) throws Exception {
    run.assumePossible();
    try (RealErrorsComparison servers = new RealErrorsComparison(run);
        RealErrorsBackend backend = new RealErrorsBackend()) {
      for (RealErrorsCase each : RealErrorsCases.of(run)) {
        if (CHOSEN.matcher(each.name()).find()) {
          servers.compare(each.name(), server -> each.run(server, backend));
        }
      }
      for (RealErrorsMalformed each : RealErrorsMalformed.all()) {
        if (CHOSEN.matcher(each.name()).find()) {
          servers.compare(each.name(), each::run);
        }
      }
      assertThat(servers.wrong()).as("of " + servers.count() + " cases").isEmpty();
    }
  }
}
