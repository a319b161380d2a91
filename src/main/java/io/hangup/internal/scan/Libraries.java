package io.hangup.internal.scan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that operators know libraries by whose connections fail as a client's does. */
final class Libraries {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("redis.clients.", "jedis"),
          Map.entry("io.lettuce.", "lettuce"),
          Map.entry("org.redisson.", "redisson"),
          Map.entry("org.postgresql.", "pgjdbc"),
          Map.entry("com.mysql.", "MySQL Connector/J"),
          Map.entry("org.mariadb.", "MariaDB Connector/J"),
          Map.entry("oracle.", "Oracle's driver"),
          Map.entry("com.microsoft.sqlserver.", "SQL Server's driver"),
          Map.entry("com.mongodb.", "MongoDB's driver"),
          Map.entry("com.rabbitmq.", "RabbitMQ's client"),
          Map.entry("org.apache.kafka.", "Kafka's client"),
          Map.entry("org.apache.activemq.", "ActiveMQ's client"),
          Map.entry("org.apache.http.", "Apache HttpClient 4"),
          Map.entry("org.apache.hc.", "Apache HttpClient 5"),
          Map.entry("okhttp3.", "OkHttp"),
          Map.entry("reactor.netty.", "Reactor Netty"),
          Map.entry("io.netty.", "Netty"),
          Map.entry("io.grpc.", "gRPC"),
          Map.entry("org.elasticsearch.", "Elasticsearch's client"),
          Map.entry("org.apache.solr.", "Solr's client"),
          Map.entry("org.apache.zookeeper.", "ZooKeeper's client"),
          Map.entry("net.spy.memcached.", "spymemcached"),
          Map.entry("com.sun.mail.", "JavaMail"),
          Map.entry("org.eclipse.angus.", "Angus Mail"),
          Map.entry("org.apache.commons.net.", "Commons Net"),
          Map.entry("com.jcraft.jsch.", "JSch"),
          Map.entry("org.apache.tomcat.websocket.WsWebSocketContainer", "Tomcat's client"),
          Map.entry("jdk.internal.net.http.", "java.net.http"),
          Map.entry("sun.net.www.", "HttpURLConnection"),
          Map.entry("com.sun.jndi.", "JNDI"));

  private static final List<String> JDK =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.proxy.");

  /** So many parts of a package's name say whose it is. */
  private static final int PARTS = 3;

  private Libraries() {}

  /** Whose code is the innermost that is not the JDK's channels; null where all is the JDK's. */
  static @Nullable String of(List<StackTraceElement> frames) {
    for (StackTraceElement frame : frames) {
      String type = frame.getClassName();
      String known = known(type);
      if (known != null) {
        return known;
      }
      if (JDK.stream().noneMatch(type::startsWith)) {
        return packageOf(type);
      }
    }
    return null;
  }

  private static @Nullable String known(String type) {
    return NAMES.entrySet().stream()
        .filter(each -> type.startsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private static String packageOf(String type) {
    int end = -1;
    for (int i = 0; i < PARTS; i++) {
      int next = type.indexOf('.', end + 1);
      if (next < 0) {
        break;
      }
      end = next;
    }
    return end < 0 ? type : type.substring(0, end);
  }
}
