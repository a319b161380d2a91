package io.hangup.internal.scan;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The envelopes that are known, each by the first line of a file. */
final class Envelopes {
  /** Docker's {@code json-file}. */
  private static final Pattern DOCKER = Pattern.compile("\\{\"log\":\".*");

  /** The Container Runtime Interface, as Kubernetes' nodes have it. */
  private static final Pattern CRI =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S+ (?:stdout|stderr) [FP] .*");

  /** {@code journalctl}, short and short-iso, and what syslog writes. */
  private static final Pattern JOURNAL =
      Pattern.compile(
          "(?:[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?"
              + "|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\S*) \\S+ [^\\s:\\[]+(?:\\[\\d+\\])?: .*");

  private static final Pattern JOURNAL_BEGINS = Pattern.compile("-- (?:Logs|Journal|Boot) .*");

  /** {@code journalctl -o export}. */
  private static final Pattern EXPORT = Pattern.compile("__(?:CURSOR|REALTIME_TIMESTAMP)=.*");

  /** {@code docker logs -t}, {@code kubectl logs --timestamps}: with nanoseconds. */
  private static final Pattern TIMED =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7,9}Z .*");

  /** {@code docker compose logs}. */
  private static final Pattern COMPOSE = Pattern.compile("[\\w.-]+ *\\| .*");

  private static final int MAX_FIRST = 4096;

  private Envelopes() {}

  /** That of the file whose first line that is not empty is {@code first}. */
  static Envelope of(Line first) {
    return of(
        new String(
            first.bytes,
            first.start,
            Math.min(first.length(), MAX_FIRST),
            StandardCharsets.ISO_8859_1));
  }

  private static Envelope of(String first) {
    if (DOCKER.matcher(first).lookingAt()) {
      return new DockerEnvelope();
    }
    if (CRI.matcher(first).lookingAt()) {
      return new CriEnvelope();
    }
    if (JOURNAL.matcher(first).lookingAt() || JOURNAL_BEGINS.matcher(first).lookingAt()) {
      return new JournalEnvelope();
    }
    if (TIMED.matcher(first).lookingAt()) {
      return new PrefixEnvelope(" ");
    }
    if (COMPOSE.matcher(first).lookingAt()) {
      return new PrefixEnvelope("| ");
    }
    return EXPORT.matcher(first).lookingAt() ? new JournalExportEnvelope() : Envelope.NONE;
  }
}
