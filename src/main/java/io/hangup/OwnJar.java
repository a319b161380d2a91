package io.hangup;

import java.security.CodeSource;
import org.apache.catalina.Context;
import org.apache.tomcat.JarScanType;
import org.apache.tomcat.JarScanner;
import org.apache.tomcat.util.scan.StandardJarScanFilter;
import org.jspecify.annotations.Nullable;

/**
 * The jar that this class is in. Tomcat has each web application look at every class of each jar in
 * {@code lib/} that {@code jarsToSkip} does not name, and there is nothing for it in this one.
 */
final class OwnJar {
  private static final String ENDING = ".jar";

  private static final @Nullable String NAME = name(OwnJar.class);

  private OwnJar() {}

  /** The name of the jar's file; null where these classes are in none. */
  static @Nullable String name() {
    return NAME;
  }

  /** Takes this jar out of what {@code context}, which is about to start, scans. */
  static void leaveUnscanned(Context context) {
    JarScanner scanner = context.getJarScanner();
    if (NAME != null
        && scanner != null
        && scanner.getJarScanFilter() instanceof StandardJarScanFilter filter) {
      leaveUnscanned(filter, NAME);
    }
  }

  /** Who asks for it by name, as one to scan, still gets it: Tomcat asks for those first. */
  static void leaveUnscanned(StandardJarScanFilter filter, String name) {
    if (filter.check(JarScanType.PLUGGABILITY, name)) {
      filter.setPluggabilitySkip(with(name, filter.getPluggabilitySkip()));
    }
    if (filter.check(JarScanType.TLD, name)) {
      filter.setTldSkip(with(name, filter.getTldSkip()));
    }
  }

  private static String with(String name, @Nullable String others) {
    if (others == null || others.isBlank()) {
      return name;
    }
    return others.endsWith("," + name) || others.equals(name) ? others : others + "," + name;
  }

  /** The file's name as Tomcat's scanner reads it off the URL; null where there is no jar. */
  private static @Nullable String name(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    String path =
        source == null || source.getLocation() == null ? "" : source.getLocation().getPath();
    int end = path.lastIndexOf(ENDING);
    return end < 0 ? null : path.substring(path.lastIndexOf('/', end) + 1, end + ENDING.length());
  }
}
