package io.hangup.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.internal.findings.Findings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.SequenceInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.juli.OneLineFormatter;
import org.junit.jupiter.api.Test;

/** What is judged, what is left, and what no log can do to a scan. */
class ScanTest {
  private static final String PRINTED = trace(Samples.hangUp());

  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void readsTracesFromTheField() throws Exception {
    StringBuilder log = new StringBuilder();
    for (String name : List.of("ws-doclose-broken-pipe.txt", "printed-connection-timed-out.txt")) {
      log.append(Files.readString(Path.of("src/test/resources/traces", name)).strip()).append('\n');
    }
    Findings findings = Samples.scan(log.toString());

    assertThat(findings.kinds()).containsOnlyKeys("BROKEN_PIPE/close", "TIMED_OUT/read");
    assertThat(Samples.counts(findings)).isEqualTo(List.of(2L, 0L, 0L));
  }

  /** A trace below a line that has nothing to do with it was printed: that line stays. */
  @Test
  void aLineAboveAPrintedTraceStays() throws Exception {
    String start = "26-Nov-2026 09:30:00.000 INFO [main] com.example.Start.main Up in [437] ms\n";
    String log = start + PRINTED + "and on\n";

    assertThat(Samples.scan(log).loggers()).containsOnlyKeys("(printed)");
    assertThat(Samples.clean(log)).isEqualTo(start + "and on\n");
  }

  /** In whatever language it says that it is only information. */
  @Test
  void aLineInAnotherLanguageStays() throws Exception {
    Locale before = Locale.getDefault();
    try {
      for (String language : List.of("en", "de", "zh-CN", "ja")) {
        Locale.setDefault(Locale.forLanguageTag(language));
        LogRecord record = new LogRecord(Level.INFO, "Up");
        record.setSourceClassName("com.example.Start");
        record.setSourceMethodName("main");
        String line = new SimpleFormatter().format(record);
        assertThat(Samples.clean(line + PRINTED + "and on\n")).isEqualTo(line + "and on\n");
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  /** What a class in the trace logs at INFO is its record. */
  @Test
  void aLineOfAClassInTheTraceGoesWithIt() throws Exception {
    String own =
        "26-Nov-2026 09:30:00.000 INFO [exec-1]"
            + " org.apache.catalina.core.StandardWrapperValve.invoke not clean\n";

    assertThat(Samples.clean(own + PRINTED + "and on\n")).isEqualTo("and on\n");
  }

  @Test
  void anApplicationsOwnWordsStay() throws Exception {
    String log =
        "2026-11-26 09:30:00 ERROR com.example.Payments - Payment 42 could not be rolled back\n"
            + PRINTED;
    Findings findings = Samples.scan(log);

    assertThat(findings.reasons()).containsOnlyKeys(Reason.OWN_WORDS);
    assertThat(Samples.clean(log)).isEqualTo(log);
    assertThat(Samples.scan(log.replace("Payment 42 could not be rolled back", "")).reasons())
        .containsOnlyKeys(Reason.DISCONNECT);
  }

  /** Tomcat names the failure in its message as well. */
  @Test
  void aMessageThatNamesAThrowable() throws Exception {
    String log =
        "26-Nov-2026 09:30:00.000 SEVERE [exec-1]"
            + " org.apache.catalina.core.StandardWrapperValve.invoke Servlet.service() for servlet"
            + " [orders] in context with path [/shop] threw exception"
            + " [java.lang.IllegalStateException: x] with root cause\n"
            + PRINTED;
    Findings findings = Samples.scan(log);

    assertThat(Samples.counts(findings)).isEqualTo(List.of(1L, 0L, 0L));
    assertThat(findings.contexts()).containsOnlyKeys("/shop");
    assertThat(findings.hours()).containsOnlyKeys("2026-11-26 09");
  }

  /** Somebody's message may look like a trace of Tomcat's. */
  @Test
  void aMessageThatLooksLikeAHangUpDecidesNothing() throws Exception {
    String log =
        "2026-11-26 09:30:00 ERROR com.example.Remote - failed\n"
            + "com.example.RemoteException: the other side says:\n"
            + PRINTED;

    assertThat(Samples.scan(log).reasons()).containsOnlyKeys(Reason.AMBIGUOUS);
    assertThat(Samples.clean(log)).isEqualTo(log);
  }

  @Test
  void theEndOfAThreadIsAnError() throws Exception {
    assertThat(Samples.scan("Exception in thread \"main\" " + PRINTED).reasons())
        .containsOnlyKeys(Reason.END_OF_THREAD);
  }

  @Test
  void aCircleOfCausesIsAnError() throws Exception {
    Throwable outer = Samples.hangUp();
    Throwable root = outer.getCause();
    root.initCause(new IllegalStateException("round", outer));

    assertThat(Samples.scan(trace(outer)).reasons()).containsOnlyKeys(Reason.CIRCULAR);
  }

  @Test
  void whatOnlyFollowsIsForARunningValve() throws Exception {
    IllegalStateException closed = new IllegalStateException("committed");
    closed.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(
              "org.apache.catalina.connector.ResponseFacade", "sendError", "R.java", 1),
          new StackTraceElement("com.example.Orders", "doGet", "Orders.java", 1),
          new StackTraceElement("java.lang.Thread", "run", "Thread.java", 1)
        });

    assertThat(Samples.scan(trace(closed)).reasons()).containsOnlyKeys(Reason.FOLLOWS);
  }

  /** A trace after words in one line, in a log of no known form. */
  @Test
  void anUnknownFormIsSearchedForTraces() throws Exception {
    assertThat(Samples.counts(Samples.scan("~~ boom! " + PRINTED + "~~ next\n")))
        .isEqualTo(List.of(1L, 0L, 0L));
  }

  /** As of a terminal's. */
  @Test
  void colours() throws Exception {
    String log =
        Layouts.logback(
            "%d{ISO8601} %red(%5p) %magenta(1) --- [%t] %cyan(%logger) : %m%n",
            List.of(Samples.hangUp()));
    Findings findings = Samples.scan(log);

    assertThat(findings.reasons()).as(log).containsOnlyKeys(Reason.DISCONNECT);
    assertThat(findings.loggers()).as(log).containsOnlyKeys(Layouts.LOGGER);
  }

  /** JSON in lines of its own, and a trace within quotes in no known form. */
  @Test
  void tracesWithinQuotes() throws Exception {
    String text = new com.google.gson.Gson().toJson(PRINTED);
    String block = "{\n  \"level\" : \"ERROR\",\n  \"trace\" : " + text + "\n}\n";

    assertThat(Samples.counts(Samples.scan(block + block))).isEqualTo(List.of(2L, 0L, 0L));
    assertThat(Samples.clean("a\n" + block + "b\n")).isEqualTo("a\nb\n");
    assertThat(Samples.counts(Samples.scan("level=error err=" + text + "\nand on\n")))
        .isEqualTo(List.of(1L, 0L, 0L));
  }

  /** It has frames, and nothing has failed. */
  @Test
  void aThreadDumpIsNone() throws Exception {
    String dump =
        "26-Nov-2026 09:30:00.000 INFO [main] com.example.Start.main Up\n"
            + "2026-11-26 09:30:01\nFull thread dump OpenJDK 64-Bit Server VM:\n\n"
            + "\"main\" #1 prio=5 os_prio=0\n   java.lang.Thread.State: RUNNABLE\n"
            + "\tat java.net.PlainSocketImpl.socketAccept(Native Method)\n"
            + "\tat org.apache.catalina.core.StandardServer.await(StandardServer.java:466)\n\n"
            + "\"Finalizer\" #3 daemon\n   java.lang.Thread.State: WAITING (on object monitor)\n"
            + "\tat java.lang.Object.wait(Native Method)\n";

    assertThat(Samples.scan(dump).reasons()).isEmpty();
    assertThat(Samples.clean(dump)).isEqualTo(dump);
  }

  @Test
  void spacesForTabs() throws Exception {
    String log =
        Layouts.logback("%d{ISO8601} %level %logger - %msg%n", List.of(Samples.realError()))
            .replace("\t", "    ");

    assertThat(Samples.counts(Samples.scan(log))).isEqualTo(List.of(0L, 1L, 0L));
  }

  /** What has no throwable costs nothing, and is none. */
  @Test
  void wordsAreNoTraces() throws Exception {
    String log =
        "2026-11-26 09:30:00 INFO com.example.Mail - meet me\n\tat noon (or later)\n"
            + "at 10:00 nothing happened\nan Exception to the rule\n\tat crowd-1 9 says something\n";

    assertThat(Samples.counts(Samples.scan(log)).subList(0, 2)).isEqualTo(List.of(0L, 0L));
    assertThat(Samples.clean(log)).isEqualTo(log);
  }

  /** All that is no hang-up stays, whatever it is, where it is, and however it ends. */
  @Test
  void cleansToTheByte() throws Exception {
    String log =
        Layouts.jul(new OneLineFormatter(), List.of(Samples.hangUp(), Samples.realError()));
    int from = log.indexOf('\n') + 1;
    int to = log.lastIndexOf('\n', log.indexOf("and on")) + 1;

    assertThat(Samples.clean(log)).isEqualTo(log.substring(0, from) + log.substring(to));
    assertThat(Samples.clean("no end")).isEqualTo("no end");
    assertThat(Samples.clean("a\r\n\r\n\nb")).isEqualTo("a\r\n\r\n\nb");
    assertThat(Samples.clean("")).isEmpty();
  }

  /** Nothing that there may be in a file ends a scan, or is lost. */
  @Test
  void rubbishIsCopied() throws Exception {
    Random random = new Random(42);
    for (int i = 0; i < 200; i++) {
      byte[] rubbish = new byte[random.nextInt(20_000)];
      random.nextBytes(rubbish);
      byte[] marks =
          "\n\tat Exception{\"log\":\"<record>Caused by: \\tat MESSAGE\n"
              .getBytes(StandardCharsets.UTF_8);
      for (int j = 0; j < rubbish.length; j += 1 + random.nextInt(40)) {
        rubbish[j] = marks[random.nextInt(marks.length)];
      }
      ByteArrayOutputStream left = new ByteArrayOutputStream();
      Findings findings = new Findings();
      new LogScanner(StandardCharsets.UTF_8, findings::add, left)
          .scan(new ByteArrayInputStream(rubbish));
      assertThat(left.toByteArray()).isEqualTo(rubbish);
    }
  }

  /** Names and texts that are too long for a regular expression. */
  @Test
  void endlessNamesAndTexts() throws Exception {
    String name = "a.".repeat(200_000) + "XException";
    for (String log :
        List.of(
            name + ": x\n\tat b.C.d(E.java:1)\n",
            "2026-11-26 09:30:00 ERROR " + name + " - x\n" + PRINTED,
            "x \"" + "\\n".repeat(200_000) + "\\tat a.B.c(D.java:1)Exception\"\n",
            "{\"Exception\":" + "[".repeat(200_000) + "]}\n")) {
      assertThat(Samples.clean(log + "next\n")).endsWith("next\n");
      assertThat(Samples.scan(log).bytes()).isEqualTo(log.length());
    }
  }

  /** A line of 100 MB is neither kept in memory nor lost. */
  @Test
  void aLineOfAHundredMegabytes() throws Exception {
    InputStream in =
        new SequenceInputStream(
            new ByteArrayInputStream((PRINTED + "{").getBytes(StandardCharsets.UTF_8)),
            new SequenceInputStream(
                new InputStream() {
                  private long left = 100_000_000;

                  @Override
                  public int read() {
                    return left-- > 0 ? 'x' : -1;
                  }

                  @Override
                  public int read(byte[] bytes, int offset, int length) {
                    int some = (int) Math.min(left, length);
                    Arrays.fill(bytes, offset, offset + some, (byte) 'x');
                    left -= some;
                    return some == 0 ? -1 : some;
                  }
                },
                new ByteArrayInputStream(("\n" + PRINTED).getBytes(StandardCharsets.UTF_8))));
    Findings findings = new Findings();
    LogScanner.Ended ended = new LogScanner(StandardCharsets.UTF_8, findings::add, null).scan(in);

    assertThat(Samples.counts(findings)).isEqualTo(List.of(2L, 0L, 0L));
    assertThat(ended.longLines()).isEqualTo(1);
    assertThat(ended.bytes()).isEqualTo(100_000_002L + 2L * PRINTED.length());
  }

  @Test
  void aGzipThatEndsEarlyIsReadUpToThere() throws Exception {
    byte[] noise = new byte[200_000];
    new Random(1).nextBytes(noise);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write((PRINTED + "next\n").getBytes(StandardCharsets.UTF_8));
      out.write(noise);
    }
    byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    Findings findings = new Findings();
    LogScanner.Ended ended =
        new LogScanner(StandardCharsets.UTF_8, findings::add, null)
            .scan(new GZIPInputStream(new ByteArrayInputStream(cut)));

    assertThat(Samples.counts(findings)).isEqualTo(List.of(1L, 0L, 0L));
    assertThat(ended.problem()).contains("ends early");
  }
}
