package io.hangup;

import io.hangup.classify.Classifier;
import io.hangup.classify.Disconnect;
import io.hangup.classify.Kind;
import io.hangup.internals.Internal;
import io.hangup.internals.TomcatInternals;
import io.hangup.report.Reporter;
import java.io.File;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.connector.Request;
import org.apache.coyote.Constants;
import org.apache.tomcat.util.net.SendfileDataBase;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Looks after files that the poller sends. Tomcat starts with one after the access log was called,
 * and logs a failure only at DEBUG: what is left of it is a closed socket with a file half sent.
 */
final class SendfileWatch {
  private static final String UNSENT = "a file was not sent to its end";

  /**
   * By what sends them. A socket, or a stream of HTTP/2, sends one file at a time: the one before
   * is through, and a request of which several Valves tell is one.
   */
  private final Map<Object, Sending> sendings = new ConcurrentHashMap<>();

  private final Classifier classifier;
  private final Reporter reporter;

  /**
   * @param started in which round it was added: Tomcat starts to send a little later
   */
  private record Sending(
      SocketWrapperBase<?> socket,
      LastingConnection connection,
      @Nullable Object http2File,
      long started) {}

  private volatile long round;

  SendfileWatch(Classifier classifier, Reporter reporter) {
    this.classifier = classifier;
    this.reporter = reporter;
  }

  /** Looks after {@code request} if its response is a file that Tomcat is about to send. */
  void watch(Request request) {
    org.apache.coyote.Request coyote = request.getCoyoteRequest();
    if (coyote.getAttribute(Constants.SENDFILE_FILENAME_ATTR) == null) {
      return;
    }
    SocketWrapperBase<?> socket = TomcatInternals.socket(coyote);
    if (socket != null) {
      LastingConnection connection = LastingConnection.ofFile(request, socket);
      Http2Stream stream = connection.stream();
      Object file = Internal.FILE_OF_STREAM.of(Internal.PROCESSOR.of(coyote));
      sendings.put(stream == null ? socket : stream, new Sending(socket, connection, file, round));
    }
  }

  /** Reports what was cut off; forgets that and what was sent. */
  synchronized void check() {
    round++;
    sendings.values().removeIf(this::isOver);
  }

  private boolean isOver(Sending sending) {
    if (round - sending.started < 2) {
      return false;
    }
    Http2Stream stream = sending.connection.stream();
    return stream == null ? isOver(sending, sending.socket) : isOver(sending, stream);
  }

  private boolean isOver(Sending sending, SocketWrapperBase<?> socket) {
    SendfileDataBase file = file(socket);
    if (file != null && !socket.isClosed()) {
      return false;
    }
    if (file != null && file.length > 0 && new File(file.fileName).length() > file.pos) {
      reporter.report(disconnect(sending), sending.connection);
    }
    return true;
  }

  /**
   * A stream is another thing than its connection's socket, and may be reset alone. Its state says
   * that it was sent to its end as soon as Tomcat has begun to send the file.
   */
  private boolean isOver(Sending sending, Http2Stream stream) {
    if (stream.isOpen()) {
      return false;
    }
    if (isLeft(sending.http2File)) {
      Kind end = stream.end();
      reporter.report(
          Classifier.withoutThrowable(
              sending.connection, end == null ? Kind.CONNECTION_CLOSED : end, UNSENT),
          sending.connection);
    }
    return true;
  }

  private static boolean isLeft(@Nullable Object http2File) {
    return Internal.FILE_LEFT.of(http2File) instanceof Long left && left > 0;
  }

  private Disconnect disconnect(Sending sending) {
    Throwable failure = TomcatInternals.error(sending.socket);
    Disconnect found =
        failure == null ? null : classifier.classify(failure, sending.connection).orElse(null);
    return found != null
        ? found
        : Classifier.withoutThrowable(sending.connection, Kind.ABORTED, UNSENT);
  }

  private static @Nullable SendfileDataBase file(SocketWrapperBase<?> socket) {
    Object nio = Internal.FILE_OF_NIO.of(socket);
    return (nio != null ? nio : Internal.FILE_OF_NIO2.of(socket)) instanceof SendfileDataBase file
        ? file
        : null;
  }
}
