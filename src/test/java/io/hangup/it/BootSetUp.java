package io.hangup.it;

import io.hangup.fixture.BootApplication;
import java.nio.file.Path;

/** Properties that a Spring Boot application is set up with, and what it says of them. */
final class BootSetUp {
  static final String DISABLED = "hangup.enabled=false";
  static final String LEVEL = "logging.level.io.hangup.disconnect=DEBUG";

  /** A configuration class of {@code conf-examples}, with the Valve as a bean. */
  static final String BEAN = "spring.main.sources=com.example.HangupConfiguration";

  static final String EXAMPLE =
      "spring.config.additional-location=" + example("application.properties");

  private BootSetUp() {}

  /** Has the library's configuration be the example of that name. */
  static String logging(String example) {
    return "logging.config=" + example(example);
  }

  /** How many Valves have started. */
  static long valves(BootApplication app) {
    return app.console()
        .lines()
        .filter(line -> line.contains("Valve of [StandardEngine[Tomcat]] started"))
        .count();
  }

  private static String example(String name) {
    return Path.of("conf-examples/spring-boot", name).toUri().toString();
  }
}
