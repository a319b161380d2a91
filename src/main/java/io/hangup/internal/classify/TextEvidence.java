package io.hangup.internal.classify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a stack trace shows by itself, and what of it only a running server could tell.
 */
public final class TextEvidence {
  private TextEvidence() {}

  /** Whether {@code failure} may only follow from a client's hang-up: it does, if that has gone. */
  public static boolean mayFollow(ThrowableView failure) {
    return FollowUps.mayContain(root(failure));
  }

  /**
   * Whether nothing but Tomcat's own record could show whose failure this is: threads of the JDK's
   * have made it, and there is no frame of anybody who asked for it.
   */
  public static boolean mayBeRecorded(ThrowableView failure) {
    ThrowableView root = root(failure);
    return isIo(failure) && !root.frames().isEmpty() && OriginTable.isOfChannelAlone(root);
  }

  /** Whether Tomcat says that a stream of HTTP/2 has ended, and its text does not say why. */
  public static boolean isEndOfStream(ThrowableView failure) {
    return failure.chain(Classifier.MAX_LINKS).stream()
        .anyMatch(link -> link.type().equals(DisconnectTypes.STREAM_EXCEPTION));
  }

  /** Whether the failure at the root has a type that a disconnect has. */
  public static boolean isIo(ThrowableView failure) {
    return IoTypes.contains(root(failure));
  }

  /** What decides that {@code failure} carries a disconnect: a type, or a frame; null for none. */
  public static @Nullable String deciding(ThrowableView failure) {
    List<ThrowableView> chain = failure.chain(Classifier.MAX_LINKS);
    for (ThrowableView link : chain) {
      if (DisconnectTypes.contains(link)) {
        return link.type();
      }
    }
    for (ThrowableView link : chain) {
      if (OriginTable.created(link) || OriginTable.wrappedBySend(link)) {
        StackTraceElement creator = OriginTable.creatorOf(link);
        return creator == null ? link.type() : creator.toString();
      }
    }
    return null;
  }

  /** The link in {@code failure}'s chain, or suppressed in it, that is a real error; else null. */
  public static @Nullable String realError(ThrowableView failure) {
    for (ThrowableView link : failure.chain(Classifier.MAX_LINKS)) {
      if (RealErrors.contains(link)) {
        return link.type();
      }
      if (!link.suppressed().isEmpty()) {
        return link.suppressed().get(0).type();
      }
    }
    return null;
  }

  /** The link of {@code failure} that nothing has caused. */
  public static ThrowableView root(ThrowableView failure) {
    List<ThrowableView> chain = failure.chain(Classifier.MAX_LINKS);
    return chain.get(chain.size() - 1);
  }
}
