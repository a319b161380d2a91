package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.Connector;
import io.hangup.fixture.Http1Client;
import io.hangup.fixture.Http2Client;
import io.hangup.fixture.Http2ErrorCode;
import io.hangup.fixture.Http2Frame;
import io.hangup.fixture.Http2Frame.Flag;
import io.hangup.fixture.Http2Frame.Kind;
import io.hangup.fixture.Http2HeaderBlock;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What this server ended is no hang-up: what the application says of it stays as it is, with its
 * stack trace, and nothing is told. The same failure after the client ended it is one.
 */
class WhoClosedIT {
  private static final String ABORT = AbortsServer.CONTEXT + "/abort?how=jul";

  /** More than Tomcat lets a client send that asks for nothing with it. */
  private static final int MANY_FRAMES = 200;

  /** Of header fields, without an end. */
  private static final int MUCH = 16_000;

  private static final String CONTROL = "<Connector port=\"0\" address=\"127.0.0.1\"/>";
  private static final String CONNECTOR =
      """
      <Connector port="0" address="127.0.0.1" connectionTimeout="60000"
                 protocol="org.apache.coyote.http11.Http11%sProtocol">
        <UpgradeProtocol className="org.apache.coyote.http2.Http2Protocol"
                         streamWriteTimeout="60000"/>
      </Connector>
      """;

  /** How a stream, or the connection below it, comes to its end. */
  private enum End {
    OVERHEAD(null) {
      @Override
      void of(Http2Client client, int stream) throws IOException {
        pings(client);
      }
    },
    FRAME_SIZE_ERROR(null) {
      @Override
      void of(Http2Client client, int stream) throws IOException {
        shortPing(client);
      }
    },
    FLOW_CONTROL_ERROR(null) {
      @Override
      void of(Http2Client client, int stream) throws IOException {
        client.windowUpdate(0, Integer.MAX_VALUE);
        client.windowUpdate(0, Integer.MAX_VALUE);
      }
    },
    COMPRESSION_ERROR(null) {
      @Override
      void of(Http2Client client, int stream) throws IOException {
        client.send(headers(stream + 2, new byte[] {(byte) 0x80}));
      }
    },
    TOO_LARGE_HEADERS(null) {
      @Override
      void of(Http2Client client, int stream) throws IOException {
        client.send(headers(stream + 2, new byte[MUCH]));
        client.send(new Http2Frame(Kind.CONTINUATION, 0, stream + 2, new byte[MUCH]));
      }
    },
    TOO_MANY_TRAILERS(null) {
      @Override
      int begin(Http2Client client) throws IOException {
        return client.open("GET", ABORT);
      }

      @Override
      void of(Http2Client client, int stream) throws IOException {
        client.send(trailers(stream));
      }
    },
    TRAILERS_AFTER_THE_END(null) {
      @Override
      void of(Http2Client client, int stream) throws IOException {
        client.send(trailers(stream));
      }
    },
    STREAM_ERROR(null) {
      @Override
      void of(Http2Client client, int stream) throws IOException {
        client.windowUpdate(stream, 0);
      }
    },
    RST_STREAM("STREAM_RESET") {
      @Override
      void of(Http2Client client, int stream) throws IOException {
        client.rstStream(stream, Http2ErrorCode.CANCEL);
      }
    },
    RST_STREAM_THEN_FRAME_SIZE_ERROR("STREAM_RESET") {
      @Override
      void of(Http2Client client, int stream) throws IOException {
        client.rstStream(stream, Http2ErrorCode.CANCEL);
        shortPing(client);
      }
    },
    RST_STREAM_THEN_OVERHEAD("STREAM_RESET") {
      @Override
      void of(Http2Client client, int stream) throws IOException {
        client.rstStream(stream, Http2ErrorCode.CANCEL);
        pings(client);
      }
    },
    GOAWAY("CONNECTION_CLOSED") {
      @Override
      void of(Http2Client client, int stream) throws IOException {
        client.goAway(Http2ErrorCode.NO_ERROR);
      }
    },
    FIN("CONNECTION_CLOSED") {
      @Override
      void of(Http2Client client, int stream) throws IOException {
        client.vanish();
      }
    };

    /** What it is told as; null where it is not to be. */
    private final String told;

    End(String told) {
      this.told = told;
    }

    /** Opens the stream. */
    int begin(Http2Client client) throws IOException {
      return client.get(ABORT);
    }

    abstract void of(Http2Client client, int stream) throws IOException;

    private static Http2Frame trailers(int stream) {
      Http2HeaderBlock block = new Http2HeaderBlock();
      for (int i = 0; i < MANY_FRAMES; i++) {
        block.field("trailer-" + i, "x");
      }
      int flags = Flag.END_STREAM | Flag.END_HEADERS;
      return new Http2Frame(Kind.HEADERS, flags, stream, block.toBytes());
    }

    /** RFC 9113, section 6.7: 8 bytes, or the connection is at an end. */
    private static void shortPing(Http2Client client) throws IOException {
      client.send(new Http2Frame(Kind.PING, 0, 0, new byte[7]));
    }

    private static Http2Frame headers(int stream, byte[] block) {
      return new Http2Frame(Kind.HEADERS, 0, stream, block);
    }

    private static void pings(Http2Client client) throws IOException {
      for (int i = 0; i < MANY_FRAMES; i++) {
        client.send(new Http2Frame(Kind.PING, 0, 0, new byte[8]));
      }
    }
  }

  static List<Arguments> connectors() {
    return TomcatDistribution.versions()
        .flatMap(version -> Stream.of("Nio", "Nio2").map(nio -> Arguments.of(version, nio)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("connectors")
  void aStreamIsToldOfWhereTheClientEndedIt(String version, String nio) throws Exception {
    try (TomcatDistribution tomcat = started(version, nio, "who-closed-stream")) {
      int ended = 0;
      for (End end : End.values()) {
        int before = tomcat.consoleSinceStart().length();
        hangUp(tomcat, end);
        AbortsServer.awaitEnded(tomcat, ++ended);
        String console = tomcat.consoleSinceStart().substring(before);
        if (end.told == null) {
          assertStays(end.name(), console);
        } else {
          AbortsServer.awaitLines(tomcat, 1);
          assertTold(end.name(), end.told, tomcat.consoleSinceStart().substring(before));
        }
      }
    }
  }

  private static void hangUp(TomcatDistribution tomcat, End end) throws Exception {
    try (Http2Client client = Http2Client.plain(tomcat.ports().get(1))) {
      int stream = end.begin(client);
      client.read(Kind.DATA, stream);
      Thread.sleep(300);
      end.of(client, stream);
      Thread.sleep(300);
    } catch (IOException e) {
      // Tomcat may close before the client has said it all.
    }
  }

  @ParameterizedTest
  @MethodSource("connectors")
  void aConnectorThatIsStoppedIsNoHangUp(String version, String nio) throws Exception {
    try (TomcatDistribution tomcat = started(version, nio, "who-closed-stop");
        Http1Client gone = Http1Client.plain(tomcat.ports().get(1));
        Http1Client there = Http1Client.plain(tomcat.ports().get(1))) {
      gone.get(ABORT).readHead();
      Thread.sleep(300);
      gone.reset();
      AbortsServer.awaitEnded(tomcat, 1);
      AbortsServer.awaitLines(tomcat, 1);
      int before = tomcat.consoleSinceStart().length();
      there.get(ABORT).readHead();
      Thread.sleep(300);
      tomcat.get(AbortsServer.CONTEXT + "/control/stop?port=" + tomcat.ports().get(1));
      AbortsServer.awaitEnded(tomcat, 2);
      Thread.sleep(1000);

      assertStays("stop", tomcat.consoleSinceStart().substring(before));
    }
  }

  private static void assertStays(String end, String console) {
    assertThat(AbortsServer.lines(console)).as(end).isEmpty();
    assertThat(console)
        .as(end)
        .containsOnlyOnce("Told through java.util.logging")
        .doesNotContain("[client gone")
        .contains("\tat ");
  }

  private static void assertTold(String end, String kind, String console) {
    assertThat(AbortsServer.lines(console))
        .as(end)
        .hasSize(1)
        .allMatch(line -> line.contains(" " + kind + " write h2 "));
    assertThat(console).as(end).doesNotContain("\tat ");
  }

  private static TomcatDistribution started(String version, String nio, String name)
      throws IOException {
    return AbortsServer.deployed(new TomcatDistribution(version, name + "-" + nio))
        .serverXml(xml -> Connector.replaced(xml, CONTROL + CONNECTOR.formatted(nio)))
        .start();
  }
}
