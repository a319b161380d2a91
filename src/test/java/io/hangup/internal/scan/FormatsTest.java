package io.hangup.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.internal.findings.Findings;
import java.util.List;
import java.util.Locale;
import java.util.logging.SimpleFormatter;
import java.util.logging.XMLFormatter;
import java.util.stream.Stream;
import org.apache.juli.JsonFormatter;
import org.apache.juli.OneLineFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs as libraries write them: two hang-ups, and an error that has the same words. */
class FormatsTest {
  private static final List<Throwable> THROWN =
      List.of(Samples.hangUp(), Samples.realError(), Samples.hangUp());
  private static final List<Long> TOLD_APART = List.of(2L, 1L, 0L);
  private static final List<Long> NOT_TOLD = List.of(0L, 0L, 3L);

  /** Patterns with whole stack traces. */
  static Stream<String> whole() {
    return Stream.of(
        // Logback's and Log4j's defaults, Boot 3's.
        "%d{HH:mm:ss.SSS} [%thread] %-5level %logger{36} -- %msg%n",
        "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %5p 4711 --- [orders] [%15.15t] %-40.40logger{39} :"
            + " %m%n%ex",
        "%d{ISO8601} [%thread] %-5level %logger{36} - %msg%n%xEx",
        "%date %level %logger %msg%n%rEx",
        "[%-5level] %d{yyyy/MM/dd HH:mm:ss} %logger: %msg%n",
        "%level [%thread] %logger %msg%n");
  }

  @ParameterizedTest
  @MethodSource("whole")
  void logbackPatterns(String pattern) throws Exception {
    assertToldApart(Layouts.logback(pattern, THROWN));
  }

  @ParameterizedTest
  @MethodSource("whole")
  void log4jPatterns(String pattern) throws Exception {
    String own = pattern.replace("%thread", "%t").replace("%-40.40logger{39}", "%-40.40c{1.}");
    assertToldApart(Layouts.log4j(own, THROWN));
  }

  static Stream<String> cut() {
    return Stream.of("%ex{short}", "%ex{2}", "%xEx{2}");
  }

  /** What is cut off is not there to be looked at, and the operator is told why. */
  @ParameterizedTest
  @MethodSource("cut")
  void whatIsCutCannotBeTold(String frames) throws Exception {
    String pattern = "%d{ISO8601} [%t] %-5level %logger - %msg%n" + frames;
    for (String log :
        List.of(Layouts.logback(pattern, THROWN), Layouts.log4j(pattern + "%n", THROWN))) {
      Findings findings = Samples.scan(log);
      assertThat(Samples.counts(findings)).as(log).isEqualTo(NOT_TOLD);
      assertThat(findings.reasons()).as(log).containsKey(Reason.CUT);
    }
  }

  @Test
  void tomcatsFormatters() throws Exception {
    assertToldApart(Layouts.jul(new OneLineFormatter(), THROWN));
    assertToldApart(Layouts.jul(new JsonFormatter(), THROWN));
  }

  /** In any language that the JDK writes dates and levels in. */
  @Test
  void theJdksFormatters() throws Exception {
    Locale before = Locale.getDefault();
    try {
      for (String language : List.of("en", "de", "zh-CN", "ja", "fr")) {
        Locale.setDefault(Locale.forLanguageTag(language));
        assertToldApart(Layouts.jul(new SimpleFormatter(), THROWN));
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  /** They leave out causes and what is suppressed: an error may have had one. */
  @Test
  void formatsWithoutCauses() throws Exception {
    for (String log :
        List.of(
            Layouts.jul(new XMLFormatter(), THROWN),
            Layouts.log4jJson("JsonLayout.json", THROWN))) {
      Findings findings = Samples.scan(log);

      assertThat(Samples.counts(findings)).as(log).isEqualTo(List.of(2L, 0L, 1L));
      assertThat(findings.reasons()).as(log).containsKey(Reason.NO_CAUSES);
    }
  }

  static Stream<String> templates() {
    return Stream.of("EcsLayout.json", "LogstashJsonEventLayoutV1.json", "GelfLayout.json");
  }

  @ParameterizedTest
  @MethodSource("templates")
  void log4jsJson(String template) throws Exception {
    assertToldApart(Layouts.log4jJson(template, THROWN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecs", "logstash", "gelf"})
  void bootsJson(String format) throws Exception {
    assertToldApart(Layouts.boot(format, THROWN));
  }

  /** The same record with Windows' line ends. */
  @Test
  void windowsLineEnds() throws Exception {
    assertToldApart(Layouts.jul(new OneLineFormatter(), THROWN).replace("\n", "\r\n"));
  }

  private static void assertToldApart(String log) throws Exception {
    Findings findings = Samples.scan(log);
    assertThat(Samples.counts(findings)).as(log).isEqualTo(TOLD_APART);
    assertThat(findings.kinds()).as(log).containsOnlyKeys("RESET/write");
    assertThat(findings.lookAlikes().keySet())
        .as(log)
        .containsExactly("jedis\njava.net.SocketException: Connection reset");
    assertThat(findings.loggers().keySet())
        .as(log)
        .singleElement()
        .asString()
        .endsWith("StandardWrapperValve");
  }
}
