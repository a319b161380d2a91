package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.Http1Client;
import io.hangup.fixture.Http2Client;
import io.hangup.fixture.TomcatDistribution;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client that takes its time with a file has not hung up. */
class SentFilesIT {
  /** With little room between the two ends: a file of some KB is more than both take. */
  private static final String CONNECTOR =
      """
      <Connector port="0" address="127.0.0.1" connectionTimeout="60000" socket.txBufSize="4096">
        <UpgradeProtocol className="org.apache.coyote.http2.Http2Protocol" writeTimeout="60000"/>
      </Connector>
      """;

  private static final String SEND_SMALL_FILES =
      """
      <servlet>
        <servlet-name>default</servlet-name>
        <servlet-class>org.apache.catalina.servlets.DefaultServlet</servlet-class>
        <init-param><param-name>sendfileSize</param-name><param-value>1</param-value></init-param>
      </servlet>
      """;

  /** Of each, another part is in the frame of HTTP/2, 16 KiB at most, that has to wait. */
  private static final List<Integer> SIZES = List.of(8_000, 16_000, 24_000, 32_000, 48_000, 64_000);

  /** Several looks of Hangup's. */
  private static final long SLOW_MILLIS = 4000;

  private static TomcatDistribution tomcat;

  @BeforeAll
  static void start() throws Exception {
    tomcat = AbortsServer.deployed(new TomcatDistribution("11.0.25", "sent-files"));
    tomcat.serverXml(xml -> xml.replaceFirst("(?s)<Connector\\b[^>]*/>", CONNECTOR));
    AbortsServer.webXml(tomcat, SEND_SMALL_FILES);
    for (int size : SIZES) {
      tomcat.webappFile(AbortsServer.CONTEXT, "files/" + size, new byte[size]);
    }
    tomcat.start();
  }

  @AfterAll
  static void stop() {
    tomcat.close();
  }

  @Test
  void overHttp1() throws Exception {
    List<Http1Client> clients = new ArrayList<>();
    for (int size : SIZES) {
      Http1Client client = Http1Client.plain(tomcat.port());
      client.get(AbortsServer.CONTEXT + "/files/" + size, "Connection: close").readHead();
      clients.add(client);
    }
    Thread.sleep(SLOW_MILLIS);
    for (int i = 0; i < clients.size(); i++) {
      assertThat(clients.get(i).readAll()).hasSize(SIZES.get(i));
      clients.get(i).close();
    }
    assertNothingIsTold();
  }

  /** To Tomcat, a stream has ended as soon as its last frame waits to be written. */
  @Test
  void overHttp2() throws Exception {
    List<Http2Client> clients = new ArrayList<>();
    for (int size : SIZES) {
      Http2Client client = Http2Client.plain(tomcat.port());
      client.get(AbortsServer.CONTEXT + "/files/" + size);
      clients.add(client);
    }
    Thread.sleep(SLOW_MILLIS);
    for (int i = 0; i < clients.size(); i++) {
      assertThat(clients.get(i).readAll(1)).hasSize(SIZES.get(i));
      clients.get(i).close();
    }
    assertNothingIsTold();
  }

  private static void assertNothingIsTold() throws InterruptedException {
    Thread.sleep(SLOW_MILLIS);
    assertThat(AbortsServer.lines(tomcat.consoleSinceStart())).isEmpty();
  }
}
