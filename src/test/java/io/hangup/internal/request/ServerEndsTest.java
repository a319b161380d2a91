package io.hangup.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.PrivateField;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.junit.jupiter.api.Test;

/** When an end is this server's doing, and when its client had gone before. */
class ServerEndsTest {
  private final IOException reset = new IOException("Connection reset by peer");

  @Test
  void isTheServersWhoseConnectorWasStopped() throws ReflectiveOperationException {
    assertThat(ServerEnds.explain(socket(false), false, null)).isTrue();
    assertThat(ServerEnds.explain(socket(false), false, new ClosedChannelException())).isTrue();
  }

  /** What had failed before that is the client's. */
  @Test
  void isTheClientsThatHadGoneBefore() throws ReflectiveOperationException {
    assertThat(ServerEnds.explain(socket(false), false, reset)).isFalse();
  }

  @Test
  void isNobodysWhileTheConnectorServes() throws ReflectiveOperationException {
    assertThat(ServerEnds.explain(socket(true), false, null)).isFalse();
    assertThat(ServerEnds.explain(null, false, null)).isFalse();
  }

  @Test
  void isTheServersThatEndedTheStream() throws ReflectiveOperationException {
    assertThat(ServerEnds.explain(socket(true), true, null)).isTrue();
    assertThat(ServerEnds.explain(socket(true), true, reset)).isFalse();
  }

  @Test
  void followsALossOfThePeerAlone() throws ReflectiveOperationException {
    SocketWrapperBase<?> lost = socket(true);
    lost.setError(reset);
    SocketWrapperBase<?> closed = socket(true);
    closed.setError(new ClosedChannelException());

    assertThat(ServerEnds.followLoss(lost)).isTrue();
    assertThat(ServerEnds.followLoss(closed)).isFalse();
    assertThat(ServerEnds.followLoss(socket(true))).isFalse();
    assertThat(ServerEnds.followLoss(null)).isFalse();
  }

  /** A moment is waited for the failure: this socket never gets one. */
  @Test
  void isUnhurtWhereNothingFailed() throws ReflectiveOperationException {
    SocketWrapperBase<?> failed = socket(true);
    failed.setError(reset);

    assertThat(ServerEnds.isClosedUnhurt(socket(true))).isTrue();
    assertThat(ServerEnds.isClosedUnhurt(failed)).isFalse();
  }

  private static SocketWrapperBase<?> socket(boolean serving) throws ReflectiveOperationException {
    NioEndpoint endpoint = new NioEndpoint();
    PrivateField.set(AbstractEndpoint.class, "running", endpoint, serving);
    return new NioEndpoint.NioSocketWrapper(
        new NioChannel(new SocketBufferHandler(1, 1, false)), endpoint);
  }
}
