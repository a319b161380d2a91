package io.hangup;

import io.hangup.classify.Classifier;
import io.hangup.classify.Disconnect;
import io.hangup.classify.Kind;
import io.hangup.internals.TomcatInternals;
import io.hangup.report.Reporter;
import java.io.File;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
  private final Queue<Sending> sendings = new ConcurrentLinkedQueue<>();
  private final Classifier classifier;
  private final Reporter reporter;

  /**
   * @param started in which round it was added: Tomcat starts to send a little later
   */
  private record Sending(SocketWrapperBase<?> socket, LastingConnection connection, long started) {}

  private long round;

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
      sendings.add(new Sending(socket, LastingConnection.ofFile(request, socket), round));
    }
  }

  /** Reports what was cut off; forgets that and what was sent. One thread at a time calls it. */
  void check() {
    round++;
    sendings.removeIf(this::isOver);
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

  /** A stream is another thing than its connection's socket, and may be reset alone. */
  private boolean isOver(Sending sending, Http2Stream stream) {
    Kind end = stream.end();
    if (end != null) {
      reporter.report(
          Classifier.withoutThrowable(sending.connection, end, "the stream was reset"),
          sending.connection);
    }
    return !stream.isOpen();
  }

  private Disconnect disconnect(Sending sending) {
    Throwable failure = sending.socket.getError();
    Disconnect found =
        failure == null ? null : classifier.classify(failure, sending.connection).orElse(null);
    return found != null
        ? found
        : Classifier.withoutThrowable(
            sending.connection, Kind.ABORTED, "a file was not sent to its end");
  }

  private static @Nullable SendfileDataBase file(SocketWrapperBase<?> socket) {
    return TomcatInternals.call(socket.getClass(), socket, "getSendfileData")
            instanceof SendfileDataBase file
        ? file
        : null;
  }
}
