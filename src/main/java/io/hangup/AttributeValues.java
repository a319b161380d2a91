package io.hangup;

import io.hangup.classify.Kind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.catalina.LifecycleException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of the Valve's attributes. What it cannot take names the attribute, the value
 * and the remedy.
 */
final class AttributeValues {
  private AttributeValues() {}

  /** A number of seconds, 0 or more. */
  static Duration seconds(String attribute, String value) throws LifecycleException {
    int seconds;
    try {
      seconds = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw noSeconds(attribute, value);
    }
    if (seconds < 0) {
      throw noSeconds(attribute, value);
    }
    return Duration.ofSeconds(seconds);
  }

  private static LifecycleException noSeconds(String attribute, String value) {
    return refused(attribute, value, " must be a number of seconds, 0 or more", null);
  }

  /** Names of kinds of disconnects, separated by commas. */
  static Set<Kind> kinds(String attribute, String value) throws LifecycleException {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (String part : value.split(",", -1)) {
      String name = part.strip();
      try {
        if (!name.isEmpty()) {
          kinds.add(Kind.valueOf(name));
        }
      } catch (IllegalArgumentException e) {
        String why = ": [" + name + "] is no kind of disconnect; the kinds are ";
        throw refused(attribute, value, why + List.of(Kind.values()), e);
      }
    }
    return kinds;
  }

  static LifecycleException refused(
      String attribute, String value, String why, @Nullable Throwable cause) {
    return new LifecycleException(
        "DisconnectValve: attribute " + attribute + "=[" + value + "]" + why, cause);
  }
}
