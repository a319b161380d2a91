package io.hangup.it;

import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A set-up of {@code conf-examples} with a logging library, in an application or in the server. */
enum LoggingLibrary {
  LOGBACK("logback", "webapps/app/WEB-INF/"),
  LOG4J2("log4j2", "webapps/app/WEB-INF/"),
  LOGBACK_SERVER("logback", "logback/"),
  LOG4J_APPSERVER("log4j2", "log4j/");

  private static final Path LIBRARIES = Path.of("target/libraries");

  private final String adapter;
  private final String folder;

  LoggingLibrary(String adapter, String folder) {
    this.adapter = adapter;
    this.folder = folder;
  }

  /** Puts everything where the example says, the example itself as it stands but for the level. */
  void addTo(TomcatDistribution tomcat) throws IOException {
    String hangup = System.getProperty("hangup.jar");
    copy(Path.of(hangup.replace(".jar", "-" + adapter + ".jar")), tomcat.file(folder + "lib"));
    copyAll(LIBRARIES.resolve(adapter), tomcat.file(folder + "lib"));
    if (this == LOGBACK_SERVER || this == LOG4J_APPSERVER) {
      copyAll(LIBRARIES.resolve("server-" + adapter), tomcat.file(folder + "lib"));
    }
    switch (this) {
      case LOGBACK -> example("logback/logback.xml", tomcat.file(folder + "classes"));
      case LOG4J2 -> example("log4j2/log4j2.xml", tomcat.file(folder + "classes"));
      case LOG4J_APPSERVER -> {
        example("log4j-appserver/setenv.sh", tomcat.file("bin"));
        example("log4j-appserver/log4j2-tomcat.xml", tomcat.file(folder + "conf"));
      }
      case LOGBACK_SERVER -> {
        example("logback-server/setenv.sh", tomcat.file("bin"));
        example("logback-server/logback.xml", tomcat.file(folder + "conf"));
        example("logback-server/logging.properties", tomcat.file("conf"));
        example("logback-server/context.xml", tomcat.file("conf"));
      }
    }
  }

  /** Changes the configuration of an application's own library, as an operator does. */
  void editConfiguration(TomcatDistribution tomcat, UnaryOperator<String> edit) throws IOException {
    Path file = tomcat.file(folder + "classes").resolve(adapter + ".xml");
    Files.writeString(file, edit.apply(Files.readString(file)));
  }

  static void copyAll(Path from, Path folder) throws IOException {
    try (Stream<Path> jars = Files.list(from)) {
      for (Path jar : (Iterable<Path>) jars::iterator) {
        copy(jar, folder);
      }
    }
  }

  static void copy(Path file, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.copy(file, folder.resolve(file.getFileName()));
  }

  private static void example(String name, Path folder) throws IOException {
    UnaryOperator<String> tellingLines =
        text ->
            text.replace(
                    "io.hangup.disconnect\" level=\"INFO", "io.hangup.disconnect\" level=\"DEBUG")
                .replace("io.hangup.disconnect.level = INFO", "io.hangup.disconnect.level = FINE");
    Path example = Path.of("conf-examples", name);
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(example.getFileName()), tellingLines.apply(Files.readString(example)));
  }
}
