package io.hangup.internal.request;

import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Kind;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.report.Reporter;
import io.hangup.internal.tomcat.TomcatInternals;
import io.hangup.internal.tomcat.TomcatMember;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.connector.Request;
import org.apache.coyote.Constants;
import org.apache.tomcat.util.net.SendfileDataBase;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Looks after files that Tomcat sends by itself: after the access log was called, or with HTTP/2
 * both before and after. It logs a failure only at DEBUG: what is left of it is a closed socket
 * with a file half sent.
 */
final class SendfileTransfers {
  /** By Tomcat's own note of what is left to send, of which each response has one. */
  private final Map<Object, SendfileResponse> sendings = new ConcurrentHashMap<>();

  private final Classifier classifier;
  private final Reporter reporter;

  SendfileTransfers(Classifier classifier, Reporter reporter) {
    this.classifier = classifier;
    this.reporter = reporter;
  }

  /** Looks after {@code request} if its response is a file that Tomcat is about to send. */
  void watch(Request request) {
    if (!isSending(request)) {
      return;
    }
    org.apache.coyote.Request coyote = request.getCoyoteRequest();
    Object processor = TomcatInternals.processor(coyote);
    Object http1File = TomcatMember.FILE_OF_HTTP1.read(processor);
    Object file = http1File != null ? http1File : TomcatMember.FILE_OF_STREAM.read(processor);
    SocketWrapperBase<?> socket = TomcatInternals.socket(coyote);
    if (file != null && socket != null) {
      // Each of several Valves may ask for it.
      sendings.computeIfAbsent(file, added -> new SendfileResponse(request, socket, file));
    }
  }

  /** Whether Tomcat is to send a file by itself in answer to {@code request}. */
  static boolean isSending(Request request) {
    return request.getCoyoteRequest().getAttribute(Constants.SENDFILE_FILENAME_ATTR) != null;
  }

  /** Reports what was cut off; forgets that and what was sent. */
  void check() {
    sendings.entrySet().removeIf(sending -> isOver(sending.getKey(), sending.getValue()));
  }

  private boolean isOver(Object file, SendfileResponse connection) {
    // Before what is left, which Tomcat counts before it closes.
    boolean closed = connection.isClosed();
    long left = left(file);
    if (closed && left > 0 && connection.canSendAll()) {
      Disconnect found = connection.explain(classifier);
      if (found != null || !connection.isClosedByServer()) {
        reporter.report(found == null ? unexplained(connection) : found, connection);
      }
    }
    return closed || left <= 0;
  }

  /** How many bytes Tomcat has not begun to write; 0 if not known. */
  private static long left(Object file) {
    if (file instanceof SendfileDataBase http1) {
      return http1.length;
    }
    return TomcatMember.FILE_LEFT.read(file) instanceof Long http2 ? http2 : 0;
  }

  private static Disconnect unexplained(SendfileResponse connection) {
    return Classifier.withoutThrowable(connection, Kind.ABORTED, "a file was not sent to its end");
  }
}
