package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.Connector;
import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Clients on a Unix domain socket have neither address nor port: the line says nothing of them. */
class UnixSocketIT {
  private static final String APP = AbortsServer.CONTEXT;

  /** A path may have a hundred characters. */
  @TempDir Path directory;

  @EachTomcat
  void printsNoPeerThatIsNotKnown(String version) throws Exception {
    Path path = directory.resolve("s");
    try (TomcatDistribution tomcat = started(version, path)) {
      hangUp(path, "GET " + APP + "/abort?how=bare HTTP/1.1\r\nHost: localhost\r\n\r\n");
      AbortsServer.awaitLines(tomcat, 1);
      hangUp(
          path,
          "POST "
              + APP
              + "/silent-upload?how=completes HTTP/1.1\r\nHost: localhost\r\n"
              + "Expect: 100-continue\r\nContent-Length: 1000000\r\n\r\n");
      AbortsServer.awaitLines(tomcat, 2);
      hangUp(path, RudeClient.handshake("/whose/room/guest"));
      AbortsServer.awaitLines(tomcat, 3);
      hangUp(path, "GET " + APP + "/files/1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
      AbortsServer.awaitLines(tomcat, 4);

      List<String> lines = AbortsServer.lines(tomcat.consoleSinceStart());
      assertThat(lines).hasSize(4);
      assertThat(lines.get(0)).containsPattern(" write http/1.1 context \\[/app] endpoint ");
      assertThat(lines.get(1)).containsPattern(" read http/1.1 context \\[/app] endpoint ");
      assertThat(lines.get(2)).containsPattern(" read websocket context \\[/whose] endpoint ");
      assertThat(lines.get(3)).containsPattern(" write http/1.1 context \\[/app] endpoint ");
      assertThat(AbortsServer.severe(tomcat.consoleSinceStart())).isEmpty();
    }
  }

  private static TomcatDistribution started(String version, Path path) throws IOException {
    String connectors =
        """
        <Connector port="0" address="127.0.0.1"/>
        <Connector unixDomainSocketPath="%s" protocol="org.apache.coyote.http11.Http11NioProtocol"/>
        """
            .formatted(path);
    return AbortsServer.deployed(new TomcatDistribution(version, "unix"))
        .serverXml(xml -> Connector.replaced(xml, connectors))
        .deploy("/whose", "io/hangup/it/whose")
        .webappFile(APP, "files/1", new byte[8 << 20])
        .start();
  }

  /** Asks, reads the beginning of the answer, and is gone. */
  private static void hangUp(Path path, String request) throws Exception {
    try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      client.connect(UnixDomainSocketAddress.of(path));
      client.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
      assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(1);
      Thread.sleep(300);
    }
    assertThat(Files.exists(path)).isTrue();
  }
}
