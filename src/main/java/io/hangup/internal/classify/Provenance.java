package io.hangup.internal.classify;

import io.hangup.disconnect.Evidence;
import io.hangup.internal.connection.ClientConnection;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a failure comes from: the evidence that it is one of this server's client's connection. */
final class Provenance {
  private Provenance() {}

  /**
   * The evidence in {@code chain}; null where there is none, and where the failure at its root is a
   * real error, whoever recorded it. Identity and types first: frames are expensive to look at.
   */
  static @Nullable Evidence of(List<ThrowableView> chain, @Nullable ClientConnection connection) {
    ThrowableView root = chain.get(chain.size() - 1);
    if (Links.any(chain, RealErrors::isInterruption)) {
      return null;
    }
    if (FollowUps.contain(root, connection)) {
      return Evidence.FOLLOW_UP;
    }
    if (OriginTable.excludes(root)) {
      return null;
    }
    if (!isOurs(root) && !OriginTable.created(root)) {
      // Such as an OutOfMemoryError, which NIO2 wraps in an IOException as it does everything.
      return null;
    }
    if (connection != null && Links.any(chain, link -> recorded(link, connection))) {
      return Evidence.IDENTITY;
    }
    if (Links.any(chain, DisconnectTypes::contains)) {
      return Evidence.OWNED_TYPE;
    }
    if (Links.any(chain, OriginTable::created) || Links.any(chain, OriginTable::wrappedBySend)) {
      return Evidence.ORIGIN;
    }
    return null;
  }

  /** Whether a link of {@code chain} is known to be another client's than {@code connection}'s. */
  static boolean isAnothers(List<ThrowableView> chain, @Nullable ClientConnection connection) {
    return connection != null
        && Links.any(
            chain,
            link -> link.thrown() instanceof IOException thrown && connection.isAnothers(thrown));
  }

  /** Whether the container recorded {@code link} itself, and it can be a disconnect. */
  static boolean recorded(ThrowableView link, ClientConnection connection) {
    Throwable thrown = link.thrown();
    return thrown != null && isOurs(link) && connection.recorded(thrown);
  }

  /** Whether a disconnect can be of this type: what else is at the root, makes it an error. */
  private static boolean isOurs(ThrowableView link) {
    return IoTypes.contains(link) || DisconnectTypes.contains(link);
  }
}
