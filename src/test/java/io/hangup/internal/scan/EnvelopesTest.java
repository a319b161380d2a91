package io.hangup.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import io.hangup.internal.findings.Findings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.juli.JsonFormatter;
import org.apache.juli.OneLineFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs as container runtimes and the journal keep them, line by line, as these are specified. */
class EnvelopesTest {
  private static final List<Throwable> THROWN =
      List.of(Samples.hangUp(), Samples.realError(), Samples.hangUp());
  private static final int CHUNK = 60;

  static Stream<UnaryOperator<String>> envelopes() {
    return Stream.of(
        EnvelopesTest::docker,
        EnvelopesTest::cri,
        EnvelopesTest::journal,
        EnvelopesTest::export,
        log -> prefixed(log, "2026-11-26T09:30:00.123456789Z "),
        log -> prefixed(log, "tomcat-1  | "));
  }

  @ParameterizedTest
  @MethodSource("envelopes")
  void areTakenOff(UnaryOperator<String> envelope) throws Exception {
    for (String log :
        List.of(
            Layouts.jul(new OneLineFormatter(), THROWN),
            Layouts.jul(new JsonFormatter(), THROWN),
            Layouts.logback("%d{ISO8601} [%thread] %-5level %logger{36} - %msg%n", THROWN))) {
      String kept = envelope.apply(log);
      assertThat(Samples.counts(Samples.scan(kept))).as(kept).isEqualTo(List.of(2L, 1L, 0L));
    }
  }

  /** What is no hang-up stays to the byte, in its envelope. */
  @ParameterizedTest
  @MethodSource("envelopes")
  void areCleaned(UnaryOperator<String> envelope) throws Exception {
    String kept = envelope.apply(Layouts.jul(new OneLineFormatter(), THROWN));
    String left = Samples.clean(kept);

    assertThat(Samples.counts(Samples.scan(left))).isEqualTo(List.of(0L, 1L, 0L));
    assertThat(kept.lines().toList()).containsSubsequence(left.lines().toList());
    assertThat(left).contains("and on").doesNotContain("NioChannel");
  }

  /** Two streams of one container, line by line in turns. */
  @Test
  void streamsAreToldApart() throws Exception {
    List<String> out = Layouts.jul(new OneLineFormatter(), THROWN).lines().toList();
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < out.size(); i++) {
      kept.append("2026-11-26T09:30:00.123456789Z stdout F ").append(out.get(i)).append('\n');
      kept.append("2026-11-26T09:30:00.123456789Z stderr F printed ").append(i).append('\n');
    }

    assertThat(Samples.counts(Samples.scan(kept.toString()))).isEqualTo(List.of(2L, 1L, 0L));
    String left = Samples.clean(kept.toString());
    assertThat(left.lines().filter(line -> line.contains(" stderr F printed ")))
        .hasSize(out.size());
    assertThat(left).doesNotContain("NioChannel");
  }

  /** A journal whose message has several lines has its length before it. */
  @Test
  void messagesOfSeveralLinesInAnExport() throws Exception {
    ByteArrayOutputStream export = new ByteArrayOutputStream();
    for (Throwable each : THROWN) {
      byte[] message =
          Layouts.logback("%d{ISO8601} [%thread] %-5level %logger - %msg%n", List.of(each))
              .strip()
              .getBytes(StandardCharsets.UTF_8);
      export.writeBytes(
          "__REALTIME_TIMESTAMP=1764149400000000\n_PID=7\nMESSAGE\n"
              .getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 8; i++) {
        export.write((int) ((long) message.length >> (8 * i)) & 0xff);
      }
      export.writeBytes(message);
      export.writeBytes("\nPRIORITY=6\n\n".getBytes(StandardCharsets.UTF_8));
    }

    Findings findings = Samples.scan(export.toByteArray(), StandardCharsets.UTF_8);
    assertThat(Samples.counts(findings)).isEqualTo(List.of(2L, 1L, 0L));
  }

  /** Messages in other charsets have bytes in them that mean something else in ASCII. */
  @Test
  void otherCharsets() throws Exception {
    for (String name : List.of("GBK", "Shift_JIS", "EUC-KR", "windows-1251")) {
      Charset charset = Charset.forName(name);
      String words = name.startsWith("w") ? "\u041e\u0448\u0438\u0431\u043a\u0430" : "\u8868\u793a";
      String log = Layouts.logback("%d{ISO8601} %level %logger - " + words + " %msg%n", THROWN);
      Findings findings = Samples.scan(log.getBytes(charset), charset);
      assertThat(Samples.counts(findings)).as(name).isEqualTo(List.of(2L, 1L, 0L));
    }
  }

  private static String docker(String log) {
    Gson gson = new Gson();
    return log.lines()
        .map(
            line -> {
              Map<String, String> entry = new LinkedHashMap<>();
              entry.put("log", line + "\n");
              entry.put("stream", "stdout");
              entry.put("time", "2026-11-26T09:30:00.123456789Z");
              return gson.toJson(entry) + "\n";
            })
        .collect(Collectors.joining());
  }

  /** Long lines come in pieces, all but the last of which are partial. */
  private static String cri(String log) {
    StringBuilder kept = new StringBuilder();
    log.lines()
        .forEach(
            line -> {
              int at = 0;
              for (; line.length() - at > CHUNK; at += CHUNK) {
                kept.append("2026-11-26T09:30:00.123456789Z stdout P ")
                    .append(line, at, at + CHUNK)
                    .append('\n');
              }
              kept.append("2026-11-26T09:30:00.123456789Z stdout F ")
                  .append(line.substring(at))
                  .append('\n');
            });
    return kept.toString();
  }

  private static String journal(String log) {
    return "-- Journal begins at Thu 2026-11-26 09:00:00 UTC. --\n"
        + log.lines()
            .map(line -> "Nov 26 09:30:00 orders-1 tomcat10[4711]: " + line + "\n")
            .collect(Collectors.joining("Nov 26 09:30:00 orders-1 cron[1]: something else\n"));
  }

  private static String prefixed(String log, String prefix) {
    return log.lines().map(line -> prefix + line + "\n").collect(Collectors.joining());
  }

  private static String export(String log) {
    return log.lines()
        .map(
            line ->
                "__CURSOR=s=1\n__REALTIME_TIMESTAMP=1764149400000000\n_PID=7\nMESSAGE="
                    + line
                    + "\n\n")
        .collect(Collectors.joining());
  }
}
