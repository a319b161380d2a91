package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Http1Client;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tomcat gives one client's abort to another: that one has not gone, and what is logged of it is a
 * real error. Provoked by what causes it, clients that abort asynchronous requests among polite
 * ones, on a connector that uses its processors again.
 */
class StaleAbortIT {
  private static final String CONTEXT = "/stale";
  private static final Pattern CUT_SHORT = Pattern.compile("(?m)A polite client was cut short$");
  private static final Pattern WARNING =
      Pattern.compile("WARNING .*It is not this client's hang-up, so what is logged of it stays");

  private static final int ENOUGH = 5;
  private static final long PATIENCE_NANOS = 40_000_000_000L;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theRecordOfThePoliteClientStays(boolean withValve) throws Exception {
    try (TomcatDistribution tomcat =
        new TomcatDistribution("11.0.25", withValve ? "stale-with" : "stale-without")) {
      tomcat.serverXml(xml -> withValve ? xml : xml.replace(TomcatDistribution.VALVE, ""));
      tomcat.logging("io.hangup.disconnect.level = FINER");
      tomcat.deploy(CONTEXT, "io/hangup/it/stale").start();

      int cutShort = provoke(tomcat.port());

      assumeThat(cutShort).as("polite clients that this Tomcat cut short").isPositive();
      await()
          .untilAsserted(
              () ->
                  assertThat(count(CUT_SHORT, tomcat.consoleSinceStart()))
                      .as("records; some clients are told of failing after all has been sent")
                      .isGreaterThanOrEqualTo(cutShort));
      assertThat(count(WARNING, tomcat.consoleSinceStart())).isEqualTo(withValve ? 1 : 0);
    }
  }

  /** The number of polite clients that were not answered in full. */
  private static int provoke(int port) throws IOException {
    int cutShort = 0;
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (cutShort < ENOUGH && System.nanoTime() < deadline) {
      try (Http1Client rude = Http1Client.plain(port)) {
        rude.get(CONTEXT + "/endless").readHead();
        rude.reset();
      }
      for (int i = 0; i < 3; i++) {
        cutShort += isAnswered(port) ? 0 : 1;
      }
    }
    return cutShort;
  }

  private static boolean isAnswered(int port) throws IOException {
    try (Http1Client polite = Http1Client.plain(port)) {
      return polite.get(CONTEXT + "/polite", "Connection: close").readAll().endsWith("helloagain");
    }
  }

  private static long count(Pattern pattern, String text) {
    return pattern.matcher(text).results().count();
  }
}
