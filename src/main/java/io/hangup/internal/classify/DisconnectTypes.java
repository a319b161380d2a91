package io.hangup.internal.classify;

import java.util.List;
import java.util.Set;

/** The types that only Tomcat's server side throws when a client has gone. */
final class DisconnectTypes {
  static final String CLIENT_ABORT = "org.apache.catalina.connector.ClientAbortException";
  static final String CLOSE_NOW = "org.apache.coyote.CloseNowException";
  static final String STREAM_EXCEPTION = "org.apache.coyote.http2.StreamException";

  private static final String MULTIPART = "org.apache.tomcat.util.http.fileupload.MultipartStream";

  /**
   * What {@code StreamException.getError()} says of a stream that the client has closed or reset.
   * The others are protocol errors (a malformed request is no hang-up) or Tomcat's own decisions.
   */
  private static final Set<String> GONE = Set.of("STREAM_CLOSED", "CANCEL");

  /** The error with which Tomcat gives up on a stream that is not read from, or not written to. */
  private static final String GAVE_UP = "ENHANCE_YOUR_CALM";

  private DisconnectTypes() {}

  static boolean contains(ThrowableView link) {
    return switch (link.type()) {
      case CLIENT_ABORT, CLOSE_NOW -> true;
      case STREAM_EXCEPTION -> {
        String error = link.http2Error();
        yield error != null && (GONE.contains(error) || gaveUp(link));
      }
      default -> false;
    };
  }

  /** Whether Tomcat's read or write timeout for an HTTP/2 stream made {@code link}. */
  static boolean gaveUp(ThrowableView link) {
    return GAVE_UP.equals(link.http2Error())
        && link.frames().stream()
            .limit(1)
            .anyMatch(frame -> frame.getClassName().startsWith("org.apache.coyote.http2.Stream"));
  }

  /**
   * Whether {@code link} may come of a reset as well: {@code Stream.reserveWindowSize} calls it a
   * timeout whatever woke it up.
   */
  static boolean mayBeWoken(ThrowableView link) {
    return gaveUp(link)
        && link.frames().stream()
            .limit(2)
            .anyMatch(
                frame ->
                    frame.getClassName().equals("org.apache.coyote.http2.Stream")
                        && frame.getMethodName().equals("reserveWindowSize"));
  }

  /**
   * Whether {@code suppressed} only says that nothing can be written any more: Tomcat 11 closes a
   * response when its stream of HTTP/2 ends ({@code OutputBuffer.realWriteBytes}), and what the
   * application closes after that may have something left to write.
   *
   * @param chain what it was suppressed in
   */
  static boolean isWriteAfterEnd(ThrowableView suppressed, List<ThrowableView> chain) {
    return suppressed.type().equals(IoTypes.IO)
        && suppressed.cause() == null
        && suppressed.suppressed().isEmpty()
        && chain.stream().anyMatch(link -> link.type().equals(CLOSE_NOW))
        && suppressed.frames().stream()
            .limit(1)
            .anyMatch(
                frame -> frame.getClassName().equals("org.apache.catalina.connector.OutputBuffer"));
  }

  /**
   * Whether {@code suppressed} only says that a part of an upload could not be read to its end when
   * it was closed: over HTTP/2, a stream that was reset reads as ended from then on.
   */
  static boolean isCloseOfCutUpload(ThrowableView suppressed) {
    return suppressed.type().equals(MULTIPART + "$MalformedStreamException")
        && suppressed.cause() == null
        && suppressed.suppressed().isEmpty()
        && suppressed.frames().stream()
            .limit(2)
            .map(frame -> frame.getClassName() + "." + frame.getMethodName())
            .toList()
            .equals(
                List.of(
                    MULTIPART + "$ItemInputStream.makeAvailable",
                    MULTIPART + "$ItemInputStream.close"));
  }
}
