package io.hangup.matrix;

import io.hangup.fixture.Connector;
import io.hangup.fixture.Platform;
import java.util.HashSet;
import java.util.Set;

/** What APR's sockets tell of otherwise than the JDK's. */
final class AprRows {
  private AprRows() {}

  /** {@code row} as it is to be told of on {@code platform}. */
  static Row on(Platform platform, Row row) {
    // Only this one is APR's: Tomcat Native has no more than OpenSSL for the other.
    if (platform != Platform.APR || row.connector() != Connector.NIO) {
      return row;
    }
    Set<String> expected = new HashSet<>(row.expected());
    switch (row.place() + " | " + row.abort()) {
      // The poller takes the reset from the kernel, and leaves the end to be read.
      case "http/1.1 upload-listener | RST in mid-body (length)",
          "http/1.1 upload-listener | RST in mid-body (chunked)" ->
          expected.add("EOF/read");
      // The poller closes the socket when the time is up, and who writes meanwhile fails with that.
      case "http/1.1 write-listener | stalls in mid-response" -> expected.add("BROKEN_PIPE/write");
      case "h2 stream | reads nothing" -> expected.add("CONNECTION_CLOSED/write");
      default -> {}
    }
    return row.expecting(expected);
  }
}
