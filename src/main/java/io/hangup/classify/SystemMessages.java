package io.hangup.classify;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the operating system's and the JDK's words for a failed connection mean. They choose a kind
 * for a failure that is already known to be a disconnect, and are never evidence of one.
 */
final class SystemMessages {
  private static final Map<String, Kind> PHRASES =
      Map.ofEntries(
          Map.entry("connection reset", Kind.RESET),
          Map.entry("broken pipe", Kind.BROKEN_PIPE),
          Map.entry("connection timed out", Kind.TIMED_OUT),
          Map.entry("operation timed out", Kind.TIMED_OUT),
          Map.entry("no route to host", Kind.UNREACHABLE),
          Map.entry("host is unreachable", Kind.UNREACHABLE),
          Map.entry("network is unreachable", Kind.UNREACHABLE),
          // Windows: WSAECONNRESET, WSAECONNABORTED
          Map.entry("forcibly closed by the remote host", Kind.RESET),
          Map.entry("aborted by the software in your host machine", Kind.BROKEN_PIPE),
          // macOS
          Map.entry("socket is not connected", Kind.BROKEN_PIPE));

  private SystemMessages() {}

  /** The kind that {@code message} names; null where it names none. */
  static @Nullable Kind kind(@Nullable String message) {
    if (message == null) {
      return null;
    }
    String text = message.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, Kind> phrase : PHRASES.entrySet()) {
      if (text.contains(phrase.getKey())) {
        return phrase.getValue();
      }
    }
    return null;
  }
}
