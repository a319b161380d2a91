package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;

/**
 * An application closes what it used, after its client hung up: the hang-up is told of in any case,
 * and visible only where something else went wrong.
 */
class SuppressedIT {
  @EachTomcat
  void areHiddenWhereTheyRepeatTheHangUp(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "suppressed-repeated")) {
      AbortsServer.deployed(tomcat).start();
      hangUpOn(tomcat, "archive");

      AbortsServer.awaitLines(tomcat, 1);
      assertThat(AbortsServer.lines(tomcat.consoleSinceStart())).hasSize(1);
      assertThat(records(tomcat)).isEmpty();
    }
  }

  @EachTomcat
  void areShownWhereTheyAreErrors(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "suppressed-errors")) {
      AbortsServer.deployed(tomcat).start();
      hangUpOn(tomcat, "file");

      AbortsServer.awaitLines(tomcat, 1);
      assertThat(AbortsServer.lines(tomcat.consoleSinceStart())).hasSize(1);
      String records = records(tomcat);
      assertThat(AbortsServer.severe(records)).hasSize(1);
      assertThat(records).contains("Suppressed: java.io.IOException: No space left on device");
    }
  }

  @EachTomcat
  void areShownWithout(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "suppressed-without")) {
      AbortsServer.deployed(tomcat)
          .serverXml(xml -> xml.replace(TomcatDistribution.VALVE, ""))
          .start();
      hangUpOn(tomcat, "archive");

      String records = records(tomcat);
      assertThat(AbortsServer.severe(records)).hasSize(1);
      assertThat(records).contains("Suppressed: java.util.zip.ZipException");
    }
  }

  private static void hangUpOn(TomcatDistribution tomcat, String what) throws IOException {
    AbortsServer.resetIn(tomcat, "/closing?how=unchecked&what=" + what);
    AbortsServer.awaitEnded(tomcat, 1);
  }

  /** What the host's log is told, to its end: it is written by a thread of its own. */
  private static String records(TomcatDistribution tomcat) throws IOException {
    tomcat.stop();
    return tomcat.log("localhost.");
  }
}
