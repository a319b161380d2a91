package io.hangup;

import io.hangup.disconnect.Kind;
import io.hangup.internal.logging.ApplicationRecords;
import io.hangup.internal.logging.FrameworkLoggers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of the Valve's attributes. What it cannot take names the attribute, the value
 * and the remedy.
 */
final class AttributeParser {
  private static final Pattern LOGGER_NAME = Pattern.compile("[^\\s.+*]+(\\.[^\\s.+*]+)*");

  private AttributeParser() {}

  /** A number of seconds, 0 or more. */
  static Duration seconds(String attribute, String value) throws LifecycleException {
    return Duration.ofSeconds(number(attribute, value, 0, "a number of seconds"));
  }

  /** A whole number, {@code least} or more. */
  static int number(String attribute, String value, int least) throws LifecycleException {
    return number(attribute, value, least, "a whole number");
  }

  private static int number(String attribute, String value, int least, String what)
      throws LifecycleException {
    try {
      int number = Integer.parseInt(value);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // As one that is too small.
    }
    throw refused(attribute, value, " must be " + what + ", " + least + " or more", null);
  }

  /** Names, separated by commas; none where there is no value. */
  static List<String> list(@Nullable String value) {
    return value == null
        ? List.of()
        : Stream.of(value.split(",", -1)).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }

  /** Names of kinds of disconnects, separated by commas. */
  static Set<Kind> kinds(String attribute, String value) throws LifecycleException {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (String name : list(value)) {
      try {
        kinds.add(Kind.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')));
      } catch (IllegalArgumentException e) {
        String why = ": [" + name + "] is no kind of disconnect; the kinds are ";
        throw refused(attribute, value, why + List.of(Kind.values()), e);
      }
    }
    return kinds;
  }

  /** What becomes of an application's own words. */
  static ApplicationRecords applicationRecords(String attribute, String value)
      throws LifecycleException {
    try {
      return ApplicationRecords.valueOf(value.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw refused(attribute, value, " must be shorten, downgrade or keep", e);
    }
  }

  /**
   * Beginnings of loggers' names, separated by commas: each with a {@code +} joins those that are
   * known, and if none has one, they take their place.
   */
  static FrameworkLoggers frameworkLoggers(String attribute, String value)
      throws LifecycleException {
    List<String> names = list(value);
    List<String> prefixes = new ArrayList<>();
    for (String name : names) {
      if (name.startsWith("+") != names.get(0).startsWith("+")) {
        String why = ": put a + before each name to add them to those that are known, or before";
        throw refused(attribute, value, why + " none to replace those", null);
      }
      String prefix = name.replaceFirst("^\\+\\s*", "").replaceFirst("\\.\\*?$", "");
      if (!LOGGER_NAME.matcher(prefix).matches()) {
        String why = ": [" + name + "] is no beginning of a logger's name, such as +com.acme.lib";
        throw refused(attribute, value, why, null);
      }
      prefixes.add(prefix);
    }
    boolean added = names.isEmpty() || names.get(0).startsWith("+");
    return added ? FrameworkLoggers.KNOWN.and(prefixes) : new FrameworkLoggers(prefixes);
  }

  static LifecycleException refused(
      String attribute, String value, String why, @Nullable Throwable cause) {
    return new LifecycleException(
        "DisconnectValve: attribute " + attribute + "=[" + value + "]" + why, cause);
  }
}
