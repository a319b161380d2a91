package io.hangup.matrix.real;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import redis.clients.jedis.Jedis;

/** Calls to databases, through their vendors' drivers. */
final class DatabaseCalls {
  private static final int TIMEOUT_MILLIS = 60;
  private static final int PATIENCE_MILLIS = 10_000;

  private DatabaseCalls() {}

  static void postgresql(Order order) throws SQLException {
    String url =
        "jdbc:postgresql://127.0.0.1:" + order.port() + "/app?sslmode=disable&gssEncMode=disable";
    connect(new org.postgresql.Driver(), url);
  }

  static void mysql(Order order) throws SQLException {
    String url = "jdbc:mysql://127.0.0.1:" + order.port() + "/app?sslMode=DISABLED";
    connect(new com.mysql.cj.jdbc.Driver(), url);
  }

  private static void connect(Driver driver, String url) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "app");
    properties.setProperty("password", "app");
    try (Connection connection = driver.connect(url, properties)) {
      connection.isValid(1);
    }
  }

  static void redis(Order order) {
    ping(order, PATIENCE_MILLIS);
  }

  static void redisTimeOut(Order order) {
    ping(order, TIMEOUT_MILLIS);
  }

  private static void ping(Order order, int timeoutMillis) {
    try (Jedis redis = new Jedis("127.0.0.1", order.port(), timeoutMillis)) {
      redis.ping();
    }
  }

  static void postgresqlCause(Order order) throws Exception {
    throwRoot(Quietly.run(() -> run(DatabaseCalls::postgresql, order)));
  }

  static void mysqlCause(Order order) throws Exception {
    throwRoot(Quietly.run(() -> run(DatabaseCalls::mysql, order)));
  }

  static void redisCause(Order order) throws Exception {
    throwRoot(Quietly.run(() -> run(DatabaseCalls::redis, order)));
  }

  private static Void run(Attempt attempt, Order order) throws Exception {
    attempt.run(order);
    return null;
  }

  /** What is left where somebody unwraps, as Tomcat does with a {@code ServletException}. */
  private static void throwRoot(Exception e) throws Exception {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    throw (Exception) root;
  }
}
