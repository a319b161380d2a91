package io.hangup.internal.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Evidence;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.naming.CommunicationException;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand beside a hang-up in its throwable: the hang-up is found whatever it is. */
class CompanyTest {
  private static final String BLOCKING = "reactor.core.publisher.BlockingMonoSubscriber";

  private final Classifier classifier = new Classifier();

  static Stream<Function<Throwable, Throwable>> realErrors() {
    return Stream.of(
        AssertionError::new,
        cause -> new OutOfMemoryError().initCause(cause),
        SQLException::new,
        SQLRecoverableException::new,
        cause -> new CommunicationException().initCause(cause),
        cause -> new UnknownHostException().initCause(cause),
        Lost::new);
  }

  /** A driver's own type. */
  private static final class Lost extends SQLException {
    private static final long serialVersionUID = 1;

    Lost(Throwable cause) {
      super(cause);
    }
  }

  @ParameterizedTest
  @MethodSource("realErrors")
  void aRealErrorInTheChainStaysVisible(Function<Throwable, Throwable> error) {
    Throwable outer = error.apply(new ClientAbortException());

    assertThat(alone(outer)).contains(false);
    assertThat(alone(new RuntimeException(outer))).contains(false);
    assertThat(alone(suppressing(outer))).contains(false);
    assertThat(alone(error.apply(new SocketException("Connection reset")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.AssertionError",
        "java.lang.OutOfMemoryError",
        "java.sql.SQLException",
        "javax.naming.NamingException",
        "jakarta.jms.JMSException",
        "javax.jms.JMSException",
        "java.net.ConnectException",
        "java.net.http.HttpTimeoutException",
        "org.springframework.web.client.ResourceAccessException",
        "org.springframework.web.client.RestClientException",
        "org.springframework.web.reactive.function.client.WebClientRequestException",
        "org.springframework.dao.DataAccessResourceFailureException",
        "org.springframework.messaging.MessageDeliveryException",
        "com.mongodb.MongoException",
      })
  void aRealErrorInATextStaysVisible(String type) {
    ThrowableView root =
        new PrintedThrowable(DisconnectTypes.CLIENT_ABORT, "x", List.of(), null, List.of());
    ThrowableView outer = new PrintedThrowable(type, "x", List.of(), root, List.of());

    assertThat(classifier.classify(outer, null)).isEmpty();
    assertThat(classifier.classify(root, null)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reactor.core.publisher.FluxOnAssembly$OnAssemblyException",
        "hu.akarnokd.rxjava3.debug.RxJavaAssemblyException",
        "kotlinx.coroutines.internal.DiagnosticCoroutineContextException",
        "org.springframework.web.context.request.async.AsyncRequestNotUsableException",
      })
  void aMarkerIsNoError(String type) {
    ThrowableView marker =
        new PrintedThrowable(type, "Error has been observed", List.of(), null, List.of());
    ThrowableView error =
        new PrintedThrowable("java.lang.IllegalStateException", "x", List.of(), null, List.of());

    assertThat(aborted(marker)).isPresent();
    assertThat(aborted(error)).isEmpty();
    assertThat(aborted(new PrintedThrowable(type, "x", List.of(), error, List.of()))).isEmpty();
    assertThat(aborted(new PrintedThrowable(type, "x", List.of(), null, List.of(error)))).isEmpty();
    assertThat(reset(marker)).isEmpty();
  }

  @Test
  void aTraceOfTheThreadThatWaitedIsNoError() {
    assertThat(aborted(plain(BLOCKING))).isPresent();
    assertThat(aborted(plain("com.example.Orders"))).isEmpty();
  }

  private static ThrowableView plain(String creator) {
    StackTraceElement frame = new StackTraceElement(creator, "blockingGet", "X.java", 1);
    return new PrintedThrowable(
        "java.lang.Exception", "#block terminated with an error", List.of(frame), null, List.of());
  }

  private Optional<Disconnect> aborted(ThrowableView suppressed) {
    return classifier.classify(
        new PrintedThrowable(
            DisconnectTypes.CLIENT_ABORT, "x", List.of(), null, List.of(suppressed)),
        null);
  }

  private Optional<Disconnect> reset(ThrowableView suppressed) {
    return classifier.classify(
        new PrintedThrowable(IoTypes.SOCKET, "x", List.of(), null, List.of(suppressed)), null);
  }

  @Test
  void aStrangeSuppressedFailureErasesNothing() {
    Optional<Finding> found =
        classifier.find(suppressing(new IllegalStateException("order 17 half booked")), null);

    assertThat(found).isPresent();
    assertThat(found.get().alone()).isFalse();
    assertThat(found.get().disconnect().evidence()).isEqualTo(Evidence.OWNED_TYPE);
  }

  static Stream<Function<Throwable, Object>> holders() {
    return Stream.of(
        error -> error,
        error -> new Throwable[] {error},
        error -> List.of("x", error),
        error -> Map.of("x", error));
  }

  @ParameterizedTest
  @MethodSource("holders")
  void whatAFieldHoldsIsLookedAt(Function<Throwable, Object> holder) {
    IOException fullDisk = new IOException("No space left on device");
    ClientAbortException abort = new ClientAbortException();

    assertThat(alone(new Holding(abort, holder.apply(fullDisk)))).contains(false);
    assertThat(alone(new Holding(abort, holder.apply(abort)))).contains(true);
    assertThat(alone(new Holding(abort, holder.apply(new ClientAbortException())))).contains(true);
    assertThat(alone(new RuntimeException(new Holding(abort, holder.apply(fullDisk)))))
        .contains(false);
    assertThat(alone(new Holding(fullDisk, holder.apply(abort)))).isEmpty();
  }

  @Test
  void whatAFieldHoldsIsNotAskedWhereThatIsWork() {
    assertThat(alone(new Holding(new ClientAbortException(), new Lazy()))).contains(true);
  }

  @Test
  void whatAFieldHoldsHasAnEnd() {
    List<Throwable> many = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      many.add(new ClientAbortException());
    }

    assertThat(alone(new Holding(new ClientAbortException(), many))).contains(false);
  }

  /** Loads its elements when it is asked for them. */
  private static final class Lazy extends AbstractList<Object> {
    @Override
    public Object get(int index) {
      throw new AssertionError("asked");
    }

    @Override
    public int size() {
      throw new AssertionError("asked");
    }
  }

  /** A failure that holds others, each in a field of its type. */
  @SuppressWarnings("serial")
  private static final class Holding extends RuntimeException {
    private final Throwable one;
    private final Throwable[] array;
    private final List<?> list;
    private final Map<?, ?> map;

    Holding(Throwable cause, Object held) {
      super(cause);
      one = held instanceof Throwable thrown ? thrown : null;
      array = held instanceof Throwable[] several ? several : null;
      list = held instanceof List<?> several ? several : null;
      map = held instanceof Map<?, ?> several ? several : null;
    }

    /** Only so that the fields are used. */
    @Override
    public String getMessage() {
      return one + " " + (array == null) + " " + (list == null) + " " + (map == null);
    }
  }

  private Optional<Boolean> alone(Throwable thrown) {
    return classifier.find(thrown, null).map(Finding::alone);
  }

  private static Throwable suppressing(Throwable error) {
    ClientAbortException abort = new ClientAbortException();
    abort.addSuppressed(error);
    return abort;
  }
}
