package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Needs;
import io.hangup.fixture.Scenario;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The system's words are no evidence: the same hang-ups on a server that speaks another language.
 */
class LanguagesIT {
  private static final int HANG_UPS = 16;

  @ParameterizedTest
  @CsvSource({
    "zh_CN.UTF-8, \u8fde\u63a5\u88ab\u5bf9\u65b9\u91cd\u8bbe",
    "de_DE.UTF-8, Die Verbindung wurde vom Kommunikationspartner zur\u00fcckgesetzt",
  })
  void tellsTheSameKinds(String locale, String reset) throws Exception {
    Needs.that(
        TomcatDistribution.hasLocale(locale),
        "the locale " + locale + " is not installed: see .ci/run");
    String version = TomcatDistribution.newest();
    try (TomcatDistribution without = new TomcatDistribution(version, locale + "-without")) {
      without.locale(locale).withoutValve().deploySample("/chat").start();
      Scenario.hangUp(without.port(), "/chat", HANG_UPS);
      await().until(() -> without.consoleSinceStart().contains("java.io.IOException: " + reset));
    }
    try (TomcatDistribution with = new TomcatDistribution(version, locale + "-with")) {
      with.locale(locale)
          .logging("io.hangup.disconnect.level = FINE")
          .deploySample("/chat")
          .start();
      Scenario.hangUp(with.port(), "/chat", HANG_UPS);

      await().until(() -> lines(with).size() >= HANG_UPS);
      assertThat(with.consoleSinceStart().lines())
          .allMatch(line -> line.matches(".* io\\.hangup\\.(disconnect|withheld) .*"));
      List<String> lines = lines(with);
      assertThat(lines).hasSize(HANG_UPS);
      assertThat(lines).filteredOn(line -> line.contains(" RESET read ")).hasSize(6);
      assertThat(lines).filteredOn(line -> line.contains(" EOF read ")).hasSize(6);
      assertThat(lines)
          .filteredOn(line -> line.matches(".* (RESET|BROKEN_PIPE) write .*"))
          .hasSize(4)
          .anyMatch(line -> line.contains(reset));
    }
  }

  private static List<String> lines(TomcatDistribution tomcat) throws IOException {
    return tomcat
        .consoleSinceStart()
        .lines()
        .filter(line -> line.contains(" io.hangup.disconnect "))
        .toList();
  }
}
