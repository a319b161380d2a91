package io.hangup.gate;

import java.util.List;

/** Tells who speaks in a log record: by its logger, and by the code that logs it. */
final class Speakers {
  private static final List<String> CONTAINER =
      List.of("org.apache.catalina.", "org.apache.coyote.", "org.apache.tomcat.");

  private Speakers() {}

  static Speaker of(Occasion occasion) {
    String logger = occasion.logger();
    if (logger == null || CONTAINER.stream().noneMatch(logger::startsWith)) {
      return Speaker.APPLICATION;
    }
    return Speaker.CONNECTION;
  }
}
