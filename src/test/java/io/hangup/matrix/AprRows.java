package io.hangup.matrix;

import io.hangup.fixture.Connection;
import io.hangup.fixture.Platform;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What APR's sockets tell of otherwise than the JDK's. */
final class AprRows {
  private static final List<String> STALLS = List.of("stops reading", "reads nothing");

  private AprRows() {}

  /** {@code row} as it is to be told of on {@code platform}. */
  static Row on(Platform platform, Row row) {
    // Only this one is APR's: Tomcat Native has no more than OpenSSL for the other.
    if (platform != Platform.APR || row.connection() != Connection.NIO) {
      return row;
    }
    Set<String> expected = new HashSet<>(row.expected());
    if (STALLS.contains(row.abort())) {
      // Its poller closes the socket when the time is up, and who writes meanwhile fails with that.
      expected.add(row.place().startsWith("h2") ? "CONNECTION_CLOSED/write" : "BROKEN_PIPE/write");
    }
    if (row.abort().startsWith("RST") && row.place().endsWith("listener")) {
      // Its poller takes the reset from the kernel, and leaves the end to be read.
      expected.add("EOF/read");
    }
    return row.expecting(expected);
  }
}
