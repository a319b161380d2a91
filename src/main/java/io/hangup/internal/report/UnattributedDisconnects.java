package io.hangup.internal.report;

import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Disconnects of which nobody can say whose they are: an application's thread logs them without the
 * connection, or they are known only from the text of a stack trace. A connection that is watched
 * reports its own end, so these wait for that: one is reported only if no disconnect was reported
 * shortly before or after. All of one kind that wait are reported as one.
 */
public final class UnattributedDisconnects implements DisconnectSink {
  private static final Duration SHORTLY = Duration.ofSeconds(2);

  private final Map<Kind, Disconnect> waiting = new EnumMap<>(Kind.class);
  private @Nullable Instant reported;

  /** Takes a disconnect that is not known to be anybody's. */
  public synchronized void offer(Disconnect disconnect) {
    if (!isShortly(reported, disconnect.at())) {
      waiting.putIfAbsent(disconnect.kind(), disconnect);
    }
  }

  @Override
  public synchronized void disconnected(Disconnect disconnect) {
    reported = disconnect.at();
    if (waiting.isEmpty()) {
      return;
    }
    waiting.values().removeIf(each -> isShortly(disconnect.at(), each.at()));
  }

  /**
   * Has {@code reporter} report those that have waited long enough.
   *
   * @param now the time; null where there is no more of it
   */
  public void report(Reporter reporter, @Nullable Instant now) {
    due(now).forEach(text -> reporter.report(text, null));
  }

  private synchronized List<Disconnect> due(@Nullable Instant now) {
    if (waiting.isEmpty()) {
      return List.of();
    }
    List<Disconnect> due = new ArrayList<>(waiting.values());
    due.removeIf(text -> now != null && isShortly(text.at(), now));
    due.forEach(text -> waiting.remove(text.kind()));
    return due;
  }

  private static boolean isShortly(@Nullable Instant one, Instant other) {
    return one != null && Duration.between(one, other).abs().compareTo(SHORTLY) <= 0;
  }
}
