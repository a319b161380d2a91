package io.hangup.matrix;

import io.hangup.fixture.Connection;
import io.hangup.fixture.RudeClient;
import java.io.IOException;
import java.util.Set;

/**
 * A way in which a WebSocket client hangs up, and the kinds that name it. What is expected follows
 * from what the client does to the connection, not from what a Tomcat makes of it.
 */
enum WebSocketAbort {
  /** A TCP reset; under TLS, below it. */
  RESET("RST", "RESET/read") {
    @Override
    void commit(RudeClient client) throws IOException {
      client.reset();
    }
  },

  /** A FIN without a close frame; under TLS, below it. */
  VANISH("FIN without good-bye", "EOF/read") {
    @Override
    void commit(RudeClient client) throws IOException {
      client.vanish();
    }
  },

  /** TLS ends in good order, the WebSocket does not. */
  CLOSE_NOTIFY("close_notify without close frame", "EOF/read") {
    @Override
    boolean isPossible(Connection connection) {
      return connection.isTls();
    }

    @Override
    Set<String> whileReading(Connection connection) {
      return Set.of("EOF/read");
    }

    @Override
    void commit(RudeClient client) throws IOException {
      client.close();
    }
  },

  /** A FIN without a close frame; the client would still read. */
  HALF_CLOSE("half-close", "EOF/read") {
    @Override
    void commit(RudeClient client) throws IOException {
      client.halfClose();
    }
  },

  /** The client does nothing any more, and least of all read. */
  STALL("stops reading", "") {
    @Override
    void commit(RudeClient client) {}
  };

  private final String label;
  private final String read;

  WebSocketAbort(String label, String read) {
    this.label = label;
    this.read = read;
  }

  String label() {
    return label;
  }

  abstract void commit(RudeClient client) throws IOException;

  boolean isPossible(Connection connection) {
    return true;
  }

  /** What a server sees that reads; a FIN under TLS is its truncation. */
  Set<String> whileReading(Connection connection) {
    if (read.isEmpty()) {
      return Set.of();
    }
    return connection.isTls() && read.equals("EOF/read")
        ? Set.of("TLS_TRUNCATED/read", "EOF/read")
        : Set.of(read);
  }

  /** What a server sees that does nothing but write: the answer to its packets, or none. */
  Set<String> whileWriting() {
    return this == STALL || this == HALF_CLOSE
        ? Set.of("STALLED/write")
        : Set.of("RESET/write", "BROKEN_PIPE/write");
  }
}
