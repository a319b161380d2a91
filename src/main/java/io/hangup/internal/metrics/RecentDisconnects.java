package io.hangup.internal.metrics;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Evidence;
import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Phase;
import io.hangup.disconnect.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The last disconnects, as text: nothing of them keeps a throwable, or a web application. */
public final class RecentDisconnects {
  /** How many are known. */
  public static final int SIZE = 200;

  private static final int MAX_FAILURE = 300;

  /**
   * One of them.
   *
   * @param elapsed how long the request, or the session, had gone on; null where not known
   */
  public record Entry(
      Instant at,
      Kind kind,
      Phase phase,
      Protocol protocol,
      boolean secure,
      Evidence evidence,
      @Nullable String peer,
      @Nullable String context,
      @Nullable String endpoint,
      @Nullable String session,
      @Nullable Duration elapsed,
      String failure) {
    /** Kind and phase, e.g. {@code RESET/read}. */
    public String code() {
      return kind + "/" + phase;
    }
  }

  private final AtomicReferenceArray<@Nullable Entry> ring = new AtomicReferenceArray<>(SIZE);
  private final AtomicLong next = new AtomicLong();

  void add(Disconnect disconnect, Phase phase) {
    Client client = disconnect.client();
    String failure = disconnect.failure();
    Entry entry =
        new Entry(
            disconnect.at(),
            disconnect.kind(),
            phase,
            disconnect.protocol(),
            disconnect.secure(),
            disconnect.evidence(),
            client.peer(),
            client.contextPath(),
            client.endpoint(),
            client.sessionId(),
            disconnect.elapsed(),
            failure.length() > MAX_FAILURE ? failure.substring(0, MAX_FAILURE) : failure);
    ring.set((int) (next.getAndIncrement() % SIZE), entry);
  }

  /** Whether there has been one. */
  public boolean isAny() {
    return next.get() > 0;
  }

  /** The newest first. */
  public List<Entry> newestFirst() {
    List<Entry> entries = new ArrayList<>(SIZE);
    long end = next.get();
    for (long i = end - 1; i >= Math.max(0, end - SIZE); i--) {
      Entry entry = ring.get((int) (i % SIZE));
      if (entry != null) {
        entries.add(entry);
      }
    }
    return entries;
  }
}
