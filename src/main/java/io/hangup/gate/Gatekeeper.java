package io.hangup.gate;

import io.hangup.classify.Classifier;
import io.hangup.classify.ClientConnection;
import io.hangup.classify.Disconnect;
import io.hangup.classify.Evidence;
import io.hangup.classify.Finding;
import io.hangup.report.Reporter;
import io.hangup.report.Withheld;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Judges what is about to become visible. In doubt, and on any failure of its own, it passes. */
public final class Gatekeeper {
  private static final String STANDARD_ERROR = "System.err";

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
    Verdict verdict =
        answer == Policy.Answer.KEEP || !finding.alone()
            ? Verdict.PASS
            : byWords(occasion, found, connection, current);
    String logger = occasion.logger();
    Disconnect told = found.from(logger == null ? STANDARD_ERROR : logger);
    reporter.report(
        told, connection, reporter.wantsWords() ? taken(occasion, verdict, told) : null);
    if (current == null) {
      flushLater();
    }
    return verdict;
  }

  /** By whose words it carries: the last of the questions. */
  private Verdict byWords(
      Occasion occasion,
      Disconnect found,
      @Nullable ClientConnection connection,
      @Nullable ClientConnection current) {
    WordRules rules = policy.words(webapp(connection), occasion.logger());
    Speaker speaker = Speakers.of(occasion, rules.frameworks());
    boolean ofCallback =
        current == null || current.hasGone() || found.client().equals(current.client());
    return Words.verdict(occasion, speaker, found, ofCallback, rules.applicationRecords());
  }

  /** What the disconnect's line is to say in the occasion's place; null where that is seen. */
  private static @Nullable Withheld taken(Occasion occasion, Verdict verdict, Disconnect told) {
    return switch (verdict.action()) {
      case PASS -> null;
      case SHORTEN -> Withheld.of(told, occasion.level(), null, occasion.thrown());
      case WITHHOLD -> Withheld.of(told, occasion.level(), occasion.text(), occasion.thrown());
    };
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
