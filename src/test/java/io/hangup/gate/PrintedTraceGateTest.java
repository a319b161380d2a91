package io.hangup.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.classify.Classifier;
import io.hangup.report.Counters;
import io.hangup.report.Reporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.juli.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrintedTraceGateTest {
  private final PrintStream standardError = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Counters counters = new Counters();
  private final Reporter reporter =
      new Reporter(LogFactory.getLog(PrintedTraceGateTest.class), counters);
  private PrintStream console;
  private PrintedTraceGate gate;

  @BeforeEach
  void install() {
    console = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setErr(console);
    gate =
        PrintedTraceGate.install(
            new Gatekeeper(
                new Classifier(),
                reporter,
                new NoConnections(),
                (kind, webapp, source) -> Policy.Answer.WITHHOLD,
                Runnable::run),
            counters);
  }

  @AfterEach
  void restore() {
    System.setErr(standardError);
  }

  @Test
  void withholdsAWholeTraceOfADisconnect() {
    Exception failure = new UncheckedIOException("wrapped", new ClientAbortException("\nodd"));
    failure.addSuppressed(new ClientAbortException(new IOException("Broken pipe")));

    failure.printStackTrace();

    assertThat(text()).isEmpty();
    assertThat(counters.withheldTraces()).isEqualTo(1);
    assertThat(counters.disconnects()).isEqualTo(1);
  }

  @Test
  void printsARealErrorToTheByte() {
    Exception failure = new IllegalStateException("wrapped", new IOException("Broken pipe"));
    failure.addSuppressed(new IOException("suppressed"));
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    failure.printStackTrace(new PrintStream(expected, true, StandardCharsets.UTF_8));

    failure.printStackTrace();

    assertThat(text()).isEqualTo(expected.toString(StandardCharsets.UTF_8));
    assertThat(counters.withheldTraces()).isZero();
  }

  @Test
  void printsWhatEndsAThread() throws InterruptedException {
    end(new ClientAbortException());

    assertThat(text())
        .startsWith(
            "Exception in thread \"dying\" java.lang.IllegalStateException: "
                + ClientAbortException.class.getName())
        .contains("\tat ");
    assertThat(counters.withheldTraces()).isZero();
  }

  private static void end(Exception failure) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              throw new IllegalStateException(failure);
            },
            "dying");
    thread.start();
    thread.join();
  }

  @Test
  void printsWhatFollowsAWithheldTrace() {
    new ClientAbortException().printStackTrace();
    System.err.println("\tat the end of the day");
    new ClientAbortException().printStackTrace();
    System.err.println((Object) "done");

    assertThat(text()).isEqualTo("\tat the end of the day\ndone\n".replace("\n", eol()));
  }

  @Test
  void keepsOtherThreadsLines() throws InterruptedException {
    Thread other = new Thread(() -> System.err.println((Object) "\tat another thread"));
    gate.println((Object) new ClientAbortException());
    other.start();
    other.join();
    gate.println((Object) "\tat a.B.c(D.java:1)");

    assertThat(text()).isEqualTo("\tat another thread" + eol());
  }

  @Test
  void passesEveryKindOfPrint() throws IOException {
    System.err.print('a');
    System.err.print(1);
    System.err.print(2L);
    System.err.print(true);
    System.err.print("\u00e4");
    System.err.print((Object) null);
    System.err.print(new char[] {'x'});
    System.err.printf(Locale.ROOT, "%d-%s", 3, "y");
    System.err.append('z').append("cs").append("abcd", 1, 2);
    System.err.write('!');
    System.err.write(new byte[] {'?'});
    System.err.flush();

    assertThat(text()).isEqualTo("a12true\u00e4nullx3-yzcsb!?");
    assertThat(System.err.checkError()).isFalse();
  }

  @Test
  void givesStandardErrorBack() {
    gate.uninstall();

    assertThat(System.err).isSameAs(console);
  }

  @Test
  void staysOutOfTheWayWhereItWasWrapped() {
    PrintStream wrapper = new PrintStream(System.err, true);
    System.setErr(wrapper);

    gate.uninstall();
    new ClientAbortException().printStackTrace();

    assertThat(System.err).isSameAs(wrapper);
    assertThat(text()).startsWith("org.apache.catalina.connector.ClientAbortException");
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static String eol() {
    return System.lineSeparator();
  }
}
