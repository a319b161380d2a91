package io.hangup.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.hangup.classify.Classifier;
import io.hangup.classify.Disconnect;
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

  private static Disconnect classify(Throwable thrown) {
    return new Classifier().classify(thrown, null).orElseThrow();
  }
}
