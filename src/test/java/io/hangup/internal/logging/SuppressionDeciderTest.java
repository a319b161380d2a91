package io.hangup.internal.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Phase;
import io.hangup.disconnect.Protocol;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.connection.ClientConnection;
import io.hangup.internal.connection.ConnectionFinder;
import io.hangup.internal.connection.CurrentConnection;
import io.hangup.internal.connection.FailureOwners;
import io.hangup.internal.report.Reporter;
import io.hangup.internal.report.UnattributedDisconnects;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SuppressionDeciderTest {
  private final Reporter reporter = mock(Reporter.class);
  private final Deque<Runnable> later = new ArrayDeque<>();
  private final SuppressionDecider decider = decider(new NoConnections());

  private SuppressionDecider decider(ConnectionFinder connections) {
    return new SuppressionDecider(
        new Classifier(),
        reporter,
        new UnattributedDisconnects(),
        connections,
        (kind, webapp, source) -> Policy.Answer.WITHHOLD,
        later::add);
  }

  @AfterEach
  void leave() {
    CurrentConnection.leave(null);
  }

  @Test
  void passesAStaleFailureUnlessItIsThatOfTheConnectionItself() {
    ClientAbortException failure = new ClientAbortException();
    assertThat(judge(failure)).isEqualTo(Verdict.WITHHOLD);
    when(reporter.isStale(failure)).thenReturn(true);
    assertThat(judge(failure)).isEqualTo(Verdict.PASS);

    ClientConnection its = mock(ClientConnection.class);
    when(its.recorded(any())).thenReturn(true);
    when(its.client()).thenReturn(Client.UNKNOWN);
    when(its.protocol()).thenReturn(Protocol.HTTP_1_1);
    CurrentConnection.enter(its);
    assertThat(judge(failure)).isEqualTo(Verdict.WITHHOLD);
  }

  /** A session that ends while its failure is looked for is no longer among those that live. */
  @Test
  void findsWhoHasEndedDuringTheSearch() {
    SocketTimeoutException failure = new SocketTimeoutException();
    failure.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(
              "org.apache.tomcat.util.net.NioEndpoint$Poller", "timeout", "NioEndpoint.java", 1)
        });
    ClientConnection ended = mock(ClientConnection.class);
    when(ended.recorded(failure)).thenReturn(true);
    when(ended.isDisconnected()).thenReturn(true);
    when(ended.client()).thenReturn(Client.UNKNOWN);
    when(ended.protocol()).thenReturn(Protocol.WEBSOCKET);
    when(ended.presumedPhase()).thenReturn(Phase.WRITE);
    when(ended.known(any())).thenAnswer(call -> call.getArgument(0));
    SuppressionDecider searching =
        decider(
            new NoConnections() {
              @Override
              public ClientConnection search(Throwable thrown) {
                FailureOwners.note(thrown, new Object(), ended);
                return null;
              }
            });

    Occasion occasion = new Occasion(failure, "app", "SEVERE", () -> "not sent");
    assertThat(searching.judge(occasion)).isNotEqualTo(Verdict.PASS);
  }

  /** It could be anything, and whoever shows the record has to ask as well. */
  @Test
  void passesARecordWhoseMessageCannotBeAskedFor() {
    Occasion hostile =
        new Occasion(
            new ClientAbortException(),
            "app",
            "SEVERE",
            () -> {
              throw new IllegalStateException("hostile");
            });

    assertThat(decider.judge(hostile)).isEqualTo(Verdict.PASS);
  }

  /** In a storm, a task for each record costs more than what it tells. */
  @Test
  void hasOneFlushOnItsWayForAllThatWait() {
    when(reporter.hasPending()).thenReturn(true);
    judge(new ClientAbortException());
    judge(new ClientAbortException());
    assertThat(later).hasSize(1);
    verify(reporter, never()).flush();

    later.remove().run();
    verify(reporter).flush();

    judge(new ClientAbortException());
    assertThat(later).hasSize(1);
  }

  private Verdict judge(Throwable thrown) {
    return decider.judge(new Occasion(thrown, "app", "SEVERE", () -> null));
  }
}
