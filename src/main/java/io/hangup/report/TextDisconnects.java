package io.hangup.report;

import io.hangup.classify.Disconnect;
import io.hangup.classify.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Disconnects that are known only from the text of a stack trace, so that nobody can say whose they
 * are, nor which of them are the same. A connection that is watched tells of its own end, so a text
 * waits for that: it is told of only if no disconnect of its kind was told of shortly before or
 * after. All that were alike meanwhile are told of as one.
 */
public final class TextDisconnects implements DisconnectListener {
  private static final Duration SHORTLY = Duration.ofSeconds(2);

  private final Map<Kind, Instant> told = new EnumMap<>(Kind.class);
  private final Map<Kind, Disconnect> waiting = new EnumMap<>(Kind.class);

  /** Takes a disconnect that a text tells of, without a client. */
  public synchronized void offer(Disconnect disconnect) {
    Instant last = told.get(disconnect.kind());
    if (!isShortly(last, disconnect.at())) {
      waiting.putIfAbsent(disconnect.kind(), disconnect);
    }
  }

  @Override
  public synchronized void disconnected(Disconnect disconnect) {
    told.put(disconnect.kind(), disconnect.at());
    Disconnect text = waiting.get(disconnect.kind());
    if (text != null && isShortly(disconnect.at(), text.at())) {
      waiting.remove(disconnect.kind());
    }
  }

  /**
   * Has {@code reporter} tell of those that have waited long enough.
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
