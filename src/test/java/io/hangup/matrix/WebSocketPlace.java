package io.hangup.matrix;

import io.hangup.fixture.Abort;
import io.hangup.fixture.Connector;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.Transport;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a WebSocket server is doing when a client hangs up.
 *
 * @param name the row's words for it
 * @param doing which of its ends can notice
 * @param aborts the ways to hang up that differ here
 * @param scene gets the server there, and has the client hang up
 */
record WebSocketPlace(String name, Doing doing, Set<Abort> aborts, Scene scene) {
  static final Set<Abort> ALL = EnumSet.allOf(Abort.class);
  static final Set<Abort> WITHOUT_STALL = EnumSet.complementOf(EnumSet.of(Abort.STALL));

  /** Longer than Tomcat waits for a client that does not read, in milliseconds. */
  private static final long LONGER_THAN_A_TIMEOUT = 5000;

  /** Which ends of the connection the server looks at. */
  enum Doing {
    /** Waiting for the client. */
    READING,
    /** Writing on the thread that would read. */
    WRITING,
    /** Writing on one thread, waiting on another. */
    BOTH,
    /** Nothing: it has said good-bye, and need not look at the connection any more. */
    CLOSED,
    /** Processing what may still be a request, or no request at all. */
    STARTING;

    Set<String> expected(Abort abort, Connector connector) {
      Set<String> codes = new HashSet<>();
      if (this != WRITING && abort != Abort.STALL) {
        codes.addAll(abort.whileReading(connector));
      }
      if (this == WRITING || this == BOTH || this == STARTING) {
        codes.addAll(abort.whileWriting());
      }
      if (this == STARTING || this == CLOSED) {
        codes.add("-");
      }
      if (this == BOTH && abort == Abort.RESET) {
        // The kernel tells of a reset once: if the writer has heard of it, the reader hears of the
        // end.
        codes.add("EOF/read");
      }
      if (this == BOTH && connector.isNio2()) {
        // A sender may be the first to notice that Tomcat has closed the channel for its reader.
        codes.add("ABORTED/close");
      }
      return Set.copyOf(codes);
    }
  }

  /** A client's deeds. */
  interface Scene {
    void play(Wire wire, Abort abort) throws Exception;
  }

  /** A server's port, and how to speak to it. */
  record Wire(int port, Connector connector) {
    RudeClient connect() throws IOException {
      return RudeClient.over(transport());
    }

    RudeClient open(String path) throws IOException {
      return RudeClient.webSocket(transport(), MatrixServer.CONTEXT + path);
    }

    private Transport transport() throws IOException {
      return connector.isTls() ? Transport.tls(port) : Transport.plain(port);
    }
  }

  Stream<Row> rows() {
    return Arrays.stream(Connector.values())
        .flatMap(
            connector ->
                aborts.stream()
                    .filter(abort -> abort.isPossible(connector))
                    .map(abort -> row(abort, connector)));
  }

  private Row row(Abort abort, Connector connector) {
    return new Row(
        "websocket " + name,
        abort == Abort.STALL ? abort.label() : abort.label() + " without close frame",
        connector,
        doing.expected(abort, connector),
        port -> scene.play(new Wire(port, connector), abort));
  }

  /** Lets Tomcat's timeouts pass if the abort is one that nothing else tells of, then cleans up. */
  static void leave(RudeClient client, Abort abort, boolean written)
      throws IOException, InterruptedException {
    boolean stalls = abort == Abort.STALL || (written && abort == Abort.HALF_CLOSE);
    if (stalls) {
      Thread.sleep(LONGER_THAN_A_TIMEOUT);
    } else if (abort == Abort.HALF_CLOSE) {
      client.readAll();
    }
    client.close();
  }
}
