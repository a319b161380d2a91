package io.hangup.it;

/** Whose a record of a Spring Boot application is: what {@code BootApplication.records} returns. */
final class BootRecord {
  private BootRecord() {}

  /** Whether it is one of Hangup's lines. */
  static boolean isLine(String record) {
    return record.startsWith("DEBUG io.hangup.disconnect : ");
  }

  /**
   * Whether it is Tomcat's, but for one: that it found a request which the application still held
   * tells of no client, though it takes a hang-up to get there.
   */
  static boolean isTomcats(String record) {
    return record.matches("(?s)[A-Z]+ org\\.apache\\..*")
        && !record.contains("CoyoteAdapter$RecycleRequiredException");
  }

  /** Whether it is Spring's, and tells of something. */
  static boolean isSprings(String record) {
    return record.matches("(?s)(WARN|ERROR) org\\.springframework\\..*");
  }

  /** Whether it is loud, and has a throwable: without one, nothing says whose failure it is. */
  static boolean isFailure(String record) {
    return record.matches("(?s)(INFO|WARN|ERROR|FATAL) .*")
        && record.contains("\n\tat ")
        && !record.contains("CoyoteAdapter$RecycleRequiredException");
  }
}
