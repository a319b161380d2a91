package io.hangup.internal.scan;

import io.hangup.internal.logging.ContainerNames;
import io.hangup.internal.logging.FrameworkLoggers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose words a record's message is, by the logger: as a running Valve tells them, as far as a name
 * can show it that may be abbreviated ({@code o.a.c.c.C}).
 */
final class Voices {
  private static final String SERVLET_CONTEXT = "org.apache.catalina.core.ApplicationContext";

  private static final List<String[]> DISPATCHERS =
      Stream.concat(
              ContainerNames.prefixes().stream().map(name -> name.replaceFirst("\\.$", "")),
              FrameworkLoggers.KNOWN.prefixes().stream())
          .map(name -> name.split("\\.", -1))
          .toList();

  private Voices() {}

  /**
   * Whether an application says something of its own.
   *
   * @param texts what its throwables say: to repeat that is to say nothing
   */
  static boolean areOwn(@Nullable String logger, @Nullable String message, List<String> texts) {
    if (message == null || message.isBlank() || logger == null || isDispatcher(logger)) {
      return false;
    }
    String words = message.strip();
    return texts.stream().noneMatch(text -> words.equals(text) || words.equals(messageOf(text)));
  }

  private static String messageOf(String text) {
    int colon = text.indexOf(": ");
    return colon < 0 ? text : text.substring(colon + 2);
  }

  /** Whether the container, or a framework, logs there that what it dispatched has failed. */
  static boolean isDispatcher(String logger) {
    if (logger.equals(SERVLET_CONTEXT)) {
      return false;
    }
    String[] parts = logger.split("\\.", -1);
    return DISPATCHERS.stream().anyMatch(prefix -> isWithin(parts, prefix));
  }

  private static boolean isWithin(String[] parts, String[] prefix) {
    return parts.length > prefix.length
        && Arrays.equals(Arrays.copyOf(parts, prefix.length), prefix, Voices::compareAbbreviated);
  }

  /** Equal where the one is a beginning of the other. */
  private static int compareAbbreviated(String part, String whole) {
    return !part.isEmpty() && whole.startsWith(part) ? 0 : 1;
  }

  /** Whether {@code logger}, maybe abbreviated, is the class {@code type}, or one within it. */
  static boolean isClass(String logger, String type) {
    String outer = type.indexOf('$') < 0 ? type : type.substring(0, type.indexOf('$'));
    String[] parts = logger.split("\\.", -1);
    String[] whole = outer.split("\\.", -1);
    return parts.length == whole.length
        && parts[parts.length - 1].equals(whole[whole.length - 1])
        && Arrays.equals(parts, whole, Voices::compareAbbreviated);
  }
}
