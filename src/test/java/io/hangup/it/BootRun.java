package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.BootApplication;
import io.hangup.fixture.Patience;
import io.hangup.fixture.Quiet;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an application logs of errors that are no client's, and then of each way to hang up on it.
 *
 * @param boot the line of Spring Boot that it is on
 * @param realErrors the records of the errors, without what may differ
 * @param hangUps the records of each way
 */
record BootRun(String boot, List<String> realErrors, Map<BootHangUp, List<String>> hangUps) {
  static final Duration PATIENCE = Patience.EVENT;
  private static final int TIMES = 6;
  private static final int MANY_TIMES = 100;
  private static final Duration UNHEARD = Duration.ofSeconds(1);
  private static final Duration HEARD = Duration.ofMillis(300);

  /** Everything, on an application without Hangup. */
  static BootRun without(BootApplication app) throws IOException, InterruptedException {
    return new BootRun(app.boot(), BootErrors.on(app), hangUpOnAll(app, 0));
  }

  /** Everything, on one whose lines are logged. */
  static BootRun with(BootApplication app) throws IOException, InterruptedException {
    return new BootRun(app.boot(), BootErrors.on(app), hangUpOnAll(app, TIMES));
  }

  private static Map<BootHangUp, List<String>> hangUpOnAll(BootApplication app, int lines)
      throws IOException, InterruptedException {
    Map<BootHangUp, List<String>> records = new EnumMap<>(BootHangUp.class);
    for (BootHangUp hangUp : BootHangUp.values()) {
      int ended = ended(app);
      int before = app.records().size();
      for (int i = 0; i < TIMES; i++) {
        hangUp.on(app.port());
      }
      boolean mayBeQuiet = lines == 0 && hangUp.isNoisyAtTimes(app.boot());
      for (int i = 0; mayBeQuiet && i < MANY_TIMES && isQuiet(since(before, app)); i++) {
        hangUp.on(app.port());
      }
      boolean heard = hangUp.isAlwaysHeardOf(app.boot());
      if (heard) {
        await().atMost(PATIENCE).until(() -> ended(app) >= ended + TIMES);
        await().atMost(PATIENCE).until(() -> lines(since(before, app)).size() >= lines);
      }
      Quiet.await(app::console, heard ? HEARD : UNHEARD);
      records.put(hangUp, since(before, app));
    }
    return records;
  }

  /** One line of each hang-up that was heard of, and no other. */
  BootRun assertTold() {
    hangUps.forEach(
        (hangUp, records) ->
            assertThat(lines(records))
                .as("lines of %s", hangUp)
                .hasSizeBetween(hangUp.isAlwaysHeardOf(boot) ? TIMES : 1, TIMES)
                .allMatch(hangUp::isToldBy));
    return this;
  }

  /** Nothing of Tomcat's. */
  BootRun assertTomcatIsQuiet() {
    hangUps.forEach(
        (hangUp, records) ->
            assertThat(records).as("of %s", hangUp).noneMatch(BootRecord::isTomcats));
    return this;
  }

  /** Nothing at INFO and above, but for what has no throwable. */
  BootRun assertAllIsQuiet() {
    hangUps.forEach(
        (hangUp, records) ->
            assertThat(records)
                .as("of %s", hangUp)
                .noneMatch(BootRecord::isTomcats)
                .allMatch(record -> BootRecord.isLine(record) || !BootRecord.isFailure(record)));
    return this;
  }

  /** Tomcat's records and Spring's, and no line. Boot 4 knows more of Tomcat's by itself. */
  BootRun assertNoisy() {
    Set<BootHangUp> noisy = EnumSet.of(BootHangUp.EXPORT, BootHangUp.EXPORT_H2);
    // What the README says that Boot alone logs nothing of.
    Set<BootHangUp> quiet =
        EnumSet.of(
            BootHangUp.EVENTS,
            BootHangUp.STREAM,
            BootHangUp.SOCKET_IDLE,
            BootHangUp.SOCKET_VANISHED,
            BootHangUp.STOMP);
    if (boot.startsWith("4")) {
      quiet.addAll(EnumSet.of(BootHangUp.EVENTS_H2, BootHangUp.STREAM_H2));
    } else {
      noisy.add(BootHangUp.EVENTS_H2);
    }
    assertThat(noisy)
        .allSatisfy(each -> assertThat(hangUps.get(each)).anyMatch(BootRecord::isTomcats));
    assertThat(quiet)
        .allSatisfy(
            each ->
                assertThat(hangUps.get(each))
                    .noneMatch(BootRecord::isTomcats)
                    .noneMatch(BootRecord::isFailure));
    assertThat(hangUps.get(BootHangUp.SOCKET_WRITTEN))
        .filteredOn(BootRecord::isSprings)
        .hasSize(TIMES)
        .allMatch(BootRecord::isFailure);
    assertThat(hangUps.values()).allSatisfy(records -> assertThat(lines(records)).isEmpty());
    return this;
  }

  /** As many disconnects counted as lines told. */
  static void assertCounted(BootApplication app) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(app.get("/mbean?name=Tomcat:type=Hangup&attribute=disconnects"))
                    .isEqualTo(Integer.toString(lines(app.records()).size())));
  }

  /** How many conversations the application has seen the end of. */
  static int ended(BootApplication app) throws IOException {
    return Integer.parseInt(app.get("/ended"));
  }

  static List<String> since(int before, BootApplication app) {
    List<String> records = app.records();
    return List.copyOf(records.subList(before, records.size()));
  }

  private static boolean isQuiet(List<String> records) {
    return records.stream().noneMatch(BootRecord::isTomcats);
  }

  private static List<String> lines(List<String> records) {
    return records.stream().filter(BootRecord::isLine).toList();
  }
}
