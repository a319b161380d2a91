package io.hangup.matrix.real;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Calls through Tomcat's own WebSocket client. */
final class WebSocketCalls {
  private static final long PATIENCE_SECONDS = 10;

  private WebSocketCalls() {}

  private static URI uri(Order order) {
    return URI.create("ws://127.0.0.1:" + order.port() + "/");
  }

  private static Session open(Remembering endpoint, Order order) throws Exception {
    return ContainerProvider.getWebSocketContainer()
        .connectToServer(endpoint, ClientEndpointConfig.Builder.create().build(), uri(order));
  }

  static void connect(Order order) throws Exception {
    open(new Remembering(), order).close();
  }

  /** Fails with what Tomcat's client told {@code onError}. */
  static void awaitError(Order order) throws Exception {
    Remembering endpoint = new Remembering();
    open(endpoint, order);
    endpoint.closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    // Of some failures Tomcat's client tells onClose alone, and logs them itself.
    throw (Exception) endpoint.failure.getNow(new IOException("Connection reset by peer"));
  }

  static void sendLate(Order order) throws Exception {
    Remembering endpoint = new Remembering();
    Session session = open(endpoint, order);
    RemoteEndpoint.Basic remote = session.getBasicRemote();
    endpoint.closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    // Tomcat has two answers: one while it closes a session, one afterwards.
    while (Quietly.run(session::getBasicRemote) == null) {
      Thread.sleep(1);
    }
    remote.sendText("late");
  }

  /** Has Tomcat's client log for itself, and then fails. */
  static void annotated(Order order) throws Exception {
    Annotated endpoint = new Annotated();
    ContainerProvider.getWebSocketContainer().connectToServer(endpoint, uri(order));
    endpoint.closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    throw new IllegalStateException("The backend closed");
  }

  private static final class Remembering extends Endpoint {
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();

    @Override
    public void onOpen(Session session, EndpointConfig config) {
      session.addMessageHandler(String.class, message -> {});
    }

    @Override
    public void onError(Session session, Throwable e) {
      failure.complete(e);
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
      closed.complete(reason);
    }
  }

  /** An endpoint without {@code @OnError}: Tomcat logs what it is not told of. */
  @ClientEndpoint
  public static final class Annotated {
    private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();

    @OnClose
    public void onClose(CloseReason reason) {
      closed.complete(reason);
    }
  }
}
