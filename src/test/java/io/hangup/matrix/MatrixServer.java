package io.hangup.matrix;

import io.hangup.fixture.Connector;
import io.hangup.fixture.TestKeyStore;
import io.hangup.fixture.TomcatDistribution;
import io.hangup.fixture.ValveXml;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Tomcat with a connector of each {@link Connector}, and the application of the matrix. */
final class MatrixServer implements Closeable {
  static final String CONTEXT = "/app";

  private static final String HOST_LOGGER =
      "org.apache.catalina.core.ContainerBase.[Catalina].[localhost]";

  /** More than the buffers of both ends take. */
  private static final int STATIC_BYTES = 16 << 20;

  /** How long nothing may happen until a row is taken to have been told of completely. */
  private static final long QUIET_MILLIS = 150;

  /** With this, a disconnect leaves nothing. */
  private static final String DOWNGRADING = ValveXml.with("applicationRecords", "downgrade");

  /** Beside the others, with their patience. */
  private static final String AJP =
      Stream.of("Nio", "Nio2")
          .map(
              nio ->
                  "<Connector port=\"0\" address=\"127.0.0.1\" secretRequired=\"false\""
                      + " connectionTimeout=\"2000\" processorCache=\"0\""
                      + " protocol=\"org.apache.coyote.ajp.Ajp"
                      + nio
                      + "Protocol\"/>")
          .collect(Collectors.joining());

  private final TomcatDistribution tomcat;
  private final String version;
  private long read;

  MatrixServer(Run run, String name, boolean withValve) throws Exception {
    version = run.version();
    Path keyStore = TestKeyStore.in(Path.of("target/it/keystore.p12"));
    tomcat = new TomcatDistribution(version, name + "-" + run.file());
    tomcat.on(run.platform()).locale(run.locale());
    tomcat.serverXml(
        xml -> {
          String all =
              Connector.all(xml, keyStore, run.platform()).replace("<Engine ", AJP + "<Engine ");
          String valve = run.isWithDefaults() ? TomcatDistribution.VALVE : DOWNGRADING;
          return all.replace(TomcatDistribution.VALVE, withValve ? valve : "");
        });
    tomcat.logging("io.hangup.disconnect.level = FINE");
    // What containers log of their applications has a file of its own: the console is to show all.
    tomcat.logging(HOST_LOGGER + ".useParentHandlers = true");
    tomcat.deploy(CONTEXT, "io/hangup/matrix/app");
    try (var webXml = MatrixServer.class.getResourceAsStream("/matrix/WEB-INF/web.xml")) {
      tomcat.webappFile(CONTEXT, "WEB-INF/web.xml", webXml.readAllBytes());
    }
    for (String file : List.of("http/static", "http/static-copied")) {
      tomcat.webappFile(CONTEXT, file, new byte[STATIC_BYTES]);
    }
    tomcat.start();
    take();
  }

  /** The port of the connector that {@code row} is for. */
  int port(Row row) {
    int first = Connector.values().length;
    return AjpRows.contain(row)
        ? tomcat.ports().get(row.connector().isNio2() ? first + 1 : first)
        : row.connector().port(tomcat);
  }

  /** What has been logged and printed since the last call, up to now. */
  String take() throws IOException {
    byte[] news = tomcat.consoleFrom(read);
    read += news.length;
    return Remarks.removed(version, new String(news, StandardCharsets.UTF_8));
  }

  /** What is logged and printed until {@code atLeast} holds and nothing more comes. */
  String takeUntilQuiet(Duration patience, Predicate<String> atLeast)
      throws IOException, InterruptedException {
    long deadline = System.currentTimeMillis() + patience.toMillis();
    int before = -1;
    long since = System.currentTimeMillis();
    while (System.currentTimeMillis() < deadline) {
      byte[] news = tomcat.consoleFrom(read);
      if (news.length != before) {
        before = news.length;
        since = System.currentTimeMillis();
      } else if (System.currentTimeMillis() - since >= QUIET_MILLIS
          && atLeast.test(new String(news, StandardCharsets.UTF_8))) {
        break;
      }
      Thread.sleep(20);
    }
    return take();
  }

  String get(String path) throws IOException, InterruptedException {
    return tomcat.get(path);
  }

  @Override
  public void close() {
    tomcat.close();
  }
}
