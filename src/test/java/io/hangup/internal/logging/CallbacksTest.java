package io.hangup.internal.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.StackWalker.StackFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallbacksTest {
  private static final Frame LOGS = new Frame("com.acme.Chat", "helper");
  private static final Frame SERVICE =
      new Frame("org.apache.catalina.connector.CoyoteAdapter", "asyncDispatch");

  @Test
  void theContainersReportsAreCallbacks() {
    // An annotated method of any name, called by reflection; ours stands between.
    assertThat(
            isInside(
                LOGS,
                new Frame("com.acme.Chat", "failed"),
                new Frame("java.lang.reflect.Method", "invoke"),
                new Frame("org.apache.tomcat.websocket.pojo.PojoEndpointBase", "onError"),
                new Frame("io.hangup.internal.websocket.WatchedEndpoint", "onError"),
                new Frame("org.apache.tomcat.websocket.WsFrameBase", "sendMessageText")))
        .isTrue();
    assertThat(
            isInside(
                LOGS,
                new Frame("com.acme.Listener", "onError"),
                new Frame("org.apache.catalina.core.AsyncListenerWrapper", "fireOnError")))
        .isTrue();
    assertThat(isInside(LOGS, new Frame("com.acme.Reader", "onError"), SERVICE)).isTrue();
    assertThat(
            isInside(
                LOGS,
                new Frame("com.acme.Chat$$Lambda/0x01", "onResult"),
                new Frame("org.apache.tomcat.websocket.WsRemoteEndpointImplBase", "endMessage")))
        .isTrue();
  }

  @Test
  void theApplicationsOwnWorkIsNone() {
    assertThat(isInside(LOGS, new Frame("com.acme.Servlet", "doGet"), SERVICE)).isFalse();
    assertThat(
            isInside(
                LOGS,
                new Frame("com.acme.Subscriber", "onError"),
                new Frame("reactor.core.publisher.Flux", "error"),
                SERVICE))
        .isFalse();
    // Tomcat's own handler of a part of a message, around an application's encoder.
    assertThat(
            isInside(
                LOGS,
                new Frame("org.apache.tomcat.websocket.WsRemoteEndpointImplBase$E", "onResult"),
                new Frame("org.apache.tomcat.websocket.WsRemoteEndpointImplBase", "endMessage")))
        .isFalse();
    assertThat(isInside()).isFalse();
  }

  @Test
  void theStackOfThisThreadIsNone() {
    assertThat(Callbacks.isInside()).isFalse();
  }

  private static boolean isInside(Frame... frames) {
    return Callbacks.isInside(List.<StackFrame>of(frames).iterator());
  }
}
