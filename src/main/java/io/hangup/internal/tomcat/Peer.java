package io.hangup.internal.tomcat;

import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end of a request's connection, in words: {@code 203.0.113.7:39326}, or behind
 * a proxy that {@code RemoteIpValve} knows {@code 203.0.113.7 via 127.0.0.1:39326}, since the port
 * is the proxy's. AJP brings the client's own address, and its port if the proxy says it: {@code
 * 203.0.113.7:51123 via 127.0.0.1:39326}.
 */
public final class Peer {
  /** Whether addresses are masked wherever one is shown, because a Valve of this JVM says so. */
  private static volatile boolean masked;

  private Peer() {}

  /** Has addresses masked from now on, or no more. */
  public static void mask(boolean mask) {
    masked = mask;
  }

  private static @Nullable String shown(@Nullable String address) {
    return masked && address != null ? MaskedAddress.of(address) : address;
  }

  /**
   * The peer of {@code request}, the same before, in and after {@code RemoteIpValve}'s pipeline as
   * far as that has been entered; null where nothing is known, as on a Unix domain socket.
   */
  public static @Nullable CharSequence of(Request request) {
    // NIO2 logs a warning if it is asked for the address of a closed socket.
    boolean mayAsk = !request.getConnector().getProtocolHandlerClassName().contains("Nio2");
    String socket = socketAddress(request.getCoyoteRequest(), mayAsk);
    if (socket == null) {
      return null;
    }
    int port = mayAsk ? request.getRemotePort() : request.getCoyoteRequest().getRemotePort();
    CharSequence end = port > 0 ? new PeerAddress(socket, port) : socket;
    String client = client(request);
    boolean isReported = client != null && !client.equals(socket);
    if (TomcatInternals.isUnixSocket(request.getCoyoteRequest())) {
      // Who is at its other end has no address, but for what a proxy says of its client.
      return isAjp(request) ? end : isReported ? client : null;
    }
    CharSequence known = isReported ? client + " via " + end : end;
    String proxy = isAjp(request) ? proxy(request.getCoyoteRequest(), mayAsk) : null;
    return proxy == null ? known : known + " via " + proxy;
  }

  /** The text of a peer; null where it is not known. */
  public static @Nullable String text(@Nullable CharSequence peer) {
    return peer == null ? null : peer.toString();
  }

  /** Whether {@code request} came through a proxy that speaks AJP, and names the client in it. */
  public static boolean isAjp(Request request) {
    return request.getConnector().getProtocolHandlerClassName().contains(".ajp.");
  }

  private static @Nullable String proxy(org.apache.coyote.Request request, boolean mayAsk) {
    SocketWrapperBase<?> socket = TomcatInternals.socket(request);
    String address = socket == null ? null : shown(socket.getRemoteAddr());
    int port = socket == null || !mayAsk ? 0 : socket.getRemotePort();
    return address != null && port > 0 ? address + ":" + port : address;
  }

  private static @Nullable String socketAddress(org.apache.coyote.Request request, boolean mayAsk) {
    if (mayAsk && request.remoteAddr().isNull()) {
      request.action(ActionCode.REQ_HOST_ADDR_ATTRIBUTE, request);
    }
    String address = request.remoteAddr().isNull() ? null : request.remoteAddr().toString();
    return address == null || address.isEmpty() ? null : shown(address);
  }

  /** What RemoteIpValve leaves for access logs outlives its pipeline. */
  private static @Nullable String client(Request request) {
    return shown(
        request.getAttribute(AccessLog.REMOTE_ADDR_ATTRIBUTE) instanceof String noted
            ? noted
            : request.getRemoteAddr());
  }
}
