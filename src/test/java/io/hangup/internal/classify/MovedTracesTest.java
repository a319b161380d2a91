package io.hangup.internal.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.disconnect.Evidence;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.FluxOnAssembly.OnAssemblyException;

/** What Reactor moves out of a failure is still its trace. */
class MovedTracesTest {
  private static final StackTraceElement[] CLIENTS =
      trace(
          "sun.nio.ch.FileDispatcherImpl",
          "sun.nio.ch.SocketChannelImpl",
          "org.apache.tomcat.util.net.NioChannel",
          "org.apache.coyote.AbstractProcessor");
  private static final StackTraceElement[] BACKENDS =
      trace(
          "sun.nio.ch.FileDispatcherImpl",
          "sun.nio.ch.SocketChannelImpl",
          "com.example.Backend",
          "org.apache.coyote.AbstractProcessor");

  private final Classifier classifier = new Classifier();

  @Test
  void aClientsFailureIsFound() {
    Finding found = classifier.find(moved(CLIENTS), null).orElseThrow();

    assertThat(found.alone()).isTrue();
    assertThat(found.disconnect().evidence()).isEqualTo(Evidence.ORIGIN);
    assertThat(found.disconnect().code()).isEqualTo("RESET/write");
  }

  @Test
  void aBackendsFailureIsNot() {
    assertThat(classifier.find(moved(BACKENDS), null)).isEmpty();
  }

  @Test
  void anotherFailuresTraceProvesNothing() {
    IOException thrown = failed(BACKENDS[2]);
    thrown.addSuppressed(marker(CLIENTS));
    assertThat(classifier.find(thrown, null)).isEmpty();

    IOException whole = failed(BACKENDS);
    whole.addSuppressed(marker(CLIENTS));
    assertThat(classifier.find(whole, null)).isEmpty();

    IOException bare = failed(BACKENDS[0]);
    bare.addSuppressed(marker());
    assertThat(classifier.find(bare, null)).isEmpty();
    assertThat(classifier.find(failed(BACKENDS[0]), null)).isEmpty();
  }

  private static IOException moved(StackTraceElement... trace) {
    IOException thrown = failed(trace[0]);
    thrown.addSuppressed(marker(trace));
    return thrown;
  }

  private static IOException failed(StackTraceElement... trace) {
    IOException thrown = new IOException("Connection reset by peer");
    thrown.setStackTrace(trace);
    return thrown;
  }

  private static OnAssemblyException marker(StackTraceElement... trace) {
    OnAssemblyException marker = new OnAssemblyException();
    marker.setStackTrace(trace);
    return marker;
  }

  private static StackTraceElement[] trace(String... classes) {
    return Arrays.stream(classes)
        .map(name -> new StackTraceElement(name, "write", "X.java", 1))
        .toArray(StackTraceElement[]::new);
  }
}
