package io.hangup.internal.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Protocol;
import io.hangup.internal.connection.ClientConnection;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a channel that is found closed says depends on who closed it. */
class WhoClosedTest {
  private final Classifier classifier = new Classifier();

  @Test
  void aClosedChannelIsAHangUpWhereTheServerIsNotKnownToHaveClosedIt() {
    assertThat(kind(new ClosedChannelException(), new Connection(Protocol.HTTP_1_1)))
        .isEqualTo(Kind.ABORTED);
  }

  @Test
  void aClosedChannelIsNoneWhereTheServerClosedIt() {
    Connection connection = new Connection(Protocol.HTTP_1_1);
    connection.closedByServer = true;

    assertThat(kind(new ClosedChannelException(), connection)).isNull();
  }

  @Test
  void whatTheKernelSaysOfThePeerIsAHangUpWhoeverClosesAfterIt() {
    Connection connection = new Connection(Protocol.HTTP_1_1);
    connection.closedByServer = true;

    assertThat(kind(new IOException("Broken pipe"), connection)).isEqualTo(Kind.BROKEN_PIPE);
  }

  /** As a channel of Tomcat's that is closed lets itself be written to. */
  @Test
  void toWriteToAnEndIsToWriteToWhatTheServerClosed() {
    Connection connection = new Connection(Protocol.HTTP_1_1);
    EOFException end = new EOFException();
    end.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(
              "org.apache.tomcat.util.net.Nio2Endpoint$Nio2SocketWrapper",
              "doWrite",
              "Nio2Endpoint.java",
              1)
        });

    assertThat(kind(end, connection)).isEqualTo(Kind.EOF);
    connection.closedByServer = true;
    assertThat(kind(end, connection)).isNull();
  }

  /** A client answers {@code close_notify}; what it answers is read if the channel is there yet. */
  @Test
  void anEndThatIsReadWhenTheConnectorHasBeenStoppedMayBeTheAnswerToThat() {
    Connection connection = new Connection(Protocol.WEBSOCKET);
    EOFException end = new EOFException();
    connection.closedByServer = true;
    assertThat(kind(end, connection)).isEqualTo(Kind.EOF);

    connection.stopped = true;

    assertThat(kind(end, connection)).isNull();
    assertThat(kind(new IOException("Broken pipe"), connection)).isEqualTo(Kind.BROKEN_PIPE);
  }

  /** What Tomcat says of its own is withheld, and told by nobody. */
  @Test
  void aGoodByeThatCouldNotBeSentIsNoFailureOfTheServers() {
    Connection connection = new Connection(Protocol.WEBSOCKET);
    connection.closedByServer = true;
    ClosedChannelException closed = new ClosedChannelException();
    closed.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(
              "org.apache.tomcat.util.net.Nio2Channel", "write", "Nio2Channel.java", 1),
          new StackTraceElement(
              "org.apache.tomcat.websocket.WsSession", "sendCloseMessage", "WsSession.java", 1)
        });

    assertThat(kind(closed, connection)).isEqualTo(Kind.ABORTED);
  }

  @Test
  void aTimeoutThatFollowsALossIsTheLoss() {
    Connection connection = new Connection(Protocol.H2);
    connection.lost = true;

    assertThat(kind(new SocketTimeoutException(), connection)).isEqualTo(Kind.CONNECTION_CLOSED);
  }

  @Test
  void aTimeoutThatComesFirstIsAStall() {
    assertThat(kind(new SocketTimeoutException(), new Connection(Protocol.H2)))
        .isEqualTo(Kind.STALLED);
  }

  private @Nullable Kind kind(Throwable thrown, ClientConnection connection) {
    return classifier.classify(thrown, connection).map(Disconnect::kind).orElse(null);
  }

  /** One that has recorded whatever fails. */
  private static final class Connection implements ClientConnection {
    private final Protocol protocol;
    private boolean closedByServer;
    private boolean stopped;
    private boolean lost;

    Connection(Protocol protocol) {
      this.protocol = protocol;
    }

    @Override
    public boolean recorded(Throwable failure) {
      return true;
    }

    @Override
    public boolean isClosedByServer() {
      return closedByServer;
    }

    @Override
    public boolean isStopped() {
      return stopped;
    }

    @Override
    public boolean followsLoss() {
      return lost;
    }

    @Override
    public Protocol protocol() {
      return protocol;
    }

    @Override
    public boolean secure() {
      return false;
    }

    @Override
    public @Nullable ClassLoader webappLoader() {
      return null;
    }

    @Override
    public Client client() {
      return Client.UNKNOWN;
    }

    @Override
    public boolean markReported(Disconnect disconnect) {
      return true;
    }
  }
}
