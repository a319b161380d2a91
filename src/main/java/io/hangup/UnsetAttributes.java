package io.hangup;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.apache.juli.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a Valve that no setter took: those of registries, values of another type than
 * the setter's, and names that are none.
 */
final class UnsetAttributes {
  private static final String REGISTRY = "registry";
  private static final String OF_REGISTRY = REGISTRY + ".";
  private static final Set<String> NUMBERS =
      Set.of(
          "pingInterval",
          "pingTimeout",
          "stopTimeout",
          "summaryInterval",
          "stormFactor",
          "stormMinimum");

  /** So many letters may be wrong in a name that is taken for another. */
  private static final int TYPING_ERRORS = 3;

  private final Map<String, String> ofRegistries = new LinkedHashMap<>();
  private final Map<String, String> malformed = new LinkedHashMap<>();

  /** Takes an attribute; false if it is none of Hangup's, which is for the caller to say. */
  boolean take(String name, String value) {
    if (NUMBERS.contains(name)) {
      malformed.put(name, value);
      return true;
    }
    if (!name.startsWith(OF_REGISTRY) || name.length() == OF_REGISTRY.length()) {
      return false;
    }
    ofRegistries.put(name.substring(OF_REGISTRY.length()), value);
    return true;
  }

  /** The value of a flag: {@code before} where it is neither, and the Valve will not start. */
  boolean flag(String name, @Nullable String value, boolean before) {
    String flag = value == null ? "" : value.strip();
    if (flag.equalsIgnoreCase("true") || flag.equalsIgnoreCase("false")) {
      malformed.remove(name);
      return flag.equalsIgnoreCase("true");
    }
    malformed.put(name, String.valueOf(value));
    return before;
  }

  /** The number of seconds that {@code attribute} was given. */
  Duration seconds(String attribute, int set) throws LifecycleException {
    return AttributeParser.seconds(
        attribute, malformed.getOrDefault(attribute, Integer.toString(set)));
  }

  /** The number that {@code attribute} was given: {@code least} or more. */
  int number(String attribute, int set, int least) throws LifecycleException {
    return AttributeParser.number(
        attribute, malformed.getOrDefault(attribute, Integer.toString(set)), least);
  }

  /**
   * The properties of {@code registries}.
   *
   * @throws LifecycleException if there are some, and no registry is named
   */
  Map<String, String> ofRegistries(List<String> registries) throws LifecycleException {
    if (registries.isEmpty() && !ofRegistries.isEmpty()) {
      Map.Entry<String, String> first = ofRegistries.entrySet().iterator().next();
      throw AttributeParser.refused(
          OF_REGISTRY + first.getKey(),
          first.getValue(),
          " has no effect without a registry: name the class that has this property, e.g."
              + " registry=\"io.hangup.session.StaticFieldRegistry\"",
          null);
    }
    return ofRegistries;
  }

  /** Refuses flags that are neither true nor false. */
  void checkFlags() throws LifecycleException {
    for (Map.Entry<String, String> each : malformed.entrySet()) {
      if (!NUMBERS.contains(each.getKey())) {
        throw AttributeParser.refused(
            each.getKey(), each.getValue(), " must be true or false", null);
      }
    }
  }

  /** Warns of an attribute that {@code valve} does not have, and says which was meant, perhaps. */
  static void warnOfUnknown(Class<?> valve, String name, String value, Log log) {
    List<String> known = known(valve);
    int dot = name.indexOf('.');
    String meant = dot < 0 ? nearest(name, known) : nearest(name.substring(0, dot), known);
    String remedy =
        meant == null
            ? "the attributes are " + known
            : "did you mean " + meant + (dot < 0 ? "" : name.substring(dot)) + "?";
    log.warn(
        "DisconnectValve: attribute "
            + name
            + "=["
            + value
            + "] is unknown and has no effect: "
            + remedy);
  }

  /** Those that have a setter in the class itself. */
  private static List<String> known(Class<?> valve) {
    List<String> known = new ArrayList<>();
    for (Method method : valve.getDeclaredMethods()) {
      String setter = method.getName();
      boolean isSetter = setter.startsWith("set") && method.getParameterCount() == 1;
      if (isSetter && !setter.equals("setRequestAttributesEnabled")) {
        known.add(setter.substring(3, 4).toLowerCase(Locale.ROOT) + setter.substring(4));
      }
    }
    return known.stream().distinct().sorted().toList();
  }

  private static @Nullable String nearest(String name, List<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(each -> distance(name, each)))
        .filter(each -> distance(name, each) <= Math.min(TYPING_ERRORS, name.length() / 2))
        .orElse(null);
  }

  /** How many letters are to be added, left out or changed (Levenshtein), whatever their case. */
  private static int distance(String one, String other) {
    int[] row = Stream.iterate(0, i -> i + 1).limit(other.length() + 1L).mapToInt(i -> i).toArray();
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        boolean same =
            Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
        int changed = diagonal + (same ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
