package io.hangup.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Disconnect;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.connection.ClientConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.juli.logging.Log;
import org.junit.jupiter.api.Test;

class ReporterTest {
  private final Log log = mock(Log.class);
  private final List<Disconnect> heard = new ArrayList<>();

  @Test
  void tellsEachListenerOnceOfOneRootCause() {
    ClientAbortException root = new ClientAbortException();
    Reporter reporter = new Reporter(log, heard::add, heard::add);

    reporter.report(classify(root), null);
    reporter.report(classify(new IllegalStateException(root)), null);
    reporter.flush();

    assertThat(heard).hasSize(2);
  }

  @Test
  void aFailureThatSomebodyKeepsIsStaleAfterAMinute() {
    AtomicLong now = new AtomicLong(-1);
    ClientAbortException root = new ClientAbortException();
    Reporter reporter = new Reporter(now::get, log, heard::add);
    assertThat(reporter.isStale(root)).isFalse();
    reporter.report(classify(root), null);

    now.addAndGet(60_000_000_000L);
    assertThat(reporter.isStale(new IllegalStateException(root))).isFalse();
    now.addAndGet(1);
    assertThat(reporter.isStale(new IllegalStateException(root))).isTrue();
    assertThat(reporter.isStale(new ClientAbortException())).isFalse();
  }

  @Test
  void tellsLaterWhereTheCallerMayHoldALock() {
    Reporter reporter = new Reporter(log, heard::add);

    reporter.report(classify(new ClientAbortException()), null);
    assertThat(heard).isEmpty();
    reporter.flush();

    assertThat(heard).hasSize(1);
  }

  @Test
  void aListenerThatFailsHarmsNobodyElseAndIsWarnedOfOnce() {
    Reporter reporter =
        new Reporter(
            log,
            disconnect -> {
              throw new IllegalStateException("broken");
            },
            heard::add);

    reporter.report(classify(new ClientAbortException()), null);
    reporter.report(classify(new ClientAbortException()), null);
    reporter.flush();

    assertThat(heard).hasSize(2);
    verify(log, times(1)).warn(anyString(), any(IllegalStateException.class));
  }

  @Test
  void tellsWithADisconnectWhatWasWithheldForItAndWhatComesLaterByItself() {
    List<String> told = new ArrayList<>();
    Reporter reporter = new Reporter(log, collecting(told));
    ClientAbortException root = new ClientAbortException();
    assertThat(reporter.wantsWords()).isTrue();

    for (int i = 1; i <= 5; i++) {
      reporter.report(classify(root), null, withheld("m" + i, new IllegalStateException(root)));
    }
    reporter.report(classify(root), null, withheld(null, root));
    reporter.flush();
    reporter.report(classify(root), null, withheld("late", root));
    reporter.flush();

    assertThat(told).containsExactly("[m1, m2, m3, m4]", "m5", "late");
  }

  @Test
  void tellsOfAConnectionWhatWasWithheldForItWhateverItsRoot() {
    List<String> told = new ArrayList<>();
    Reporter reporter = new Reporter(log, collecting(told));
    ClientConnection connection = mock(ClientConnection.class);
    when(connection.markReported(any())).thenReturn(true, false);
    when(connection.first(any())).thenCallRealMethod();
    Client client = new Client("peer", "", "/ws", "3f", null);
    when(connection.client()).thenReturn(client);

    reporter.report(classify(new ClientAbortException()).of(client, false), connection);
    Throwable second = new ClientAbortException();
    reporter.report(classify(second).of(client, false), connection, withheld("second", second));
    reporter.flush();

    assertThat(told).containsExactly("[second]");

    reporter.report(classify(second).of(client, false), connection, withheld("second", second));
    reporter.report(classify(second).of(client, false), connection, withheld("third", second));
    reporter.flush();
    assertThat(told)
        .as("what has been said is not said again")
        .containsExactly("[second]", "third");
  }

  @Test
  void whatOneRequestHasSaidIsNotWhatTheNextSaysOnItsConnectionObject() {
    List<String> told = new ArrayList<>();
    Reporter reporter = new Reporter(log, collecting(told));
    ClientConnection used = mock(ClientConnection.class);
    when(used.markReported(any())).thenReturn(true);
    when(used.first(any())).thenCallRealMethod();
    Client client = new Client("peer", "", "/a", null, null);
    when(used.client()).thenReturn(client);
    Throwable one = new ClientAbortException();
    reporter.report(classify(one).of(client, false), used, withheld("same", one));
    reporter.flush();

    reporter.note(withheld("same", new ClientAbortException()), used);
    reporter.flush();

    assertThat(told).containsExactly("[same]", "same");
  }

  private static Withheld withheld(String message, Throwable thrown) {
    return new Withheld("RESET/read", "app", "SEVERE", message, thrown);
  }

  private static DisconnectSink collecting(List<String> told) {
    return new DisconnectSink() {
      @Override
      public void disconnected(Disconnect disconnect) {}

      @Override
      public void disconnected(Disconnect disconnect, List<Withheld> withheld) {
        told.add(withheld.stream().map(Withheld::message).toList().toString());
      }

      @Override
      public void withheld(Withheld late) {
        told.add(late.message());
      }

      @Override
      public boolean wantsWords() {
        return true;
      }
    };
  }

  private static Disconnect classify(Throwable thrown) {
    return new Classifier().classify(thrown, null).orElseThrow();
  }
}
