package io.hangup.matrix;

import io.hangup.fixture.Connector;
import java.util.Set;

/**
 * One row of the matrix.
 *
 * @param place what the server is doing: {@code h2 stream}, {@code websocket idle @OnError prints}
 * @param abort how the client hangs up
 * @param connector the connector it is connected to
 * @param expected the codes, kind and phase, that tell of it, e.g. {@code RESET/read}; more than
 *     one where the order of packets decides
 * @param lines how many requests are cut off, each of which is told of in a line
 * @param client the client that hangs up
 */
record Row(
    String place,
    String abort,
    Connector connector,
    Set<String> expected,
    int lines,
    Client client) {

  Row(String place, String abort, Connector connector, Set<String> expected, Client client) {
    this(place, abort, connector, expected, 1, client);
  }

  /** Connects to a port, and hangs up. */
  interface Client {
    void hangUp(int port) throws Exception;
  }

  /** Whether no line at all is right too: where nothing had begun that could be hung up on. */
  boolean maySayNothing() {
    return expected.contains("-");
  }

  /** This row, told of in other codes. */
  Row expecting(Set<String> codes) {
    return new Row(place, abort, connector, codes, lines, client);
  }

  String name() {
    return place + " | " + abort + " | " + connector;
  }

  boolean isToldBy(Outcome outcome) {
    return outcome.lines().isEmpty()
        ? maySayNothing()
        : outcome.lines().size() == lines && expected.containsAll(outcome.codes());
  }
}
