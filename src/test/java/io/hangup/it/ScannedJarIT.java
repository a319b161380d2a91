package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Web applications start without a look at each of our classes, unless somebody asks for that. */
class ScannedJarIT {
  private static final String FILTER =
      "<JarScanner><JarScanFilter pluggabilitySkip=\"%s\" pluggabilityScan=\"%s\"/></JarScanner>";

  @EachTomcat
  void ourJarIsNotScanned(String version) throws IOException {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "unscanned")) {
      deploy(tomcat, "/plain");
      deploy(tomcat, "/own").contextXml("/own", FILTER.formatted("other.jar", ""));
      deploy(tomcat, "/asked").contextXml("/asked", FILTER.formatted("", "tomcat-hangup-*.jar"));
      assertThat(seen(tomcat.start()))
          .contains("seen of /plain: []", "seen of /own: []")
          .contains("seen of /asked: [DisconnectFilter]");
    }
  }

  @EachTomcat
  void itIsWhereNoValveSaysSo(String version) throws IOException {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "scanned")) {
      deploy(tomcat.withoutValve(), "/plain");
      deploy(tomcat, "/valve").contextXml("/valve", TomcatDistribution.VALVE);
      assertThat(seen(tomcat.start()))
          .contains("seen of /plain: [DisconnectFilter]", "seen of /valve: []");
    }
  }

  private static TomcatDistribution deploy(TomcatDistribution tomcat, String path)
      throws IOException {
    byte[] name = "io.hangup.it.scan.Seeing".getBytes(StandardCharsets.UTF_8);
    for (String namespace : List.of("jakarta", "javax")) {
      String service = namespace + ".servlet.ServletContainerInitializer";
      tomcat.webappFile(path, "WEB-INF/classes/META-INF/services/" + service, name);
    }
    return tomcat.deploy(path, "io/hangup/it/scan");
  }

  private static List<String> seen(TomcatDistribution tomcat) {
    return tomcat.console().lines().filter(line -> line.startsWith("seen of ")).toList();
  }
}
