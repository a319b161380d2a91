package io.hangup.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LastEndedSessionTest {
  private static final StackTraceElement[] SENDING = {
    frame("org.apache.tomcat.websocket.WsRemoteEndpointImplBase", "sendMessageBlock"),
    frame("com.example.Chat", "send"),
    frame("org.apache.coyote.http11.Http11Processor", "service"),
  };

  /** The reader closed the connection, on its own thread, which is no request's. */
  @Test
  void whatAReaderGaveToASenderIsOfTheSend() {
    Exception closed =
        failure(
            new EOFException(),
            frame("org.apache.tomcat.websocket.server.WsHttpUpgradeHandler", "close"),
            frame("org.apache.coyote.http11.upgrade.UpgradeProcessorInternal", "dispatch"),
            frame("org.apache.coyote.AbstractProcessorLight", "process"));

    assertThat(LastEndedSession.isOfSend(failure(new IOException(closed), SENDING))).isTrue();
  }

  @Test
  void whatNobodysThreadFailedWithIsOfWhoeverWrapsIt() {
    Exception async = failure(new IOException(), frame("sun.nio.ch.UnixAsynchronousSocket", "x"));

    assertThat(LastEndedSession.isOfSend(failure(new IOException(async), SENDING))).isTrue();
  }

  @Test
  void aRequestsOwnFailureIsNone() {
    Exception reset =
        failure(
            new IOException(),
            frame("org.apache.tomcat.util.net.NioChannel", "read"),
            frame("org.apache.coyote.http11.Http11InputBuffer", "fill"),
            frame("org.apache.tomcat.websocket.server.WsFilter", "doFilter"));

    assertThat(LastEndedSession.isOfSend(failure(new IOException(reset)))).isFalse();
  }

  private static Exception failure(Exception made, StackTraceElement... frames) {
    made.setStackTrace(frames);
    return made;
  }

  private static StackTraceElement frame(String type, String method) {
    return new StackTraceElement(type, method, null, -1);
  }
}
