package io.hangup.gate;

import io.hangup.classify.Classifier;
import io.hangup.classify.ClientConnection;
import io.hangup.classify.Disconnect;
import io.hangup.classify.Evidence;
import io.hangup.classify.Finding;
import io.hangup.classify.ReadThrowable;
import io.hangup.report.Reporter;
import io.hangup.report.TextDisconnects;
import io.hangup.report.Withheld;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Judges what is about to become visible. In doubt, and on any failure of its own, it passes. */
public final class Gatekeeper {
  static final String STANDARD_ERROR = "System.err";

  private final Classifier classifier;
  private final Reporter reporter;
  private final ConnectionFinder connections;
  private final Policy policy;
  private final Executor later;

  /**
   * @param connections knows the connections that other threads work for
   * @param policy says what is to become of a disconnect
   * @param later tells of disconnects on threads that do not come back to the container
   */
  public Gatekeeper(
      Classifier classifier,
      Reporter reporter,
      ConnectionFinder connections,
      Policy policy,
      Executor later) {
    this.classifier = classifier;
    this.reporter = reporter;
    this.connections = connections;
    this.policy = policy;
    this.later = later;
  }

  /**
   * What is to become of {@code occasion}. A disconnect that its throwable carries is reported in
   * any case; whether it becomes visible is a question of its own.
   */
  Verdict judge(Occasion occasion) {
    try {
      return decide(occasion);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return Verdict.PASS;
    }
  }

  /**
   * What is to become of a text that has a stack trace in it. A disconnect that it tells of is
   * reported where that is this thread's client's; else {@code texts} hear of it.
   */
  Verdict judgeText(TextOccasion occasion, TextDisconnects texts) {
    try {
      return decideText(occasion, texts);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return Verdict.PASS;
    }
  }

  /** Text has no identity: it is looked at without a connection. */
  private Verdict decideText(TextOccasion occasion, TextDisconnects texts) {
    Finding finding = classifier.find(occasion.read(), null).orElse(null);
    if (finding == null) {
      return Verdict.PASS;
    }
    String logger = occasion.logger();
    ClientConnection current = CurrentConnection.get();
    Policy.Answer answer = policy.about(finding.disconnect().kind(), webapp(current), logger);
    if (answer == Policy.Answer.NOT_OURS) {
      return Verdict.PASS;
    }
    ClientConnection own = current != null && current.hasGone() ? current : null;
    Throwable thrown = ReadThrowable.of(occasion.read());
    Disconnect found = finding.disconnect().from(occasion.source()).read(thrown);
    if (own != null) {
      found = found.of(own);
      reporter.report(found, own);
    } else {
      texts.offer(found);
    }
    if (answer == Policy.Answer.KEEP || !finding.alone()) {
      return Verdict.PASS;
    }
    Verdict verdict =
        occasion.verdict(
            policy.words(webapp(current), logger), found, own != null || current == null);
    note(occasion.of(thrown), verdict, found, own);
    return verdict;
  }

  private Verdict decide(Occasion occasion) {
    Throwable thrown = occasion.thrown();
    ClientConnection current = CurrentConnection.get();
    ClientConnection recorded = connections.find(thrown);
    ClientConnection connection = recorded == null ? current : recorded;
    Finding finding = classifier.find(thrown, connection).orElse(null);
    if (finding == null) {
      return Verdict.PASS;
    }
    Disconnect found = finding.disconnect();
    if (found.evidence() != Evidence.IDENTITY && reporter.isStale(thrown)) {
      return Verdict.PASS;
    }
    Policy.Answer answer = policy.about(found.kind(), webapp(connection), occasion.logger());
    if (answer == Policy.Answer.NOT_OURS) {
      return Verdict.PASS;
    }
    ClientConnection ended = found.isAttributed() ? null : connections.endedWithin(thrown);
    if (ended != null) {
      connection = ended;
      found = found.of(ended);
    }
    String logger = occasion.logger();
    reporter.report(found.from(occasion.source()), connection);
    if (current == null) {
      flushLater();
    }
    if (answer == Policy.Answer.KEEP || !finding.alone()) {
      return Verdict.PASS;
    }
    // Whose words, at the end.
    WordRules rules = policy.words(webapp(connection), logger);
    Speaker speaker = Speakers.of(occasion, rules.frameworks());
    boolean ofCallback =
        current == null || current.hasGone() || found.client().equals(current.client());
    Verdict verdict =
        Words.verdict(occasion, speaker, found, ofCallback, rules.applicationRecords());
    note(occasion, verdict, found, connection);
    return verdict;
  }

  /** Leaves to the disconnect's line what a record that does not stay as it is would have said. */
  private void note(
      Occasion occasion, Verdict verdict, Disconnect found, @Nullable ClientConnection connection) {
    if (verdict.action() != Verdict.Action.PASS && reporter.wantsWords()) {
      String message = verdict.withholds() ? occasion.text() : null;
      reporter.note(
          new Withheld(
              found.code(), occasion.source(), occasion.level(), message, occasion.thrown()),
          found.isAttributed() ? connection : null);
    }
  }

  private static @Nullable ClassLoader webapp(@Nullable ClientConnection connection) {
    ClassLoader loader = connection == null ? null : connection.webapp();
    return loader == null ? Thread.currentThread().getContextClassLoader() : loader;
  }

  private void flushLater() {
    try {
      later.execute(reporter::flush);
    } catch (RejectedExecutionException e) {
      // The server is going down; the Valve flushes when it stops.
    }
  }
}
