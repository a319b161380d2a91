package io.hangup.internal.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Whose code a generated frame is. */
enum GeneratedFrames {
  /** The JDK's channels and TLS, below whoever uses them. */
  JDK_CHANNEL(
      "sun.nio.ch.SocketDispatcher.read0",
      "sun.nio.ch.SocketChannelImpl.write",
      "sun.nio.ch.IOUtil.read",
      "java.nio.channels.Channels.write",
      "sun.security.ssl.SSLEngineImpl.closeInbound",
      "sun.security.ssl.SSLEngineImpl.unwrap",
      "java.util.concurrent.FutureTask.run",
      "java.lang.Thread.run"),

  /** Tomcat's code for accepted connections. */
  SERVER_SOCKET(
      "org.apache.tomcat.util.net.NioChannel.read",
      "org.apache.tomcat.util.net.SecureNioChannel.write",
      "org.apache.tomcat.util.net.NioEndpoint$NioSocketWrapper.doWrite",
      "org.apache.tomcat.util.net.Nio2Channel.write",
      "org.apache.tomcat.util.net.SecureNio2Channel.read",
      "org.apache.tomcat.util.net.Nio2Endpoint$Nio2SocketWrapper.read",
      "org.apache.tomcat.util.net.SocketWrapperBase.write",
      "org.apache.tomcat.util.net.AprEndpoint$AprSocketWrapper.doWrite",
      "org.apache.tomcat.util.net.NioBlockingSelector.write",
      "org.apache.tomcat.util.net.NioEndpoint$Poller.timeout",
      "org.apache.coyote.http11.Http11InputBuffer.fill",
      "org.apache.coyote.ajp.AjpProcessor.read",
      "org.apache.coyote.http2.Http2UpgradeHandler.fill",
      "org.apache.coyote.http2.Http2AsyncUpgradeHandler.fill",
      "org.apache.coyote.http2.StreamProcessor.process",
      "org.apache.coyote.http2.Stream$StandardStreamInputBuffer.doRead",
      "org.apache.coyote.http2.Stream$StandardStreamInputBuffer.isReadyForRead",
      "org.apache.coyote.http2.Stream$StandardStreamInputBuffer.receiveReset",
      "org.apache.tomcat.websocket.server.WsFrameServer.onDataAvailable",
      "org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer.doWrite"),

  /** What else Tomcat does: listening, configuring, dispatching, judging a request. */
  OTHER_TOMCAT(
      "org.apache.tomcat.util.net.NioEndpoint.initServerSocket",
      "org.apache.tomcat.util.net.NioEndpoint.serverSocketAccept",
      "org.apache.tomcat.util.net.SSLUtilBase.getStore",
      "org.apache.catalina.connector.InputBuffer.throwIfClosed",
      "org.apache.catalina.connector.CoyoteOutputStream.write",
      "org.apache.catalina.core.StandardWrapperValve.invoke",
      "org.apache.coyote.http11.filters.ChunkedInputFilter.parse",
      "org.apache.coyote.http11.Http11Processor.service",
      "org.apache.coyote.http2.Http2Parser.readFrame"),

  /** Connections of somebody else's, Tomcat's own clients and cluster among them. */
  OTHER_CLIENT(
      "java.net.Socket$SocketInputStream.read",
      "sun.nio.ch.NioSocketImpl.implRead",
      "sun.net.www.http.HttpClient.parseHTTP",
      "jdk.internal.net.http.SocketTube.read",
      "sun.security.provider.certpath.OCSP.check",
      "sun.nio.ch.FileChannelImpl.transferTo",
      "org.apache.tomcat.jdbc.pool.PooledConnection.connect",
      "org.apache.catalina.tribes.transport.nio.NioSender.write",
      "org.apache.catalina.ha.session.DeltaManager.send",
      "org.apache.tomcat.websocket.WsFrameClient.processSocketRead",
      "org.apache.tomcat.websocket.WsWebSocketContainer.connectToServer",
      "org.apache.tomcat.websocket.AsyncChannelWrapperSecure.write",
      "com.mysql.cj.protocol.ReadAheadInputStream.fill"),

  APPLICATION(
      "com.example.Chat.onMessage",
      "com.example.Chat.lambda$broadcast$0",
      "com.example.Backend.<init>",
      "org.apache.tomcatapp.Net.write",
      "net.example.coyote.Stream$.doRead",
      "Main.main");

  private static final List<GeneratedFrames> ALL = List.of(values());

  /** The JDK's clients, and code that is no container's. */
  private static final List<GeneratedFrames> FOREIGN =
      List.of(JDK_CHANNEL, OTHER_CLIENT, APPLICATION);

  @SuppressWarnings("ImmutableEnumChecker") // Stream.toList() makes unmodifiable ones.
  private final List<StackTraceElement> pool;

  GeneratedFrames(String... methods) {
    pool = Arrays.stream(methods).map(GeneratedFrames::frame).toList();
  }

  private static StackTraceElement frame(String method) {
    int dot = method.lastIndexOf('.');
    String type = method.substring(0, dot);
    String module = type.startsWith("java.") || type.startsWith("sun.") ? "java.base" : null;
    int line = method.endsWith("0") ? -2 : method.length();
    return new StackTraceElement(
        null, module, null, type, method.substring(dot + 1), line < 30 ? null : "X.java", line);
  }

  boolean has(StackTraceElement frame) {
    return pool.contains(frame);
  }

  StackTraceElement any(Random random) {
    return pool.get(random.nextInt(pool.size()));
  }

  /** A few frames: often channel code on top of one owner's, now and then of anybody's. */
  static List<StackTraceElement> trace(Random random, boolean foreign) {
    List<GeneratedFrames> owners = foreign ? FOREIGN : ALL;
    List<StackTraceElement> frames = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      frames.add(JDK_CHANNEL.any(random));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      frames.add(owners.get(random.nextInt(owners.size())).any(random));
    }
    return frames;
  }
}
