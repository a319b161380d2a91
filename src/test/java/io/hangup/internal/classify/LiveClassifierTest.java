package io.hangup.internal.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Evidence;
import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Protocol;
import io.hangup.internal.connection.Causes;
import io.hangup.internal.connection.ClientConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.CloseNowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only a live throwable can show: identity, Tomcat's own types, and hostility. */
class LiveClassifierTest {
  private static final Client CLIENT =
      new Client("203.0.113.7:51514", "/chat", "/ws/{name}", "3f", Instant.EPOCH);

  private final Classifier classifier = new Classifier();

  @Test
  void believesTheContainersRecord() {
    IOException failure = new IOException("anything at all");
    RuntimeException wrapped = new UncheckedIOException(failure);

    Optional<Disconnect> found = classifier.classify(wrapped, new RecordingConnection(failure));

    assertThat(found).isPresent();
    assertThat(found.get().evidence()).isEqualTo(Evidence.IDENTITY);
    assertThat(found.get().kind()).isEqualTo(Kind.ABORTED);
    assertThat(found.get().client()).isEqualTo(CLIENT);
    assertThat(found.get().protocol()).isEqualTo(Protocol.WEBSOCKET);
    assertThat(found.get().failure()).isEqualTo("java.io.IOException: anything at all");
    assertThat(found.get().thrown()).isSameAs(wrapped);
  }

  @Test
  void noRecordMakesALackOfMemoryADisconnect() {
    IOException failure = new IOException(new OutOfMemoryError("Cannot reserve"));

    assertThat(classifier.classify(failure, new RecordingConnection(failure))).isEmpty();
  }

  /** As Tomcat's second failure, when the application closes what it writes through. */
  @Test
  void aSuppressedFailureMayBeCausedByTheOneThatSuppressedIt() {
    CloseNowException first = new CloseNowException();
    first.addSuppressed(new ClientAbortException(first));
    assertThat(classifier.classify(first, null)).isPresent();

    first.addSuppressed(new IllegalStateException("cannot close", first));
    assertThat(classifier.classify(first, null)).isPresent();
    first.addSuppressed(new IllegalStateException("cannot close"));
    assertThat(classifier.classify(first, null)).isEmpty();
  }

  @Test
  void looksAtAllThatAListOfFailuresHolds() {
    ClientAbortException abort = new ClientAbortException();
    IOException fullDisk = new IOException("No space left on device");

    assertThat(classifier.classify(new Several(abort, abort), null)).isPresent();
    assertThat(classifier.classify(new Several(abort, new ClientAbortException()), null))
        .isPresent();
    assertThat(classifier.classify(new Several(abort, abort, fullDisk), null)).isEmpty();
    assertThat(classifier.classify(new Several(abort, (Throwable[]) null), null)).isEmpty();
  }

  /** As commons-io's {@code IOExceptionList}: the first is the cause. */
  @SuppressWarnings("serial")
  private static final class Several extends IOException implements Iterable<Throwable> {
    private final Throwable[] all;

    Several(Throwable cause, Throwable... all) {
      super(cause);
      this.all = all;
    }

    @Override
    public Iterator<Throwable> iterator() {
      return Arrays.asList(all).iterator();
    }
  }

  @Test
  void doesNotBlameTheConnectionForAnotherFailure() {
    ClientConnection gone = new RecordingConnection(new IOException("Broken pipe"));

    assertThat(classifier.classify(new IOException("Broken pipe"), gone)).isEmpty();
  }

  @Test
  void doesNotTakeTheRecordOfAMalformedRequestForAHangUp() {
    IOException malformed = new BadRequestException("Invalid chunk header");

    assertThat(classifier.classify(malformed, new RecordingConnection(malformed))).isEmpty();
  }

  @Test
  void doesNotTakeTheRecordOfAClosedStreamForAHangUp() {
    IOException closed = new IOException("Stream closed");
    closed.setStackTrace(
        new StackTraceElement[] {
          frame("org.apache.catalina.connector.InputBuffer", "throwIfClosed")
        });

    assertThat(classifier.classify(closed, new RecordingConnection(closed))).isEmpty();
  }

  @Test
  void leavesAnotherConnectionsFailureUnattributed() {
    IOException elsewhere = new IOException("Broken pipe");
    elsewhere.setStackTrace(
        new StackTraceElement[] {
          frame("sun.nio.ch.SocketChannelImpl", "write"),
          frame("org.apache.tomcat.util.net.NioChannel", "write"),
          frame("org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer", "doWrite")
        });

    Disconnect found =
        classifier.classify(elsewhere, new RecordingConnection(new IOException())).orElseThrow();

    assertThat(found.isAttributed()).isFalse();
    assertThat(found.code()).isEqualTo("BROKEN_PIPE/write");
  }

  @Test
  void knowsTomcatsOwnTypes() {
    assertThat(classifier.classify(new ClientAbortException(), null)).isPresent();
    assertThat(classifier.classify(new CloseNowException(), null)).isPresent();
    assertThat(classifier.classify(new IllegalStateException(new ClientAbortException()), null))
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "STREAM_CLOSED, true",
    "CANCEL, true",
    "NO_ERROR, false",
    "PROTOCOL_ERROR, false",
    "INTERNAL_ERROR, false",
    "FLOW_CONTROL_ERROR, false",
    "REFUSED_STREAM, false",
    "ENHANCE_YOUR_CALM, false",
  })
  void asksAStreamExceptionForItsError(String error, boolean disconnect) throws Exception {
    Optional<Disconnect> found = classifier.classify(streamException(error), null);

    assertThat(found.isPresent()).isEqualTo(disconnect);
    found.ifPresent(each -> assertThat(each.kind()).isEqualTo(Kind.STREAM_RESET));
  }

  /** Tomcat's type is not public. */
  private static Throwable streamException(String error) throws ReflectiveOperationException {
    Class<?> errors = Class.forName("org.apache.coyote.http2.Http2Error");
    for (Object each : errors.getEnumConstants()) {
      if (each.toString().equals(error)) {
        Constructor<?> constructor =
            Class.forName("org.apache.coyote.http2.StreamException")
                .getDeclaredConstructor(String.class, errors, int.class);
        constructor.setAccessible(true);
        return (Throwable) constructor.newInstance(null, each, 1);
      }
    }
    throw new IllegalArgumentException(error);
  }

  @Test
  @Timeout(60)
  void leavesAChainWithoutEndAlone() {
    IOException cyclic = new IOException("Broken pipe");
    cyclic.initCause(new IOException("Broken pipe", cyclic));

    assertThat(classifier.classify(cyclic, null)).isEmpty();
  }

  @Test
  @Timeout(60)
  void leavesTenThousandCausesAlone() {
    Throwable chain = new ClientAbortException();
    for (int i = 0; i < 10_000; i++) {
      chain = new RuntimeException("wrapped", chain);
    }

    assertThat(classifier.classify(chain, null)).isEmpty();
  }

  @Test
  @Timeout(60)
  void leavesDeeplyNestedSuppressedFailuresAlone() {
    Throwable nested = new ClientAbortException();
    for (int i = 0; i < 10_000; i++) {
      Throwable outer = new ClientAbortException();
      outer.addSuppressed(nested);
      nested = outer;
    }

    assertThat(classifier.classify(nested, null)).isEmpty();
  }

  @Test
  @Timeout(60)
  void leavesAMazeOfSuppressedFailuresAlone() {
    Throwable shared = new ClientAbortException();
    for (int level = 0; level < 6; level++) {
      Throwable outer = new ClientAbortException();
      for (int i = 0; i < 100; i++) {
        outer.addSuppressed(new ClientAbortException(shared));
      }
      shared = outer;
    }

    assertThat(classifier.classify(shared, null)).isEmpty();
  }

  @Test
  void survivesAThrowableWhoseMethodsThrow() {
    Throwable hostile = new HostileException();

    assertThat(classifier.classify(hostile, null)).isEmpty();
    assertThat(classifier.classify(new ClientAbortException("x", hostile), null)).isEmpty();
    assertThat(classifier.classify(hostile, new RecordingConnection(hostile))).isEmpty();
    assertThat(Causes.root(new IOException(null, hostile))).isSameAs(hostile);
    assertThat(Causes.lead(hostile, new IOException())).isFalse();
  }

  private static StackTraceElement frame(String type, String method) {
    return new StackTraceElement(type, method, "X.java", 1);
  }

  /** A connection that the container recorded one failure of. */
  private record RecordingConnection(Throwable failure) implements ClientConnection {
    @Override
    public boolean recorded(Throwable other) {
      return other == failure;
    }

    @Override
    public boolean isDisconnected() {
      return true;
    }

    @Override
    public Protocol protocol() {
      return Protocol.WEBSOCKET;
    }

    @Override
    public boolean secure() {
      return false;
    }

    @Override
    public ClassLoader webappLoader() {
      return null;
    }

    @Override
    public Client client() {
      return CLIENT;
    }

    @Override
    public boolean markReported(Disconnect disconnect) {
      return true;
    }
  }

  private static final class HostileException extends IOException {
    @Override
    public String getMessage() {
      throw new IllegalStateException("no message for you");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new AssertionError("no cause for you");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      return null;
    }
  }
}
