package io.hangup.internal.classify;

import io.hangup.disconnect.Kind;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The numbers by which Tomcat names what a socket of APR failed with, in every language (the keys
 * {@code socket.apr.*} of its messages): {@code apr_status_t}, which is the system's own {@code
 * errno} or, on Windows, 720,000 more than its error code.
 */
final class AprStatus {
  private static final String SOCKET = "org.apache.tomcat.util.net.AprEndpoint$AprSocketWrapper";

  private static final Map<Integer, Kind> KINDS =
      Map.ofEntries(
          // Linux; then macOS and the BSDs, whose numbers mean nothing of a socket there; Windows.
          Map.entry(104, Kind.RESET),
          Map.entry(54, Kind.RESET),
          Map.entry(730_054, Kind.RESET),
          Map.entry(32, Kind.BROKEN_PIPE),
          Map.entry(730_053, Kind.BROKEN_PIPE),
          Map.entry(110, Kind.TIMED_OUT),
          Map.entry(60, Kind.TIMED_OUT),
          Map.entry(730_060, Kind.TIMED_OUT),
          Map.entry(101, Kind.UNREACHABLE),
          Map.entry(113, Kind.UNREACHABLE),
          Map.entry(51, Kind.UNREACHABLE),
          Map.entry(65, Kind.UNREACHABLE),
          Map.entry(730_051, Kind.UNREACHABLE),
          Map.entry(730_065, Kind.UNREACHABLE),
          // Tomcat Native's own TIMEUP and ETIMEDOUT, and APR's EOF.
          Map.entry(120_001, Kind.STALLED),
          Map.entry(120_005, Kind.TIMED_OUT),
          Map.entry(70_014, Kind.EOF));

  /**
   * APR's EGENERAL: what Tomcat Native makes of an {@code SSL_ERROR_SSL}, be it a stream without
   * {@code close_notify} or a malformed record.
   */
  private static final int GENERAL = 20_014;

  /** The first number in brackets, with the separators of its language. */
  private static final Pattern STATUS = Pattern.compile("\\[(\\d[^\\]]{0,7})\\]");

  private AprStatus() {}

  /** Whether a socket of APR's made {@code link}. */
  static boolean made(ThrowableView link) {
    return link.type().equals(IoTypes.IO) && link.isCreatedIn(SOCKET);
  }

  /** Whether the number in {@code message} may mean a failure that is no hang-up. */
  static boolean isAmbiguous(@Nullable String message) {
    return status(message) == GENERAL;
  }

  /** The kind that the number in {@code message} means; null if it means none. */
  static @Nullable Kind kind(@Nullable String message) {
    return KINDS.get(status(message));
  }

  private static int status(@Nullable String message) {
    Matcher status = STATUS.matcher(message == null ? "" : message);
    return status.find() ? Integer.parseInt(status.group(1).replaceAll("\\D", "")) : 0;
  }
}
