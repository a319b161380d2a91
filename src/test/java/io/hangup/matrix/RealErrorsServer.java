package io.hangup.matrix;

import io.hangup.fixture.Connector;
import io.hangup.fixture.Patience;
import io.hangup.fixture.TestKeyStore;
import io.hangup.fixture.TomcatDistribution;
import java.io.Closeable;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A Tomcat with the application of the real errors, and what it has logged and printed. */
final class RealErrorsServer implements Closeable {
  static final String CONTEXT = "/real";

  private static final long PATIENCE_MILLIS = Patience.EVENT.toMillis();
  private static final long QUIET_MILLIS = 60;

  /** One class of each jar that goes into {@code WEB-INF/lib}. */
  private static final List<String> JARS =
      List.of(
          "org.postgresql.Driver",
          "com.mysql.cj.jdbc.Driver",
          "redis.clients.jedis.Jedis",
          "redis.clients.authentication.core.Token",
          "org.apache.commons.pool2.ObjectPool",
          "org.json.JSONObject",
          "org.slf4j.Logger",
          "com.google.gson.Gson");

  private final TomcatDistribution tomcat;
  private long read;
  private int lastNumber;

  RealErrorsServer(Run run, String name, boolean withValve) throws Exception {
    tomcat = new TomcatDistribution(run.version(), name + "-" + run.file()).on(run.platform());
    Path keyStore = TestKeyStore.in(Path.of("target/it/keystore.p12"));
    String placeholder = "<Valve className=\"" + RealErrorsValve.class.getName() + "\"/>";
    tomcat.serverXml(
        xml -> {
          String all = Connector.all(xml, keyStore, run.platform());
          return withValve ? all : all.replace(TomcatDistribution.VALVE, placeholder);
        });
    tomcat.lib(RealErrorsValve.class);
    tomcat.deploy(CONTEXT, "io/hangup/matrix/real");
    for (String type : JARS) {
      Path jar = jarOf(type);
      tomcat.webappFile(CONTEXT, "WEB-INF/lib/" + jar.getFileName(), Files.readAllBytes(jar));
    }
    // What servlets throw goes to a file of its own: here it is to be seen with the rest.
    tomcat.logging(
        "org.apache.catalina.core.ContainerBase.[Catalina].[localhost].handlers"
            + " = java.util.logging.ConsoleHandler");
    // Every malformed request is logged, not only the first of a day.
    Files.writeString(
        tomcat.file("conf/catalina.properties"),
        "\norg.apache.juli.logging.UserDataHelper.CONFIG=INFO_ALL\n",
        StandardOpenOption.APPEND);
    tomcat.start();
    read = Files.size(tomcat.file("console.log"));
  }

  private static Path jarOf(String type) throws ClassNotFoundException, URISyntaxException {
    ClassLoader loader = RealErrorsServer.class.getClassLoader();
    Class<?> loaded = Class.forName(type, false, loader);
    return Path.of(loaded.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  int port(Connector connector) {
    return connector.port(tomcat);
  }

  /** A number for a case that no other on this server has. */
  int nextNumber() {
    return ++lastNumber;
  }

  /** What has been logged and printed since the last call until {@code end} and nothing more. */
  RealErrorsConsole takeUntil(String end) throws IOException, InterruptedException {
    long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
    long since = System.currentTimeMillis();
    byte[] news = {};
    while (System.currentTimeMillis() < deadline) {
      byte[] now = tomcat.consoleFrom(read);
      if (now.length != news.length) {
        news = now;
        since = System.currentTimeMillis();
      } else if (System.currentTimeMillis() - since >= QUIET_MILLIS && text(news).contains(end)) {
        read += news.length;
        return RealErrorsConsole.of(text(news));
      }
      Thread.sleep(10);
    }
    read += news.length;
    return RealErrorsConsole.of(text(news) + "NO END\n");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    tomcat.close();
  }
}
