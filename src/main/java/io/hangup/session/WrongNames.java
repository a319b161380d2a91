package io.hangup.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.juli.logging.Log;

/**
 * What the attributes of a registry name that web applications do not have, until that is said:
 * once for each name and reason, with all the applications that started together.
 */
final class WrongNames {
  private final Map<String, Set<String>> applications = new LinkedHashMap<>();

  /** Notes that what {@code name} names cannot be used in an application, and why. */
  synchronized void add(String name, String why, String contextPath) {
    applications
        .computeIfAbsent("[" + name + "] " + why, same -> new TreeSet<>())
        .add(contextPath.isEmpty() ? "/" : contextPath);
  }

  /** Says what has been noted since the last time. */
  synchronized void report(String registry, Log log) {
    applications.forEach(
        (wrong, where) ->
            log.warn("Registry [" + registry + "] finds nothing in " + where + ": " + wrong));
    applications.clear();
  }
}
