package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.Connector;
import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Http1Client;
import io.hangup.fixture.Http2Client;
import io.hangup.fixture.Http2ErrorCode;
import io.hangup.fixture.Http2Frame.Kind;
import io.hangup.fixture.TomcatDistribution;
import io.hangup.fixture.Transport;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Of a file that Tomcat sends by itself, the client that hangs up is told of, and nobody else. */
class SentFilesIT {
  /** With little room between the two ends: a file of some KB is more than both take. */
  private static final String CONNECTOR =
      """
      <Connector port="0" address="127.0.0.1" connectionTimeout="60000" socket.txBufSize="4096">
        <UpgradeProtocol className="org.apache.coyote.http2.Http2Protocol" writeTimeout="60000"/>
      </Connector>
      """;

  private static final String NIO2 =
      """
      <Connector port="0" address="127.0.0.1" connectionTimeout="60000" socket.txBufSize="4096"
                 protocol="org.apache.coyote.http11.Http11Nio2Protocol"/>
      """;

  private static final String SEND_SMALL_FILES =
      """
      <servlet>
        <servlet-name>default</servlet-name>
        <servlet-class>org.apache.catalina.servlets.DefaultServlet</servlet-class>
        <init-param><param-name>sendfileSize</param-name><param-value>1</param-value></init-param>
      </servlet>
      """;

  /**
   * Of each, another part is in the frame of HTTP/2, 16 KiB at most, that has to wait: to Tomcat, a
   * stream has ended as soon as its last frame waits.
   */
  private static final List<Integer> SIZES = List.of(8_000, 16_000, 24_000, 32_000, 48_000, 64_000);

  /** More than a client reads away while it {@linkplain Transport#vanish() vanishes}. */
  private static final int LARGE = 4_000_000;

  private static final String FILES = AbortsServer.CONTEXT + "/files/";

  /** Several looks of Hangup's. */
  private static final long SLOW_MILLIS = 4000;

  @EachTomcat
  void onlyWhoHangsUpIsToldOf(String version) throws Exception {
    try (TomcatDistribution tomcat = started(version);
        Clients clients = new Clients(tomcat.port())) {
      hangUp(tomcat);
      askForAFileThatIsNotThere(tomcat.port());
      Thread.sleep(SLOW_MILLIS);
      clients.readAll();
      Thread.sleep(SLOW_MILLIS);
      assertThat(AbortsServer.lines(tomcat.consoleSinceStart()))
          .hasSize(3)
          .allMatch(line -> line.contains("endpoint [" + FILES + "64000] evidence ["))
          .anyMatch(line -> line.matches(".* (RESET|BROKEN_PIPE) write http/1.1 .*"))
          // Here an exception may say it, if Tomcat was at work when it came.
          .anyMatch(line -> line.matches(".* CONNECTION_CLOSED [a-z]+ h2 .*"))
          .anyMatch(line -> line.matches(".* STREAM_RESET [a-z]+ h2 .*"));
    }
  }

  /**
   * NIO2 keeps to itself why it could not send: that is no exception on record, and not told as
   * one.
   */
  @EachTomcat
  void saysWhatTheKernelSaidWhereTomcatLetsItBeSeen(String version) throws Exception {
    try (TomcatDistribution tomcat = started(version, CONNECTOR + NIO2)) {
      for (int port : tomcat.ports()) {
        Http1Client client = Http1Client.plain(port);
        client.get(FILES + LARGE).readHead();
        client.reset();
        client = Http1Client.plain(port);
        client.get(FILES + LARGE).readHead();
        client.vanish();
      }
      AbortsServer.awaitLines(tomcat, 4);
      Thread.sleep(1000);
      List<String> lines = AbortsServer.lines(tomcat.consoleSinceStart());
      assertThat(lines).hasSize(4);
      assertThat(lines)
          .filteredOn(line -> line.matches(".* (RESET|BROKEN_PIPE) write .*\\[IDENTITY]: .*"))
          .hasSize(2);
      assertThat(lines)
          .filteredOn(line -> line.matches(".* ABORTED write .*\\[STATE]: a file was not .*"))
          .hasSize(2);
    }
  }

  private static TomcatDistribution started(String version) throws IOException {
    return started(version, CONNECTOR);
  }

  private static TomcatDistribution started(String version, String connectors) throws IOException {
    TomcatDistribution tomcat = AbortsServer.deployed(new TomcatDistribution(version, "files"));
    tomcat.serverXml(xml -> Connector.replaced(xml, connectors));
    AbortsServer.webXml(tomcat, SEND_SMALL_FILES);
    for (int size : SIZES) {
      tomcat.webappFile(AbortsServer.CONTEXT, "files/" + size, new byte[size]);
    }
    tomcat.webappFile(AbortsServer.CONTEXT, "files/" + LARGE, new byte[LARGE]);
    return tomcat.start();
  }

  private static void hangUp(TomcatDistribution tomcat) throws IOException {
    try (Http2Client client = Http2Client.over(Transport.plain(tomcat.port()), 1000)) {
      int stream = client.get(FILES + "64000");
      client.read(Kind.HEADERS, stream);
      client.rstStream(stream, Http2ErrorCode.CANCEL);
      // Tomcat may close the connection with it, and answer no PING.
      AbortsServer.awaitLines(tomcat, 1);
    }
    AbortsServer.resetIn(tomcat, "/files/64000");
    try (Http2Client client = Http2Client.plain(tomcat.port())) {
      client.read(Kind.HEADERS, client.get(FILES + "64000"));
      client.reset();
    }
  }

  /** The client waits for it as long as it may. */
  private static void askForAFileThatIsNotThere(int port) throws IOException {
    try (Http1Client client = Http1Client.plain(port)) {
      client.get(AbortsServer.CONTEXT + "/missing-file").readHead();
      assertThat(client.readAll()).isEmpty();
    }
    try (Http2Client client = Http2Client.plain(port)) {
      assertThat(client.readAll(client.get(AbortsServer.CONTEXT + "/missing-file"))).isEmpty();
    }
  }

  /** Those that ask for a file, and read it much later. */
  private static final class Clients implements Closeable {
    private final List<Http1Client> http1 = new ArrayList<>();
    private final List<Http2Client> http2 = new ArrayList<>();

    Clients(int port) throws IOException {
      for (int size : SIZES) {
        Http1Client client = Http1Client.plain(port);
        client.get(FILES + size, "Connection: close").readHead();
        http1.add(client);
        Http2Client other = Http2Client.plain(port);
        other.get(FILES + size);
        http2.add(other);
      }
    }

    void readAll() throws IOException {
      for (int i = 0; i < SIZES.size(); i++) {
        assertThat(http1.get(i).readAll()).hasSize(SIZES.get(i));
        assertThat(http2.get(i).readAll(1)).hasSize(SIZES.get(i));
      }
    }

    @Override
    public void close() throws IOException {
      for (Http1Client client : http1) {
        client.close();
      }
      for (Http2Client client : http2) {
        client.close();
      }
    }
  }
}
