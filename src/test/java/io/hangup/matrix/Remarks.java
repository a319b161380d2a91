package io.hangup.matrix;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What some versions of Tomcat say at a hang-up in records without a throwable. Nothing tells whose
 * they are, so they stay, and are no part of a row.
 */
final class Remarks {
  private static final Map<String, Pattern> OF_VERSION =
      Map.of(
          // "Invalid null socket channel while processing poller event", at WARNING.
          "10.1.31",
          Pattern.compile(
              "(?m)^.* org\\.apache\\.tomcat\\.util\\.net\\.NioEndpoint\\$Poller\\.events .*\\R"));

  private Remarks() {}

  /** What is left of {@code console} without them. */
  static String removed(String version, String console) {
    Pattern remark = OF_VERSION.get(version);
    return remark == null ? console : remark.matcher(console).replaceAll("");
  }
}
