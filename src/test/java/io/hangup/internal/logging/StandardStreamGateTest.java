package io.hangup.internal.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.Counts;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.report.Reporter;
import io.hangup.internal.report.UnattributedDisconnects;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.juli.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings({"DefaultCharset", "OverrideThrowableToString"}) // As applications do.
class StandardStreamGateTest {
  private final PrintStream standardError = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Counts counts = new Counts();
  private final UnattributedDisconnects unattributed = new UnattributedDisconnects();
  private final Reporter reporter =
      new Reporter(LogFactory.getLog(StandardStreamGateTest.class), counts);
  private PrintStream console;
  private StandardStreamGate gate;

  @BeforeEach
  void install() {
    console = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setErr(console);
    gate =
        StandardStreamGate.install(
            new SuppressionDecider(
                new Classifier(),
                reporter,
                unattributed,
                new NoConnections(),
                (kind, webapp, source) -> Policy.Answer.WITHHOLD,
                Runnable::run),
            counts);
    gate.hold();
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
    assertThat(counts.withheldTraces()).isEqualTo(1);
    assertThat(disconnects()).isEqualTo(1);
  }

  @Test
  void printsARealErrorToTheByte() {
    Exception failure = new IllegalStateException("wrapped", new IOException("Broken pipe"));
    failure.addSuppressed(new IOException("suppressed"));
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    failure.printStackTrace(new PrintStream(expected, true, StandardCharsets.UTF_8));

    failure.printStackTrace();

    assertThat(text()).isEqualTo(expected.toString(StandardCharsets.UTF_8));
    assertThat(counts.withheldTraces()).isZero();
  }

  @Test
  void printsWhatEndsAThread() throws InterruptedException {
    end(new ClientAbortException());

    assertThat(text())
        .startsWith(
            "Exception in thread \"dying\" java.lang.IllegalStateException: "
                + ClientAbortException.class.getName())
        .contains("\tat ");
    assertThat(counts.withheldTraces()).isZero();
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
  void keepsLinesThatOnlyLookLikeATraces() throws InterruptedException {
    new ClientAbortException().printStackTrace();
    Thread other = new Thread(() -> System.err.println((Object) "\tat another thread"));
    other.start();
    other.join();
    System.err.println((Object) "\tat the end of the day");
    System.err.println((Object) "Caused by: rain");
    System.err.println(new ClientAbortException());

    assertThat(text())
        .isEqualTo(
            lines(
                "\tat another thread",
                "\tat the end of the day",
                "Caused by: rain",
                "org.apache.catalina.connector.ClientAbortException"));
  }

  @Test
  void keepsWhatAThrowableOfAnotherKindPrintsMeanwhile() {
    new IllegalStateException(new Talkative(new ClientAbortException())).printStackTrace();

    assertThat(text()).isEqualTo(lines("\tat dawn"));
  }

  private static final class Talkative extends IllegalStateException {
    private static final long serialVersionUID = 1;
    private boolean talks;

    Talkative(Exception cause) {
      super("talkative", cause);
    }

    @Override
    public String toString() {
      if (talks) {
        System.err.println((Object) "\tat dawn");
      }
      talks = true;
      return "talkative";
    }
  }

  static List<String> ways() {
    return WAYS.keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void withholdsATraceThatIsPrintedAsText(String way) {
    System.err.println("before");
    print(way, new ClientAbortException(new IOException("Broken pipe")));
    gate.check();

    assertThat(text()).isEqualTo(lines("before"));
    assertThat(counts.withheldTraces()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void printsTheTextOfARealErrorToTheByte(String way) {
    Exception failure = new IllegalStateException("\u00e4\n\u65ad", new IOException("Broken pipe"));
    System.err.println("before");
    print(way, failure);
    gate.check();
    System.err.println("after");
    String with = text();

    gate.uninstall();
    printed.reset();
    System.err.println("before");
    print(way, failure);
    System.err.println("after");

    assertThat(with).isEqualTo(text());
    assertThat(counts.withheldTraces()).isZero();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void keepsTheOrderOfWhatAThreadPrints(String way) {
    for (int i = 0; i < 3; i++) {
      print(way, new ClientAbortException(new IOException("Broken pipe")));
      System.err.println("then " + i);
    }

    // A trace that is cut, and whose rest does not come, stays; these here all come.
    assertThat(text()).isEqualTo(lines("then 0", "then 1", "then 2"));
  }

  private static void print(String way, Exception failure) {
    WAYS.get(way).accept(failure);
  }

  private static final Map<String, Consumer<Exception>> WAYS =
      Map.of(
          "print", e -> System.err.print(TextTracesTest.text(e)),
          "println", e -> System.err.println(TextTracesTest.text(e).stripTrailing()),
          "printf", e -> System.err.printf("%s", TextTracesTest.text(e)),
          "write",
              e -> System.err.writeBytes(TextTracesTest.text(e).getBytes(Charset.defaultCharset())),
          "writer", e -> flushed(e, new PrintWriter(System.err)),
          "line by line", e -> flushed(e, new PrintWriter(System.err, true)),
          "buffered", e -> flushed(e, new PrintWriter(new BufferedWriter(small(System.err)))),
          "stream", e -> e.printStackTrace(new PrintStream(System.err)));

  private static void flushed(Exception failure, PrintWriter writer) {
    failure.printStackTrace(writer);
    writer.flush();
  }

  private static OutputStreamWriter small(OutputStream out) {
    return new OutputStreamWriter(new BufferedOutputStream(out, 512));
  }

  @Test
  void holdsNothingButATrace() {
    PrintWriter writer = new PrintWriter(System.err, true);
    writer.print("name: ");
    writer.flush();
    writer.println("java.io.IOException: no trace");
    System.err.print("java.io.IOException: ");

    assertThat(text())
        .isEqualTo("name: " + lines("java.io.IOException: no trace") + "java.io.IOException: ");
  }

  @Test
  void printsARealErrorAtTheNextCheck() {
    new IOException("Broken pipe").printStackTrace(new PrintWriter(System.err, true));
    assertThat(text()).isEmpty();

    gate.check();
    assertThat(text()).startsWith("java.io.IOException: Broken pipe").endsWith(eol());
  }

  @Test
  void keepsTheWordsAroundATrace() {
    System.err.print("Order 17: " + TextTracesTest.text(new ClientAbortException()) + "Order 18\n");
    System.err.print("Order 19\n" + TextTracesTest.text(new ClientAbortException()) + "Order 20\n");

    assertThat(text()).isEqualTo("Order 17: \nOrder 18\nOrder 19\nOrder 20\n");
  }

  private static String lines(String... lines) {
    return String.join(eol(), lines) + eol();
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

  /** The disconnects that were told of, with those that nobody else has told of meanwhile. */
  private long disconnects() {
    unattributed.report(reporter, null);
    reporter.flush();
    return counts.disconnects();
  }
}
