package io.hangup;

import io.hangup.classify.Client;
import io.hangup.classify.ClientConnection;
import io.hangup.classify.Disconnect;
import io.hangup.classify.Phase;
import io.hangup.classify.Protocol;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** The connection of an asynchronous request, for threads that do not run its pipeline. */
final class AsyncConnection implements ClientConnection {
  private final SocketWrapperBase<?> socket;
  private final Protocol protocol;
  private final boolean secure;
  private final Client client;
  private final @Nullable ClassLoader webapp;
  private final boolean writes;
  private final AtomicReference<@Nullable String> told = new AtomicReference<>();
  private volatile boolean ended;

  AsyncConnection(Request request, SocketWrapperBase<?> socket) {
    this.socket = socket;
    RequestConnection now = RequestConnection.begin(request, request.getResponse());
    protocol = now.protocol();
    secure = now.secure();
    client = now.client();
    webapp = now.webapp();
    now.end();
    writes = request.getResponse().getCoyoteResponse().getWriteListener() != null;
  }

  /** Tomcat records it with the socket; the application has no way to it. */
  @Override
  public boolean recorded(Throwable failure) {
    return !ended && socket.getError() == failure;
  }

  @Override
  public Phase presumedPhase() {
    return writes ? Phase.WRITE : Phase.READ;
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public boolean secure() {
    return secure;
  }

  @Override
  public @Nullable ClassLoader webapp() {
    return webapp;
  }

  @Override
  public Client client() {
    return client;
  }

  @Override
  public boolean markTold(Disconnect disconnect) {
    return told.compareAndSet(null, disconnect.code());
  }

  /** Kind and phase that its end was told as; null as long as nobody has. */
  @Nullable String told() {
    return told.get();
  }

  void end() {
    ended = true;
  }
}
