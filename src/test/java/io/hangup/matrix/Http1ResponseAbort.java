package io.hangup.matrix;

import io.hangup.fixture.Connection;
import io.hangup.fixture.Http1Client;
import java.util.Set;

/** How a client ends a response that it has begun to read, and what the server is to make of it. */
enum Http1ResponseAbort {
  RESET("RST in mid-response", Codes.GONE) {
    @Override
    void on(Http1Client client) throws Exception {
      client.reset();
    }
  },

  /** The server's next writes are answered with a RST. */
  VANISH("FIN in mid-response", Codes.GONE) {
    @Override
    void on(Http1Client client) throws Exception {
      client.vanish();
    }
  },

  GOOD_BYE("close_notify and FIN in mid-response", Codes.GONE) {
    @Override
    void on(Http1Client client) throws Exception {
      client.close();
    }

    @Override
    boolean happensOn(Connection connection) {
      return connection.isTls();
    }
  },

  STALL("stops reading", "STALLED/write") {
    @Override
    void on(Http1Client client) throws Exception {
      Thread.sleep(PATIENCE_MILLIS);
    }

    @Override
    boolean isSlow() {
      return true;
    }
  };

  /** More than the connectors' timeout. */
  private static final long PATIENCE_MILLIS = 3500;

  private final String words;
  private final String expected;

  Http1ResponseAbort(String words, String expected) {
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

  Set<String> expected() {
    return Set.of(expected.split(" "));
  }

  private static final class Codes {
    /** Which of the two depends on whether the RST comes before the write or is its answer. */
    static final String GONE = "RESET/write BROKEN_PIPE/write";
  }
}
