package io.hangup.internal.scan;

import io.hangup.disconnect.Disconnect;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.classify.Finding;
import io.hangup.internal.classify.TextEvidence;
import io.hangup.internal.classify.ThrowableView;
import java.util.List;

/** Says of the text of a stack trace what a running Valve would say of the throwable. */
final class Judge {
  private final Classifier classifier = new Classifier();

  /**
   * The verdict.
   *
   * @param lines the trace, its first line first
   */
  Verdict judge(List<String> lines) {
    return judge(TraceText.read(lines), lines.get(0).strip());
  }

  private Verdict judge(TraceText.Read read, String header) {
    ThrowableView failure = read.failure();
    if (read.isCircular()) {
      return Verdict.of(Reason.CIRCULAR, header);
    }
    if (failure == null) {
      return Verdict.of(read.isCut() ? Reason.CUT : Reason.UNREADABLE, header);
    }
    ThrowableView root = TextEvidence.root(failure);
    if (read.isCut()) {
      return Verdict.of(Reason.CUT, root, null, null);
    }
    if (read.isEndOfThread()) {
      return Verdict.of(Reason.END_OF_THREAD, root, null, null);
    }
    Finding finding = classifier.find(failure, null).orElse(null);
    return finding == null ? unproven(failure, root) : proven(failure, root, finding);
  }

  private static Verdict proven(ThrowableView failure, ThrowableView root, Finding finding) {
    Disconnect found = finding.disconnect();
    Verdict.Hang hang = Verdict.Hang.of(found);
    if (!finding.alone()) {
      return Verdict.of(Reason.COMPANY, root, hang, TextEvidence.realError(failure));
    }
    Reason reason = Classifier.isClientThere(found) ? Reason.CLIENT_THERE : Reason.DISCONNECT;
    return Verdict.of(reason, root, hang, TextEvidence.deciding(failure));
  }

  private static Verdict unproven(ThrowableView failure, ThrowableView root) {
    if (TextEvidence.mayFollow(failure)) {
      return Verdict.of(Reason.FOLLOWS, root, null, null);
    }
    if (TextEvidence.isEndOfStream(failure)) {
      return Verdict.of(Reason.STREAM, root, null, null);
    }
    if (TextEvidence.mayBeRecorded(failure)) {
      return Verdict.of(Reason.RECORDED, root, null, null);
    }
    Reason reason = TextEvidence.isIo(failure) ? Reason.LOOK_ALIKE : Reason.OTHER;
    String by = root.frames().isEmpty() ? null : root.frames().get(0).toString();
    return Verdict.of(reason, root, null, by);
  }
}
