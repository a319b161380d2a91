package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.TomcatDistribution;

/** Whether the application was only told of a hang-up, or caught it in work of its own. */
class WordsIT {
  /** Downgraded whole: it was only told. Nothing of what it said is lost. */
  @EachTomcat
  void whatItSaysInTheContainersCallbacksIsInTheLine(String version) throws Exception {
    try (TomcatDistribution tomcat = started(version, "words-told", TomcatDistribution.VALVE)) {
      RudeClient.webSocket(tomcat.port(), "/app/told").reset();
      awaitText(tomcat, "message [Told by the container]");
      RudeClient.webSocket(tomcat.port(), "/app/told").send("handler").reset();
      awaitText(tomcat, "message [Told by the send handler]");
      AbortsServer.resetIn(tomcat, "/listener");
      awaitText(tomcat, "message [Told by the write listener]");
      awaitText(tomcat, "message [Told by the asynchronous listener]");

      assertThat(AbortsServer.severe(tomcat.consoleSinceStart())).isEmpty();
      assertThat(tomcat.consoleSinceStart()).doesNotContain("\tat ");
    }
  }

  @EachTomcat
  void whatItSaysOfItsOwnWorkStays(String version) throws Exception {
    try (TomcatDistribution tomcat = started(version, "words-own", TomcatDistribution.VALVE)) {
      RudeClient client = RudeClient.webSocket(tomcat.port(), "/app/told").send("payment");
      client.reset();
      AbortsServer.awaitLines(tomcat, 1);

      assertThat(AbortsServer.severe(tomcat.consoleSinceStart()))
          .singleElement()
          .asString()
          .matches(
              ".* io.hangup.it.words.ToldEndpoint.pay Payment 42 could not be rolled back"
                  + " \\[client gone: [A-Z_]+/[a-z]+]");
      assertThat(tomcat.consoleSinceStart()).doesNotContain("\tat ");
    }
  }

  @EachTomcat
  void allOfItIsNoisyWithout(String version) throws Exception {
    try (TomcatDistribution tomcat = started(version, "words-without", "")) {
      RudeClient.webSocket(tomcat.port(), "/app/told").reset();
      awaitText(tomcat, " Told by the container");
      RudeClient.webSocket(tomcat.port(), "/app/told").send("payment").reset();
      awaitText(tomcat, "\tat io.hangup.it.words.ToldEndpoint.pay(");
      AbortsServer.resetIn(tomcat, "/listener");
      awaitText(tomcat, " Told by the write listener");
    }
  }

  private static TomcatDistribution started(String version, String name, String valve)
      throws Exception {
    TomcatDistribution tomcat = new TomcatDistribution(version, name).valve(valve);
    tomcat.deploy(AbortsServer.CONTEXT, "io/hangup/it/words");
    return tomcat.logging("io.hangup.disconnect.level = FINE").start();
  }

  private static void awaitText(TomcatDistribution tomcat, String text) {
    await().atMost(AbortsServer.PATIENCE).until(() -> tomcat.consoleSinceStart().contains(text));
  }
}
