package io.hangup.internal.findings;

import io.hangup.internal.scan.Bucket;
import io.hangup.internal.scan.Format;
import java.util.ArrayList;
import java.util.List;

/** What to do about what was found. */
final class Advice {
  private Advice() {}

  static List<String> of(Findings findings) {
    List<String> advice = new ArrayList<>();
    if (findings.of(Bucket.HANG_UP).records() == 0) {
      return advice;
    }
    boolean library = false;
    boolean container = false;
    for (Format each : findings.formats().keySet()) {
      library |= each.source() == Format.Source.LIBRARY;
      container |= each.source() != Format.Source.LIBRARY;
    }
    if (container || library) {
      advice.add(
          "Put tomcat-hangup-VERSION.jar into Tomcat's lib, and this into conf/server.xml, in the"
              + " <Engine>: <Valve className=\"io.hangup.DisconnectValve\"/>");
    }
    if (library) {
      advice.add(
          "Some of these records came through Logback or Log4j 2: add"
              + " tomcat-hangup-VERSION-logback.jar or tomcat-hangup-VERSION-log4j2.jar beside the"
              + " library's own, and its filter to the library's configuration. In Spring Boot, the"
              + " dependency io.hangup:hangup-spring-boot-starter does all of it.");
    }
    return advice;
  }
}
