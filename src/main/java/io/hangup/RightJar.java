package io.hangup;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether this jar, and this Java, are the right ones: asked before anything else, by classes that
 * are compiled for Java 8 and load none that is not (see {@code pom.xml}).
 */
final class RightJar {
  private static final int OLDEST_JAVA = 17;

  /** The jar for Tomcat 9 is transformed, and says {@code javax} here. */
  private static final String SERVLET = "jakarta.servlet.Servlet";

  private static final String JAKARTA = "jakarta";
  private static final String JAVAX_ENDING = "-javax.jar";

  private RightJar() {}

  /**
   * Refuses to work where this jar cannot.
   *
   * @throws IllegalStateException if Tomcat or Java is of another line; the message, which is
   *     logged as well, names what belongs here
   */
  static void check() {
    String fault = fault(System.getProperty("java.specification.version"), servletIsThere());
    if (fault != null) {
      Logger.getLogger(RightJar.class.getName()).log(Level.SEVERE, fault);
      throw new IllegalStateException(fault);
    }
  }

  /** What is wrong, and what belongs here; null where nothing is. */
  static @Nullable String fault(@Nullable String java, boolean servletIsThere) {
    if (java != null && feature(java) < OLDEST_JAVA) {
      return "Hangup needs Java 17 or newer, and this is Java ["
          + java
          + "]: have JAVA_HOME or JRE_HOME name a newer one, which this Tomcat runs on as well";
    }
    if (servletIsThere) {
      return null;
    }
    String own = OwnJar.name();
    return "Hangup's jar ["
        + (own == null ? "tomcat-hangup" : own)
        + "] is made for Tomcat "
        + (isForJakarta() ? "10.1 and 11" : "9.0")
        + ", and this Tomcat is of another line: put ["
        + rightName(own)
        + "] in its place";
  }

  private static boolean isForJakarta() {
    return SERVLET.startsWith(JAKARTA);
  }

  private static String rightName(@Nullable String own) {
    if (own == null || !own.endsWith(".jar")) {
      return isForJakarta() ? "tomcat-hangup-VERSION-javax.jar" : "tomcat-hangup-VERSION.jar";
    }
    String stem =
        own.endsWith(JAVAX_ENDING)
            ? own.substring(0, own.length() - JAVAX_ENDING.length())
            : own.substring(0, own.length() - ".jar".length());
    return stem + (isForJakarta() ? JAVAX_ENDING : ".jar");
  }

  /** Of {@code 1.8}, {@code 11}, {@code 17}: the number; the newest where it is none. */
  private static int feature(String java) {
    try {
      return Integer.parseInt(java.startsWith("1.") ? java.substring(2) : java);
    } catch (NumberFormatException e) {
      return OLDEST_JAVA;
    }
  }

  private static boolean servletIsThere() {
    try {
      Class.forName(SERVLET, false, RightJar.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
