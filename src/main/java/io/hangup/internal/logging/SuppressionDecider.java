package io.hangup.internal.logging;

import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Evidence;
import io.hangup.disconnect.Undecided;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.classify.Finding;
import io.hangup.internal.classify.ReadThrowable;
import io.hangup.internal.connection.Causes;
import io.hangup.internal.connection.ClientConnection;
import io.hangup.internal.connection.ConnectionFinder;
import io.hangup.internal.connection.CurrentConnection;
import io.hangup.internal.connection.FailureOwners;
import io.hangup.internal.jvm.OwnRights;
import io.hangup.internal.report.Reporter;
import io.hangup.internal.report.UnattributedDisconnects;
import io.hangup.internal.report.Withheld;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Judges what is about to become visible. In doubt, and on any failure of its own, it passes. */
public final class SuppressionDecider {
  static final String STANDARD_ERROR = "System.err";

  private final Classifier classifier;
  private final Reporter reporter;
  private final UnattributedDisconnects unattributed;
  private final ConnectionFinder connections;
  private final Policy policy;
  private final Executor later;
  private final Runnable flush;

  /** Whether a flush is on its way. */
  private final AtomicBoolean flushing = new AtomicBoolean();

  /**
   * @param unattributed takes what an application says of a client that it does not name
   * @param connections knows the connections that other threads work for
   * @param policy says what is to become of a disconnect
   * @param later reports disconnects on threads that do not come back to the container
   */
  public SuppressionDecider(
      Classifier classifier,
      Reporter reporter,
      UnattributedDisconnects unattributed,
      ConnectionFinder connections,
      Policy policy,
      Executor later) {
    this.classifier = classifier;
    this.reporter = reporter;
    this.unattributed = unattributed;
    this.connections = connections;
    this.policy = policy;
    this.later = later;
    flush =
        () -> {
          flushing.set(false);
          reporter.flush();
        };
  }

  /**
   * What is to become of {@code occasion}. A disconnect that its throwable carries is reported in
   * any case; whether it becomes visible is a question of its own.
   */
  Verdict judge(Occasion occasion) {
    try {
      return OwnRights.get(() -> decide(occasion));
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return Verdict.PASS;
    }
  }

  /**
   * What is to become of a text that has a stack trace in it. A disconnect that it reports is
   * reported where that is this thread's client's; else it waits for whoever may report it.
   */
  Verdict judgeText(TextOccasion occasion) {
    try {
      return OwnRights.get(() -> decideText(occasion));
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return Verdict.PASS;
    }
  }

  /** It stays for that reason, and this is counted. */
  private Verdict stays(Undecided reason) {
    policy.stayed(reason);
    return Verdict.PASS;
  }

  /**
   * What is left to say of is words: nothing else lets a record pass that only shows a disconnect.
   */
  private Verdict decided(Verdict verdict) {
    return verdict.action() == Verdict.Action.PASS ? stays(Undecided.WORDS) : verdict;
  }

  /** Text has no identity: it is looked at without a connection. */
  private Verdict decideText(TextOccasion occasion) {
    Finding finding = classifier.find(occasion.read(), null).orElse(null);
    if (finding == null) {
      return Verdict.PASS;
    }
    String logger = occasion.logger();
    ClientConnection current = CurrentConnection.get();
    Policy.Answer answer = policy.decide(finding.disconnect().kind(), webapp(current), logger);
    if (answer == Policy.Answer.OUT_OF_SCOPE) {
      return stays(Undecided.OUT_OF_SCOPE);
    }
    ClientConnection own = current != null && current.isDisconnected() ? current : null;
    Throwable thrown = ReadThrowable.of(occasion.read());
    Disconnect found = finding.disconnect().from(occasion.source()).read(thrown);
    Undecided why =
        answer == Policy.Answer.REPORT_ONLY
            ? Undecided.KEPT
            : !finding.alone() ? Undecided.COMPANY : null;
    Verdict verdict =
        why != null
            ? stays(why)
            : decided(
                occasion.verdict(
                    policy.words(webapp(current), logger), found, own != null || current == null));
    Withheld withheld = words(occasion.of(thrown), verdict, found);
    if (own != null) {
      reporter.report(own.attribute(found), own, withheld);
    } else {
      unattributed.offer(found);
      reporter.note(withheld, null);
    }
    return verdict;
  }

  private Verdict decide(Occasion occasion) {
    Throwable thrown = occasion.thrown();
    ClientConnection current = CurrentConnection.get();
    Found carried = find(thrown, current);
    if (carried == null) {
      return Verdict.PASS;
    }
    ClientConnection connection = carried.connection;
    Finding finding = carried.finding;
    Disconnect found = finding.disconnect();
    if (found.evidence() != Evidence.IDENTITY && reporter.isStale(thrown)) {
      return stays(Undecided.STALE);
    }
    Policy.Answer answer = policy.decide(found.kind(), webapp(connection), occasion.logger());
    if (answer == Policy.Answer.OUT_OF_SCOPE) {
      return stays(Undecided.OUT_OF_SCOPE);
    }
    ClientConnection ended = found.isAttributed() ? null : connections.endedWithin(thrown);
    if (isClosedByServer(thrown, found, ended)) {
      return stays(Undecided.SERVER_CLOSED);
    }
    if (ended != null) {
      connection = ended;
      found = ended.attribute(found);
    }
    found = found.from(occasion.source());
    // One disconnect is one value, wherever it is seen.
    Disconnect first = connection != null && found.isAttributed() ? connection.known(found) : found;
    WordRules rules = policy.words(webapp(connection), occasion.logger());
    Speaker speaker = Speakers.of(occasion.logger(), rules.frameworks());
    boolean gone = current == null || isGone(current, found);
    Undecided why =
        answer == Policy.Answer.REPORT_ONLY
            ? Undecided.KEPT
            : !finding.alone()
                ? Undecided.COMPANY
                : Classifier.isClientThere(found)
                    ? Undecided.STALLED_READ
                    : speaker == Speaker.REQUEST && !gone ? Undecided.CLIENT_THERE : null;
    Verdict verdict =
        why != null
            ? stays(why)
            : decided(Words.verdict(occasion, speaker, first, gone, rules.applicationRecords()));
    Withheld withheld = words(occasion, verdict, first.from(occasion.source()));
    // What follows from a disconnect on record is part of that one, and what fails somebody else
    // than its own client is reported by the latter's end.
    boolean isPart =
        found.evidence() == Evidence.FOLLOW_UP
            || (!found.isAttributed() && current != null && (gone || speaker == Speaker.REQUEST));
    if (isPart) {
      reporter.note(withheld, current == null ? connection : current);
    } else {
      report(found, connection, speaker, withheld);
    }
    if (current == null) {
      flushLater();
    }
    return verdict;
  }

  /**
   * What {@code thrown} carries, and whose connection it is known by; null where it is no hang-up.
   */
  private @Nullable Found find(Throwable thrown, @Nullable ClientConnection current) {
    if (current != null && Classifier.isAnothers(thrown, current)) {
      return null;
    }
    ClientConnection noted = connections.find(thrown);
    ClientConnection connection = noted == null ? current : noted;
    Finding finding = classifier.find(thrown, connection).orElse(null);
    if (noted == null && isWorthASearch(thrown, finding)) {
      ClientConnection searched = search(thrown);
      if (searched != null) {
        connection = searched;
        finding = classifier.find(thrown, searched).orElse(null);
      }
    }
    return finding == null ? null : new Found(connection, finding);
  }

  /** Who has ended since the failure was looked up has left its note before it went. */
  private @Nullable ClientConnection search(Throwable thrown) {
    ClientConnection searched = connections.search(thrown);
    return searched == null ? FailureOwners.of(thrown) : searched;
  }

  /**
   * @param connection the connection that the failure was looked at with
   */
  private record Found(@Nullable ClientConnection connection, Finding finding) {}

  /** Tomcat records nothing but I/O failures, of a connection that nothing else has shown. */
  private static boolean isWorthASearch(Throwable thrown, @Nullable Finding finding) {
    return finding == null
        ? Causes.root(thrown) instanceof IOException
        : !finding.disconnect().isAttributed();
  }

  /** Whether the server may have closed whatever {@code thrown} says to be closed. */
  private boolean isClosedByServer(
      Throwable thrown, Disconnect found, @Nullable ClientConnection ended) {
    if (ended != null) {
      return Classifier.isClosedByServer(thrown, ended);
    }
    return !found.isAttributed()
        && Classifier.isOnlyClosed(thrown)
        && connections.isServerClosing();
  }

  /** Whether {@code current}'s own client has gone, as is on record or as {@code found} shows. */
  private static boolean isGone(ClientConnection current, Disconnect found) {
    return (found.isAttributed() && found.client().equals(current.client()))
        || current.isDisconnected();
  }

  /**
   * Reports {@code found}. An application reaches nobody but clients who are watched, so what it
   * says of one that is not known waits for that one's end.
   */
  private void report(
      Disconnect found,
      @Nullable ClientConnection connection,
      Speaker speaker,
      @Nullable Withheld withheld) {
    if (!found.isAttributed() && speaker == Speaker.APPLICATION) {
      unattributed.offer(found);
      reporter.note(withheld, null);
    } else {
      reporter.report(found, connection, withheld);
    }
  }

  /** What the disconnect's line is to say in the occasion's place; null where that is seen. */
  private @Nullable Withheld words(Occasion occasion, Verdict verdict, Disconnect reported) {
    if (!reporter.wantsWords()) {
      return null;
    }
    return switch (verdict.action()) {
      case PASS -> null;
      case SHORTEN -> Withheld.of(reported, occasion.level(), null, occasion.thrown());
      case WITHHOLD -> Withheld.of(reported, occasion.level(), occasion.text(), occasion.thrown());
    };
  }

  private static @Nullable ClassLoader webapp(@Nullable ClientConnection connection) {
    ClassLoader loader = connection == null ? null : connection.webappLoader();
    return loader == null ? Thread.currentThread().getContextClassLoader() : loader;
  }

  /** One flush reports all that have come until it begins. */
  private void flushLater() {
    if (reporter.hasPending() && flushing.compareAndSet(false, true)) {
      try {
        later.execute(flush);
      } catch (RejectedExecutionException e) {
        // The server is going down; the Valve flushes when it stops.
        flushing.set(false);
      }
    }
  }
}
