package io.hangup.internal.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.disconnect.Disconnect;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The classifier's rules as one table: a trace in, kind and phase and protocol and evidence out.
 */
class ClassifierTest {
  private static final String NIO_READ =
      """
      \tat java.base/sun.nio.ch.SocketDispatcher.read0(Native Method)
      \tat java.base/sun.nio.ch.SocketDispatcher.read(SocketDispatcher.java:46)
      \tat java.base/sun.nio.ch.IOUtil.read(IOUtil.java:259)
      \tat java.base/sun.nio.ch.SocketChannelImpl.read(SocketChannelImpl.java:417)
      """;
  private static final String NIO_WRITE =
      """
      \tat java.base/sun.nio.ch.SocketDispatcher.write0(Native Method)
      \tat java.base/sun.nio.ch.IOUtil.write(IOUtil.java:137)
      \tat java.base/sun.nio.ch.SocketChannelImpl.write(SocketChannelImpl.java:532)
      """;
  private static final String SERVER_READ =
      """
      \tat org.apache.tomcat.util.net.NioChannel.read(NioChannel.java:132)
      \tat org.apache.tomcat.util.net.NioEndpoint$NioSocketWrapper.fillReadBuffer(NioEndpoint.java:1333)
      """;
  private static final String SERVER_WRITE =
      """
      \tat org.apache.tomcat.util.net.NioChannel.write(NioChannel.java:122)
      \tat org.apache.tomcat.util.net.NioEndpoint$NioSocketWrapper.doWrite(NioEndpoint.java:1381)
      """;
  private static final String TLS_READ =
      """
      \tat org.apache.tomcat.util.net.SecureNioChannel.read(SecureNioChannel.java:641)
      \tat org.apache.tomcat.util.net.NioEndpoint$NioSocketWrapper.fillReadBuffer(NioEndpoint.java:1333)
      """;
  private static final String APR_READ =
      """
      \tat org.apache.tomcat.util.net.AprEndpoint$AprSocketWrapper.fillReadBuffer(AprEndpoint.java:1)
      \tat org.apache.tomcat.util.net.AprEndpoint$AprSocketWrapper.read(AprEndpoint.java:1)
      """;
  private static final String APR_WRITE =
      """
      \tat org.apache.tomcat.util.net.AprEndpoint$AprSocketWrapper.doWriteInternal(AprEndpoint.java:1)
      \tat org.apache.tomcat.util.net.AprEndpoint$AprSocketWrapper.doWrite(AprEndpoint.java:1)
      """;
  private static final String HTTP =
      "\tat org.apache.coyote.http11.Http11Processor.service(Http11Processor.java:270)\n";
  private static final String H2 =
      "\tat org.apache.coyote.http2.Http2UpgradeHandler.upgradeDispatch(X.java:1)\n";
  private static final String AJP = "\tat org.apache.coyote.ajp.AjpProcessor.service(X.java:1)\n";
  private static final String WEBSOCKET =
      """
      \tat org.apache.tomcat.websocket.server.WsFrameServer.onDataAvailable(WsFrameServer.java:72)
      \tat org.apache.tomcat.websocket.server.WsHttpUpgradeHandler.upgradeDispatch(X.java:148)
      \tat org.apache.coyote.http11.upgrade.UpgradeProcessorInternal.dispatch(X.java:54)
      """;
  private static final String WEBSOCKET_SEND =
      """
      \tat org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer.doWrite(X.java:100)
      \tat org.apache.tomcat.websocket.WsRemoteEndpointBasic.sendText(X.java:37)
      \tat com.example.Chat.broadcast(Chat.java:20)
      """;
  private static final String BLOCKING_SEND =
      """
      \tat org.apache.tomcat.websocket.WsRemoteEndpointImplBase.sendMessageBlockInternal(X.java:1)
      \tat org.apache.tomcat.websocket.WsRemoteEndpointImplBase.sendMessageBlock(X.java:1)
      \tat org.apache.tomcat.websocket.WsRemoteEndpointBasic.sendText(X.java:37)
      """;
  private static final String ASYNCHRONOUS_WRITE =
      """
      \tat java.base/sun.nio.ch.SocketDispatcher.writev0(Native Method)
      \tat java.base/sun.nio.ch.UnixAsynchronousSocketChannelImpl.finishWrite(X.java:567)
      \tat java.base/java.lang.Thread.run(Thread.java:840)
      """;
  private static final String APPLICATION =
      """
      \tat com.example.Backend.ask(Backend.java:20)
      \tat com.example.Chat.message(Chat.java:20)
      """;
  private static final String UPLOAD =
      """
      \tat org.apache.coyote.http11.Http11InputBuffer.fill(Http11InputBuffer.java:1)
      \tat org.apache.catalina.connector.InputBuffer.read(InputBuffer.java:1)
      \tat org.apache.catalina.connector.CoyoteInputStream.read(CoyoteInputStream.java:1)
      """;
  private static final String PART =
      "at org.apache.commons.fileupload.MultipartStream$ItemInputStream";
  private static final String REAL_ERROR = "a real error";

  /** One row of the table. */
  record Row(String what, String expected, String trace) {
    @Override
    public String toString() {
      return what + " -> " + expected;
    }
  }

  static List<Row> table() {
    return List.of(
        // ------ what happened, on a connection of ours
        row(
            "reset while reading",
            "RESET/read http/1.1 ORIGIN",
            "java.net.SocketException: Connection reset",
            NIO_READ,
            SERVER_READ,
            HTTP),
        row(
            "reset of an idle WebSocket",
            "RESET/read websocket ORIGIN",
            "java.net.SocketException: Connection reset",
            NIO_READ,
            SERVER_READ,
            WEBSOCKET),
        row(
            "reset of a socket of APR's",
            "RESET/read http/1.1 ORIGIN",
            "java.io.IOException: Unexpected error [104] reading data from the APR/native socket"
                + " [140,355,445,932,192] with wrapper [x:140355445932192].",
            APR_READ,
            HTTP),
        row(
            "broken pipe of a socket of APR's, on Windows, in French",
            "BROKEN_PIPE/write http/1.1 ORIGIN",
            "java.io.IOException: Erreur inattendue [730\u202f053] lors de l'\u00e9criture [1]",
            APR_WRITE,
            HTTP),
        row(
            "Tomcat's timeout of a socket of APR's, in German",
            "STALLED/write http/1.1 ORIGIN",
            "java.io.IOException: Unerwarteter Fehler [120.001] beim Schreiben von Daten [1]",
            APR_WRITE,
            HTTP),
        row(
            "OpenSSL's failure under APR, which may be a malformed record",
            REAL_ERROR,
            "java.io.IOException: Unexpected error [20,014] reading data from the APR/native socket",
            APR_READ,
            HTTP),
        row(
            "a number of APR's that is not known",
            "ABORTED/read http/1.1 ORIGIN",
            "java.io.IOException: Unexpected error [99999999] reading data [104]",
            APR_READ,
            HTTP),
        row(
            "APR's poller",
            "STALLED/read http/1.1 ORIGIN",
            "java.net.SocketTimeoutException",
            "\tat org.apache.tomcat.util.net.AprEndpoint$Poller.maintain(AprEndpoint.java:1)\n"),
        row(
            "a write to a socket that APR's poller has closed",
            "ABORTED/write http/1.1 ORIGIN",
            "java.io.IOException: The socket [139,893,864,337,568] has been closed.",
            "\tat org.apache.tomcat.util.net.AprEndpoint$AprSocketWrapper.checkClosed(X.java:1)\n",
            APR_WRITE,
            HTTP),
        row(
            "broken pipe",
            "BROKEN_PIPE/write http/1.1 ORIGIN",
            "java.io.IOException: Broken pipe",
            NIO_WRITE,
            SERVER_WRITE,
            HTTP),
        row(
            "broken pipe in AJP",
            "BROKEN_PIPE/write ajp ORIGIN",
            "java.io.IOException: Broken pipe",
            NIO_WRITE,
            SERVER_WRITE,
            AJP),
        row(
            "broken pipe in a broadcast, below application code",
            "BROKEN_PIPE/write websocket ORIGIN",
            "java.io.IOException: java.io.IOException: Broken pipe",
            "at org.apache.tomcat.websocket.WsRemoteEndpointImplBase.send",
            APPLICATION,
            "Caused by: java.io.IOException: Broken pipe",
            NIO_WRITE,
            SERVER_WRITE,
            WEBSOCKET_SEND),
        row(
            "broken pipe in a blocking send over NIO2, from a thread of the JDK's",
            "BROKEN_PIPE/write websocket ORIGIN",
            "java.io.IOException: java.io.IOException: Broken pipe",
            BLOCKING_SEND,
            APPLICATION,
            "Caused by: java.io.IOException: Broken pipe",
            ASYNCHRONOUS_WRITE),
        row(
            "the same with a Tomcat of 2021",
            "BROKEN_PIPE/write websocket ORIGIN",
            "java.io.IOException: java.io.IOException: Broken pipe",
            BLOCKING_SEND.replace("Internal", ""),
            APPLICATION,
            "Caused by: java.io.IOException: Broken pipe",
            ASYNCHRONOUS_WRITE),
        row(
            "a broadcast while another session closes",
            "BROKEN_PIPE/write websocket ORIGIN",
            "java.io.IOException: Broken pipe",
            NIO_WRITE,
            SERVER_WRITE,
            WEBSOCKET_SEND,
            "at org.apache.tomcat.websocket.pojo.PojoEndpointBase.onClose",
            "at org.apache.tomcat.websocket.WsSession.fireEndpointOnClose"),
        row(
            "EOF in place of a frame",
            "EOF/read websocket ORIGIN",
            "java.io.EOFException",
            "at org.apache.tomcat.util.net.NioEndpoint$NioSocketWrapper.fillReadBuffer",
            WEBSOCKET),
        row(
            "EOF seen by the frame reader",
            "EOF/read websocket ORIGIN",
            "java.io.EOFException",
            WEBSOCKET),
        row(
            "a body cut short",
            "EOF/read http/1.1 ORIGIN",
            "java.io.EOFException: Unexpected EOF",
            "at org.apache.coyote.http11.Http11InputBuffer.fill",
            "at org.apache.coyote.http11.Http11InputBuffer$SocketInputBuffer.doRead",
            HTTP),
        row(
            "the kernel gave up",
            "TIMED_OUT/read http/1.1 ORIGIN",
            "java.io.IOException: Connection timed out",
            NIO_READ,
            SERVER_READ,
            HTTP),
        row(
            "no route",
            "UNREACHABLE/read http/1.1 ORIGIN",
            "java.io.IOException: No route to host",
            NIO_READ,
            SERVER_READ,
            HTTP),
        row(
            "Tomcat's write timeout",
            "STALLED/write websocket ORIGIN",
            "java.net.SocketTimeoutException",
            SERVER_WRITE,
            WEBSOCKET_SEND),
        row(
            "Tomcat's poller's timeout",
            "STALLED/read http/1.1 ORIGIN",
            "java.net.SocketTimeoutException",
            "at org.apache.tomcat.util.net.NioEndpoint$Poller.timeout"),
        row(
            "a channel that was closed meanwhile",
            "ABORTED/write http/1.1 ORIGIN",
            "java.nio.channels.ClosedChannelException",
            SERVER_WRITE,
            HTTP),
        row(
            "a message in a language that is not known",
            "ABORTED/write http/1.1 ORIGIN",
            "java.io.IOException: Brotin p\u00edpa",
            NIO_WRITE,
            SERVER_WRITE,
            HTTP),
        row(
            "a reset under TLS",
            "RESET/read http/1.1 tls ORIGIN",
            "java.net.SocketException: Connection reset",
            NIO_READ,
            TLS_READ,
            HTTP),
        row(
            "TLS without close_notify",
            "TLS_TRUNCATED/close http/1.1 tls ORIGIN",
            "javax.net.ssl.SSLException: closing inbound before receiving peer's close_notify",
            "at java.base/sun.security.ssl.Alert.createSSLException",
            "at java.base/sun.security.ssl.SSLEngineImpl.closeInbound",
            "at org.apache.tomcat.util.net.SecureNioChannel.close"),
        row(
            "a handshake that the client left",
            "EOF/handshake http/1.1 tls ORIGIN",
            "java.io.EOFException: eof",
            "at org.apache.tomcat.util.net.SecureNioChannel.handshakeUnwrap",
            "at org.apache.tomcat.util.net.SecureNioChannel.handshake"),
        row(
            "the connection under a stream",
            "CONNECTION_CLOSED/write h2 ORIGIN",
            "java.io.IOException: Broken pipe",
            NIO_WRITE,
            SERVER_WRITE,
            H2),
        row(
            "RST_STREAM seen by a reader, without a message (10.1.31)",
            "STREAM_RESET/read h2 ORIGIN",
            "java.io.IOException",
            "at org.apache.coyote.http2.Stream$StandardStreamInputBuffer.receiveReset"),

        // ------ Tomcat's own types, anywhere in the chain
        row(
            "an abort without a cause",
            "ABORTED/write http/1.1 OWNED_TYPE",
            "org.apache.catalina.connector.ClientAbortException",
            "at org.apache.catalina.connector.OutputBuffer.doFlush"),
        row(
            "an abort wrapped twice",
            "RESET/write http/1.1 OWNED_TYPE",
            "jakarta.servlet.ServletException: rendering failed",
            APPLICATION,
            "Caused by: java.io.UncheckedIOException: oops",
            APPLICATION,
            "Caused by: org.apache.catalina.connector.ClientAbortException: x",
            "at org.apache.catalina.connector.OutputBuffer.realWriteBytes",
            "Caused by: java.io.IOException: Connection reset by peer",
            NIO_WRITE,
            SERVER_WRITE,
            HTTP),
        row(
            "a stream that is gone",
            "STREAM_RESET/write h2 OWNED_TYPE",
            "org.apache.coyote.CloseNowException: not writable",
            "at org.apache.coyote.http2.Stream.reserveWindowSize",
            "at org.apache.coyote.http2.Stream$StreamOutputBuffer.flush"),

        // ------ other people's connections, whatever the text
        row(
            "a backend's reset",
            REAL_ERROR,
            "java.net.SocketException: Connection reset",
            "at java.base/sun.nio.ch.NioSocketImpl.implRead",
            "at java.base/java.net.Socket$SocketInputStream.read",
            APPLICATION,
            WEBSOCKET),
        row(
            "a backend's broken pipe through a channel",
            REAL_ERROR,
            "java.io.IOException: Broken pipe",
            NIO_WRITE,
            APPLICATION,
            HTTP),
        row(
            "an application's own IOException",
            REAL_ERROR,
            "java.io.IOException: Broken pipe",
            APPLICATION,
            WEBSOCKET),
        row(
            "a subclass of the application's, wherever it was created",
            REAL_ERROR,
            "com.example.BrokenPipeException: Broken pipe",
            NIO_WRITE,
            SERVER_WRITE,
            HTTP),
        row(
            "a blocking send of Tomcat's WebSocket client",
            REAL_ERROR,
            "java.io.IOException: java.util.concurrent.ExecutionException: broken",
            BLOCKING_SEND,
            APPLICATION,
            "Caused by: java.util.concurrent.ExecutionException: java.io.IOException: Broken pipe",
            "at java.util.concurrent.FutureTask.get",
            "Caused by: java.io.IOException: Broken pipe",
            ASYNCHRONOUS_WRITE),
        row(
            "a blocking send that fails with the application's own socket",
            REAL_ERROR,
            "java.io.IOException: java.io.IOException: Broken pipe",
            BLOCKING_SEND,
            APPLICATION,
            "Caused by: java.io.IOException: Broken pipe",
            NIO_WRITE,
            APPLICATION),
        row(
            "Tomcat's WebSocket client",
            REAL_ERROR,
            "java.io.EOFException",
            "at org.apache.tomcat.websocket.WsFrameClient$WsFrameClientCompletionHandler.completed"),
        row(
            "Tribes",
            REAL_ERROR,
            "java.io.IOException: Broken pipe",
            NIO_WRITE,
            "at org.apache.catalina.tribes.transport.nio.NioSender.write"),
        row(
            "Tomcat's JDBC pool",
            REAL_ERROR,
            "java.net.SocketTimeoutException: timeout",
            "at org.apache.tomcat.jdbc.pool.PooledConnection.connect"),
        row(
            "an OCSP responder's reset during a handshake",
            REAL_ERROR,
            "java.net.SocketException: Connection reset",
            "at java.base/sun.nio.ch.NioSocketImpl.implRead",
            "at java.base/java.net.Socket$SocketInputStream.read",
            "at java.base/sun.security.provider.certpath.OCSP.check",
            "at org.apache.tomcat.util.net.SecureNioChannel.tasks"),
        row("no stack trace", REAL_ERROR, "java.io.IOException: Broken pipe\tat "),

        // ------ our own socket code, but no hang-up
        row(
            "a port that is taken",
            REAL_ERROR,
            "java.net.BindException: Address already in use",
            "at java.base/sun.nio.ch.Net.bind0(Native Method)",
            "at java.base/sun.nio.ch.ServerSocketChannelImpl.bind",
            "at org.apache.tomcat.util.net.NioEndpoint.initServerSocket"),
        row(
            "too many open files",
            REAL_ERROR,
            "java.io.IOException: Too many open files",
            "at java.base/sun.nio.ch.Net.accept(Native Method)",
            "at java.base/sun.nio.ch.ServerSocketChannelImpl.accept",
            "at org.apache.tomcat.util.net.NioEndpoint.serverSocketAccept"),
        row(
            "a key store that cannot be read",
            REAL_ERROR,
            "java.io.IOException: keystore password was incorrect",
            "at org.apache.tomcat.util.net.SSLUtilBase.getStore"),
        row(
            "a refused handshake",
            REAL_ERROR,
            "javax.net.ssl.SSLHandshakeException: no cipher suites in common",
            "at java.base/sun.security.ssl.Alert.createSSLException",
            "at org.apache.tomcat.util.net.SecureNioChannel.handshakeUnwrap"),
        row(
            "a forged TLS record",
            REAL_ERROR,
            "javax.net.ssl.SSLException: Tag mismatch",
            "at java.base/sun.security.ssl.SSLEngineImpl.unwrap",
            TLS_READ,
            HTTP),
        row(
            "plain HTTP on a TLS port",
            REAL_ERROR,
            "java.io.IOException: Found an plain text HTTP request",
            "at org.apache.tomcat.util.net.SecureNioChannel.processSNI"),
        row(
            "a file that sendfile cannot read",
            REAL_ERROR,
            "java.io.IOException: Input/output error",
            "at java.base/sun.nio.ch.FileChannelImpl.transferTo",
            "at org.apache.tomcat.util.net.NioEndpoint$Poller.processSendfile"),
        row(
            "an interrupted thread",
            REAL_ERROR,
            "java.io.IOException: interrupted",
            "at org.apache.tomcat.util.net.NioChannel.checkInterruptStatus",
            SERVER_WRITE),
        row(
            "an interrupted wait for an HTTP/2 window",
            REAL_ERROR,
            "org.apache.catalina.connector.ClientAbortException: x",
            "at org.apache.catalina.connector.OutputBuffer.realWriteBytes",
            "Caused by: java.io.IOException: x",
            "at org.apache.coyote.http2.Stream.reserveWindowSize",
            "Caused by: java.lang.InterruptedException",
            "at java.base/java.lang.Object.wait(Native Method)"),
        row(
            "an interrupted thread, as an abort",
            REAL_ERROR,
            "org.apache.catalina.connector.ClientAbortException: x",
            "at org.apache.catalina.connector.OutputBuffer.realWriteBytes",
            "Caused by: java.io.IOException: interrupted",
            "at org.apache.tomcat.util.net.NioChannel.checkInterruptStatus",
            SERVER_WRITE),
        row(
            "a malformed chunked body, as an abort",
            REAL_ERROR,
            "org.apache.catalina.connector.ClientAbortException: x",
            "at org.apache.catalina.connector.InputBuffer.realReadBytes",
            "Caused by: java.io.IOException: x",
            "at org.apache.coyote.http11.filters.ChunkedInputFilter.doRead"),
        row(
            "a forged TLS record, as an abort",
            REAL_ERROR,
            "org.apache.catalina.connector.ClientAbortException: x",
            "at org.apache.catalina.connector.InputBuffer.realReadBytes",
            "Caused by: javax.net.ssl.SSLException: Tag mismatch",
            "at java.base/sun.security.ssl.SSLEngineImpl.unwrap",
            TLS_READ),
        row(
            "an application's failure, as an abort",
            REAL_ERROR,
            "org.apache.catalina.connector.ClientAbortException: x",
            APPLICATION,
            "Caused by: java.sql.SQLException: connection lost",
            APPLICATION),
        row(
            "a file that cannot be closed",
            REAL_ERROR,
            "java.io.IOException: Input/output error",
            "at java.base/sun.nio.ch.FileDispatcherImpl.close0",
            "at java.base/sun.nio.ch.FileChannelImpl.implCloseChannel",
            "at org.apache.tomcat.util.net.NioEndpoint$NioSocketWrapper.doClose"),
        row(
            "a body larger than maxSwallowSize",
            REAL_ERROR,
            "java.io.IOException: maxSwallowSize",
            "at org.apache.coyote.http11.filters.IdentityInputFilter.end"),
        row(
            "a malformed request",
            REAL_ERROR,
            "org.apache.coyote.BadRequestException: Invalid chunk header",
            "at org.apache.coyote.http11.filters.ChunkedInputFilter.parse"),
        row(
            "an HTTP/2 protocol error",
            REAL_ERROR,
            "org.apache.coyote.http2.ConnectionException: Window size update of 0",
            "at org.apache.coyote.http2.Http2Parser.readWindowUpdateFrame"),
        row(
            "reading from a stream that the application closed",
            REAL_ERROR,
            "java.io.IOException: Stream closed",
            "at org.apache.catalina.connector.InputBuffer.throwIfClosed",
            APPLICATION),
        row(
            "writing to a stream that the application closed",
            REAL_ERROR,
            "org.apache.catalina.connector.ClientAbortException: java.io.IOException: closed",
            "at org.apache.catalina.connector.OutputBuffer.doFlush",
            "Caused by: java.io.IOException: closed",
            "at org.apache.catalina.connector.OutputBuffer.writeBytes",
            "at org.apache.catalina.connector.CoyoteOutputStream.write",
            APPLICATION),
        row(
            "an end of TLS, as an abort",
            "EOF/read http/1.1 tls OWNED_TYPE",
            "org.apache.catalina.connector.ClientAbortException: x",
            "at org.apache.catalina.connector.InputBuffer.realReadBytes",
            "Caused by: java.io.IOException: Unable to unwrap data, invalid status [CLOSED]",
            TLS_READ),
        row(
            "a flood of TLS handshake messages",
            REAL_ERROR,
            "java.io.IOException: Handshake wrap pending",
            TLS_READ,
            WEBSOCKET),
        row(
            "no memory left, below a failed write of NIO2's",
            REAL_ERROR,
            "java.io.IOException: java.lang.OutOfMemoryError: Cannot reserve direct buffer memory",
            "at org.apache.tomcat.util.net.Nio2Endpoint$Nio2SocketWrapper.doWrite",
            APPLICATION,
            "Caused by: java.lang.OutOfMemoryError: Cannot reserve direct buffer memory",
            "at java.base/java.nio.Bits.reserveMemory"),
        row(
            "a NullPointerException after a hang-up",
            REAL_ERROR,
            "java.lang.NullPointerException: Cannot invoke because this.ob is null",
            "at org.apache.catalina.connector.CoyoteOutputStream.write"),

        // ------ suppressed failures
        row(
            "an abort that suppressed another abort",
            "BROKEN_PIPE/write http/1.1 ORIGIN",
            "java.io.IOException: Broken pipe",
            NIO_WRITE,
            SERVER_WRITE,
            suppressed("java.io.IOException: Broken pipe", NIO_WRITE, SERVER_WRITE)),
        row(
            "an abort that suppressed a backend's failure",
            REAL_ERROR,
            "java.io.IOException: Broken pipe",
            NIO_WRITE,
            SERVER_WRITE,
            suppressed("java.sql.SQLException: connection lost", APPLICATION)),
        row(
            "an upload that is cut short, and another parser than Tomcat's that closes its part",
            "EOF/read http/1.1 ORIGIN",
            "java.io.EOFException: Unexpected EOF",
            UPLOAD,
            PART + ".makeAvailable",
            PART + ".read",
            "at com.example.Upload.copy",
            suppressed(
                "org.apache.commons.fileupload.MultipartStream$MalformedStreamException: ended",
                PART + ".makeAvailable",
                PART + ".close",
                "at com.example.Upload.copy")),
        row(
            "the same in a file's close",
            REAL_ERROR,
            "java.io.EOFException: Unexpected EOF",
            UPLOAD,
            PART + ".makeAvailable",
            PART + ".read",
            "at com.example.Upload.copy",
            suppressed(
                "java.io.IOException: No space left on device",
                "at java.base/java.io.FileOutputStream.writeBytes(Native Method)",
                "at java.base/java.io.FilterOutputStream.close",
                "at com.example.Upload.copy")),
        row(
            "a document's end that is missing, in Kotlin",
            "BROKEN_PIPE/write http/1.1 ORIGIN",
            "java.io.IOException: Broken pipe",
            NIO_WRITE,
            SERVER_WRITE,
            HTTP,
            "at org.apache.catalina.connector.CoyoteOutputStream.write",
            "at org.acme.json.Out.write",
            "at com.example.Export.run",
            suppressed(
                "java.lang.IllegalStateException: Nesting problem",
                "at org.acme.json.Nesting.check",
                "at org.acme.json.Out.close",
                "at kotlin.io.CloseableKt.closeFinally",
                "at com.example.Export.run")),
        row(
            "the same of a library that the abort did not come through",
            REAL_ERROR,
            "java.io.IOException: Broken pipe",
            NIO_WRITE,
            SERVER_WRITE,
            HTTP,
            "at org.apache.catalina.connector.CoyoteOutputStream.write",
            "at org.acme.json.Out.write",
            "at com.example.Export.run",
            suppressed(
                "java.lang.IllegalStateException: Nesting problem",
                "at org.acme.store.Out.close",
                "at com.example.Export.run")),
        row(
            "the same in another method's close",
            REAL_ERROR,
            "java.io.IOException: Broken pipe",
            NIO_WRITE,
            SERVER_WRITE,
            HTTP,
            "at org.apache.catalina.connector.CoyoteOutputStream.write",
            "at org.acme.json.Out.write",
            "at com.example.Export.run",
            suppressed(
                "java.lang.IllegalStateException: Nesting problem",
                "at org.acme.json.Out.close",
                "at com.example.Other.run")),
        row(
            "a class of the application's beside the one that the abort came through",
            REAL_ERROR,
            "java.io.IOException: Broken pipe",
            NIO_WRITE,
            SERVER_WRITE,
            HTTP,
            "at org.apache.catalina.connector.CoyoteOutputStream.write",
            "at com.example.io.Out.write",
            "at com.example.Export.run",
            suppressed(
                "java.lang.IllegalStateException: order 17 half booked",
                "at com.example.io.Orders.close",
                "at com.example.Export.run")),
        row(
            "a real error between an application's exception and the abort",
            REAL_ERROR,
            "java.lang.RuntimeException: oops",
            APPLICATION,
            "Caused by: org.springframework.dao.DataAccessResourceFailureException: oops",
            APPLICATION,
            "Caused by: org.apache.catalina.connector.ClientAbortException",
            "at org.apache.catalina.connector.OutputBuffer.doFlush"),
        row(
            "a cause that suppressed a backend's failure",
            REAL_ERROR,
            "java.io.UncheckedIOException: oops",
            APPLICATION,
            "Caused by: java.io.IOException: Broken pipe",
            NIO_WRITE,
            SERVER_WRITE,
            suppressed("java.io.EOFException", APPLICATION)));
  }

  private static Row row(String what, String expected, String... parts) {
    return new Row(what, expected, trace(parts));
  }

  private static String suppressed(String... parts) {
    return "Suppressed: ".concat(trace(parts)).indent(1).replaceAll("(?m)^ ", "\t");
  }

  /** Joins blocks of frames, single frames ("at a.B.c") and headers to the text of a trace. */
  private static String trace(String... parts) {
    StringBuilder trace = new StringBuilder();
    for (String part : parts) {
      if (part.startsWith("at ")) {
        trace.append('\t').append(part).append("(X.java:1)\n");
      } else {
        trace.append(part).append(part.endsWith("\n") ? "" : "\n");
      }
    }
    return trace.toString();
  }

  @ParameterizedTest
  @MethodSource("table")
  void classifies(Row row) {
    Optional<Disconnect> found =
        StackTraceText.parse(row.trace()).flatMap(trace -> new Classifier().classify(trace, null));

    assertThat(found.map(ClassifierTest::describe).orElse(REAL_ERROR)).isEqualTo(row.expected());
  }

  static String describe(Disconnect found) {
    return found.code()
        + " "
        + found.protocol()
        + (found.secure() ? " tls " : " ")
        + found.evidence();
  }
}
