package io.hangup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;

/** What an error tracker is told of a throwable. */
class DisconnectsTest {
  @Test
  void knowsWhatTomcatThrowsForNothingElse() {
    IOException abort = new ClientAbortException(new IOException("Broken pipe"));

    assertThat(Disconnects.isDisconnect(abort)).isTrue();
    assertThat(Disconnects.isDisconnect(new IllegalStateException("wrapped", abort))).isTrue();
  }

  /** In doubt it is a real error: a backend's reset says the same words. */
  @Test
  void takesNoWordsForEvidence() {
    assertThat(Disconnects.isDisconnect(new SocketException("Connection reset"))).isFalse();
    assertThat(Disconnects.isDisconnect(new IOException("Broken pipe"))).isFalse();
    assertThat(Disconnects.isDisconnect(new NullPointerException())).isFalse();
  }

  /** Something else may be wrong besides. */
  @Test
  void leavesCompanyAlone() {
    IOException abort = new ClientAbortException(new IOException("Broken pipe"));
    abort.addSuppressed(new IllegalStateException("a mistake"));

    assertThat(Disconnects.isDisconnect(abort)).isFalse();
  }

  @Test
  void failsForNobody() {
    assertThat(
            Disconnects.isDisconnect(
                new RuntimeException() {
                  @Override
                  public synchronized Throwable getCause() {
                    throw new IllegalStateException("broken");
                  }
                }))
        .isFalse();
  }
}
