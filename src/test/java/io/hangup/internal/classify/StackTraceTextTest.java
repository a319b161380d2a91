package io.hangup.internal.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.disconnect.Disconnect;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackTraceTextTest {

  @ParameterizedTest
  @CsvSource({
    "printed-connection-timed-out.txt, TIMED_OUT/read websocket tls ORIGIN",
    "ws-doclose-broken-pipe.txt, BROKEN_PIPE/close websocket tls ORIGIN",
  })
  void readsTracesFromTheField(String file, String expected) throws IOException {
    ThrowableView failure = StackTraceText.parse(resource("/traces/" + file)).orElseThrow();

    Disconnect found = new Classifier().classify(failure, null).orElseThrow();

    assertThat(ClassifierTest.describe(found)).isEqualTo(expected);
  }

  @Test
  void readsBackWhatTheJdkPrints() {
    IllegalStateException thrown =
        new IllegalStateException("two\nlines", new IOException("cause", new Error()));
    thrown.addSuppressed(new IOException("suppressed", new Exception("its cause")));

    ThrowableView read = StackTraceText.parse(print(thrown)).orElseThrow();

    assertSame(read, LiveThrowable.view(thrown));
  }

  private static void assertSame(ThrowableView read, ThrowableView live) {
    assertThat(read.type()).isEqualTo(live.type());
    assertThat(read.message()).isEqualTo(live.message());
    assertThat(names(read)).isEqualTo(names(live));
    assertThat(read.suppressed()).hasSameSizeAs(live.suppressed());
    for (int i = 0; i < read.suppressed().size(); i++) {
      assertSame(read.suppressed().get(i), live.suppressed().get(i));
    }
    if (live.cause() == null) {
      assertThat(read.cause()).isNull();
    } else {
      assertSame(read.cause(), live.cause());
    }
  }

  private static List<String> names(ThrowableView failure) {
    return failure.frames().stream()
        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
        .toList();
  }

  @Test
  void readsNothingWhereThereIsNoTrace() {
    assertThat(StackTraceText.parse("")).isEmpty();
    assertThat(StackTraceText.parse("java.io.IOException: Broken pipe")).isEmpty();
    assertThat(StackTraceText.parse("\tat a.B.c(D.java:1)\n\tat a.B.c(D.java:2)")).isEmpty();
  }

  @Test
  void leavesATraceWithTenThousandCauses() {
    String trace =
        "java.io.IOException: x\n\tat a.B.c(D.java:1)\n"
            + "Caused by: java.io.IOException: x\n\tat a.B.c(D.java:1)\n".repeat(10_000);

    assertThat(StackTraceText.parse(trace)).isEmpty();
  }

  @Test
  void leavesATraceThatItDoesNotUnderstandToItsEnd() {
    String abort =
        """
        org.apache.catalina.connector.ClientAbortException
        \tat org.apache.catalina.connector.OutputBuffer.doFlush(OutputBuffer.java:1)
        """;

    assertThat(StackTraceText.parse(abort)).isPresent();
    assertThat(StackTraceText.parse(abort + "Caused by: [CIRCULAR REFERENCE: a.B]")).isEmpty();
    assertThat(StackTraceText.parse(abort + "Caused by: what toString() was made to say"))
        .isEmpty();
    assertThat(StackTraceText.parse(abort + "\tSuppressed: a.B: x\nCaused by: a.B\n")).isEmpty();
    assertThat(StackTraceText.parse(abort + "\tat what is this")).isEmpty();
    assertThat(StackTraceText.parse("com.example.MyException: it said\n" + abort)).isEmpty();
  }

  @Test
  void readsACauseWhoseMessageHasUnicodesLineSeparators() {
    Throwable thrown = new IOException("x", new IllegalStateException("a\u2028b\u0085c"));

    assertSame(StackTraceText.parse(print(thrown)).orElseThrow(), LiveThrowable.view(thrown));
  }

  private static String print(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = StackTraceTextTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
