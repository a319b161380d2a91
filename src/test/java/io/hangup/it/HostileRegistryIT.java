package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.Connector;
import io.hangup.fixture.Patience;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.TomcatDistribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A registry's misdeeds hold up no request, no other registry, no reload and no stop. */
@Isolated("It measures how long things take.")
class HostileRegistryIT {
  private static final int SESSIONS = 10;
  private static final int STOP_TIMEOUT = 2;
  private static final Duration SOON = Duration.ofSeconds(2);

  @ParameterizedTest
  @EnumSource
  void hurtsNobodyElse(HostileRegistry.Misdeed misdeed) throws Exception {
    String version = TomcatDistribution.newest();
    String attributes = "stopTimeout=\"" + STOP_TIMEOUT + "\" registry.misdeed=\"" + misdeed + "\"";
    try (LiveServer server = new LiveServer(version, "hostile-" + misdeed, attributes)) {
      server.registries(HostileRegistry.class, FileRegistry.class);
      server.tomcat().deploy("/control", "io/hangup/it/control");
      server.start();
      List<RudeClient> clients = open(server);

      clients.get(0).reset();
      clients.get(1).reset();
      boolean closes = misdeed == HostileRegistry.Misdeed.CLOSES_THE_OTHERS;
      int ended = closes ? SESSIONS : 2;
      server.awaitDropped(dropped -> dropped.size() == ended, Patience.promised(SOON));
      assertThat(server.kept()).hasSize(SESSIONS - ended);

      assertThat(hangup(server, "registryLate")).isZero();
      switch (misdeed) {
        case THROWS -> assertThat(hangup(server, "registryFailures")).isEqualTo(2);
        case BLOCKS_FOR_EVER -> assertThat(hangup(server, "registryQueue")).isEqualTo(1);
        default -> assertThat(hangup(server, "registryQueue")).isZero();
      }

      long millis = Long.parseLong(server.tomcat().get("/control/control/reload"));
      assertThat(Duration.ofMillis(millis))
          .as("a reload")
          .isLessThan(Patience.promised(Duration.ofMillis(STOP_TIMEOUT * 1000 + 1500)));
      server.awaitDropped(dropped -> dropped.size() == SESSIONS, Patience.promised(SOON));
      clients = open(server);
      long before = System.nanoTime();
      server.tomcat().stop();
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .as("a stop")
          .isLessThan(Patience.promised(Duration.ofSeconds(2 * STOP_TIMEOUT + 3)));
      assertThat(server.dropped()).hasSize(2 * SESSIONS);
      for (RudeClient client : clients) {
        client.close();
      }
    }
  }

  private static long hangup(LiveServer server, String attribute) throws Exception {
    return Long.parseLong(server.tomcat().get("/control/control/hangup?" + attribute));
  }

  private static List<RudeClient> open(LiveServer server) throws Exception {
    List<RudeClient> clients = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      clients.add(
          RudeClient.webSocket(
              Connector.NIO.connect(server.tomcat()), LiveServer.CONTEXT + "/ws/n" + i));
    }
    return clients;
  }
}
