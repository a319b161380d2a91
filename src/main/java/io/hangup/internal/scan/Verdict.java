package io.hangup.internal.scan;

import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Evidence;
import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Phase;
import io.hangup.disconnect.Protocol;
import io.hangup.internal.classify.ThrowableView;
import org.jspecify.annotations.Nullable;

/**
 * What a stack trace is.
 *
 * @param disconnect what the client did; null where it is not known to have done anything
 * @param decidedBy the type or the frame that shows it; null where nothing does
 * @param failure the type and the message at the root; numbers are {@code #}
 * @param library whose code failed; null where it is not known
 */
public record Verdict(
    Reason reason,
    @Nullable Hang disconnect,
    @Nullable String decidedBy,
    String failure,
    @Nullable String library) {
  private static final int MAX_FAILURE = 160;

  /** What a client did. */
  public record Hang(Kind kind, Phase phase, Protocol protocol, Evidence evidence) {
    static Hang of(Disconnect disconnect) {
      return new Hang(
          disconnect.kind(), disconnect.phase(), disconnect.protocol(), disconnect.evidence());
    }
  }

  /** One of which no more is known than its first line, or nothing. */
  static Verdict of(Reason reason, String failure) {
    return new Verdict(reason, null, null, shown(failure), null);
  }

  static Verdict of(Reason reason, ThrowableView root, @Nullable Hang hang, @Nullable String by) {
    return new Verdict(reason, hang, by, shown(root.text()), Libraries.of(root.frames()));
  }

  public Bucket bucket() {
    return reason.bucket();
  }

  /** The same, where the application's own words stay. */
  Verdict withWords() {
    return new Verdict(Reason.OWN_WORDS, disconnect, decidedBy, failure, library);
  }

  private static String shown(String failure) {
    String line = failure.lines().findFirst().orElse("").replaceAll("\\d+", "#");
    return line.length() > MAX_FAILURE ? line.substring(0, MAX_FAILURE) + "..." : line;
  }
}
