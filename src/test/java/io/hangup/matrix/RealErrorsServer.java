package io.hangup.matrix;

import io.hangup.fixture.TestKeyStore;
import io.hangup.fixture.TomcatDistribution;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Tomcat with the application of the real errors, and what it has logged and printed. */
final class RealErrorsServer implements Closeable {
  static final String CONTEXT = "/real";

  private static final Pattern CONNECTOR = Pattern.compile("(?s)<Connector.*?/>");
  private static final long PATIENCE_MILLIS = 30_000;
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

  RealErrorsServer(String version, String name, boolean withValve) throws Exception {
    tomcat = new TomcatDistribution(version, name);
    Path keyStore = TestKeyStore.in(Path.of("target/it/" + version + "-" + name + ".p12"));
    String connectors =
        Stream.of(Connection.values())
            .map(connection -> connection.element(keyStore.toAbsolutePath().toString()))
            .collect(Collectors.joining());
    tomcat.serverXml(
        xml -> {
          String all = CONNECTOR.matcher(xml).replaceFirst(connectors.replace("$", "\\$"));
          return withValve ? all : all.replace(TomcatDistribution.VALVE, "");
        });
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

  int port(Connection connection) {
    return tomcat.ports().get(List.of(Connection.values()).indexOf(connection));
  }

  /** What has been logged and printed since the last call until {@code end} and nothing more. */
  String takeUntil(String end) throws IOException, InterruptedException {
    long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
    StringBuilder news = new StringBuilder();
    long since = System.currentTimeMillis();
    while (System.currentTimeMillis() < deadline) {
      String more = readMore();
      if (!more.isEmpty()) {
        news.append(more);
        since = System.currentTimeMillis();
      } else if (System.currentTimeMillis() - since >= QUIET_MILLIS && news.indexOf(end) >= 0) {
        return news.toString();
      }
      Thread.sleep(10);
    }
    return news + "NO END\n";
  }

  private String readMore() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(tomcat.file("console.log").toFile(), "r")) {
      byte[] bytes = new byte[(int) (file.length() - read)];
      file.seek(read);
      file.readFully(bytes);
      read += bytes.length;
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    tomcat.close();
  }
}
