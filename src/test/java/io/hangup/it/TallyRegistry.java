package io.hangup.it;

import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;
import io.hangup.session.SessionRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A registry for {@code lib/} that keeps the books, and says at the end whether they are right. */
public class TallyRegistry implements SessionRegistry {
  private static final int MAX_WRONG = 10;
  private static final int MAX_DELAYS = 100_000;
  private static volatile String tally = "";

  private final Set<String> live = new HashSet<>();
  private final List<Long> delays = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private Path file;
  private int opened;
  private int dropped;

  /** Where the books are left when the registry is closed. */
  public void setFile(String file) {
    this.file = Path.of(file);
  }

  /** Opened, dropped and live sessions, and how many were told of wrongly; as of the last one. */
  public static String tally() {
    return tally;
  }

  @Override
  public void opened(OpenSession session) {
    opened++;
    if (!live.add(key(session))) {
      wrong("opened twice", session);
    }
    publish();
  }

  @Override
  public void drop(DeadSession dead) {
    dropped++;
    if (!live.remove(key(dead.session()))) {
      wrong("dropped without being open", dead.session());
    }
    if (delays.size() < MAX_DELAYS) {
      delays.add(Duration.between(dead.endedAt(), Instant.now()).toNanos());
    }
    publish();
  }

  @Override
  public void close() {
    Collections.sort(delays);
    long median = delays.isEmpty() ? 0 : delays.get(delays.size() / 2) / 1_000_000;
    try {
      Files.writeString(file, tally + "\nmedian " + median + " ms\n" + String.join("\n", wrong));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void publish() {
    tally = opened + " " + dropped + " " + live.size() + " " + wrong.size();
  }

  private void wrong(String what, OpenSession session) {
    if (wrong.size() < MAX_WRONG) {
      wrong.add(what + ": " + session);
    }
  }

  private static String key(OpenSession session) {
    return session.type() + " " + session.id();
  }
}
