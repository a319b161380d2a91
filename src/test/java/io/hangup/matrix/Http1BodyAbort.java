package io.hangup.matrix;

import io.hangup.fixture.Connection;
import io.hangup.fixture.Http1Client;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a client ends a request whose body it has begun, and what the server is to make of it. */
enum Http1BodyAbort {
  RESET("RST in mid-body", "RESET/read") {
    @Override
    void on(Http1Client client) throws Exception {
      client.reset();
    }
  },

  VANISH("FIN in mid-body", "EOF/read TLS_TRUNCATED/read") {
    @Override
    void on(Http1Client client) throws Exception {
      client.vanish();
    }
  },

  /** What the server answers is still read. */
  HALF_CLOSE("half-close in mid-body", "EOF/read TLS_TRUNCATED/read") {
    @Override
    void on(Http1Client client) throws Exception {
      client.halfClose();
      readToTheEnd(client);
    }
  },

  GOOD_BYE("close_notify and FIN in mid-body", "EOF/read") {
    @Override
    void on(Http1Client client) throws Exception {
      client.close();
    }

    @Override
    boolean happensOn(Connection connection) {
      return connection.isTls();
    }
  },

  STALL("body stalls", "STALLED/read") {
    @Override
    void on(Http1Client client) throws Exception {
      readToTheEnd(client);
    }

    @Override
    boolean isSlow() {
      return true;
    }
  };

  private final String words;
  private final String expected;

  Http1BodyAbort(String words, String expected) {
    this.words = words;
    this.expected = expected;
  }

  abstract void on(Http1Client client) throws Exception;

  boolean happensOn(Connection connection) {
    return true;
  }

  boolean isSlow() {
    return false;
  }

  String words() {
    return words;
  }

  /** Only TLS can be truncated. */
  Set<String> expected(Connection connection) {
    return Stream.of(expected.split(" "))
        .filter(code -> connection.isTls() || !code.startsWith("TLS"))
        .collect(Collectors.toSet());
  }

  private static void readToTheEnd(Http1Client client) {
    try {
      client.readAll();
    } catch (IOException e) {
      // The server's end may be a reset: it leaves a body unread.
    }
  }
}
