package io.hangup.internal.classify;

import io.hangup.disconnect.Evidence;
import io.hangup.internal.connection.ClientConnection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The company that a disconnect keeps: whether its throwable carries nothing else. A real error
 * among its links, or one that is suppressed in them, keeps the throwable visible; another
 * disconnect, a decoration, and what only repeats that the client has gone, do not. In doubt it is
 * not alone.
 */
final class Company {
  /** The number of links, suppressed ones among them, that one classification looks at. */
  private static final int MAX_VISITS = 256;

  private final List<ThrowableView> chain;
  private final @Nullable ClientConnection connection;

  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private int left = MAX_VISITS;

  private Company(List<ThrowableView> chain, @Nullable ClientConnection connection) {
    this.chain = chain;
    this.connection = connection;
  }

  /** Whether the disconnect that {@code chain} carries on {@code evidence} is alone in it. */
  static boolean isNone(
      List<ThrowableView> chain, Evidence evidence, @Nullable ClientConnection connection) {
    return new Company(chain, connection).isFine(chain, evidence);
  }

  /** Whether no link is a real error, and none has one suppressed. */
  private boolean isFine(List<ThrowableView> links, Evidence evidence) {
    left -= links.size();
    if (left < 0 || Links.any(links, RealErrors::contains)) {
      return false;
    }
    // The root of what follows is in the other table, which has been asked.
    int judged = evidence == Evidence.FOLLOW_UP ? links.size() - 1 : links.size();
    return !Links.any(links.subList(0, judged), OriginTable::excludes) && areExcused(links);
  }

  private boolean areExcused(List<ThrowableView> links) {
    for (ThrowableView link : links) {
      for (ThrowableView suppressed : link.suppressed()) {
        if (isFirst(suppressed) && !isExcused(suppressed, link)) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Whether {@code failure} is looked at for the first time: what fails a second time on closing
   * may have the first failure as its cause, in which it is suppressed.
   */
  private boolean isFirst(ThrowableView failure) {
    Throwable thrown = failure.thrown();
    return thrown == null || seen.add(thrown);
  }

  private boolean isExcused(ThrowableView suppressed, ThrowableView in) {
    List<ThrowableView> links = suppressed.chain(Classifier.MAX_LINKS + 1);
    if (links.size() > Classifier.MAX_LINKS || isAnothers(links)) {
      return false;
    }
    Evidence evidence = Provenance.of(links, connection);
    if (evidence != null) {
      return isFine(links, evidence);
    }
    left -= links.size();
    return left >= 0
        && !Links.any(links, RealErrors::contains)
        && !Links.any(links, RealErrors::isInterruption)
        && isRepetition(suppressed, links, in)
        && areExcused(links);
  }

  private boolean isAnothers(List<ThrowableView> links) {
    return Provenance.isAnothers(links, connection);
  }

  private boolean isRepetition(
      ThrowableView suppressed, List<ThrowableView> links, ThrowableView in) {
    return DisconnectTypes.isCloseOfCutUpload(suppressed)
        || DisconnectTypes.isWriteAfterEnd(suppressed, chain)
        || Decorations.contain(suppressed)
        || links.stream().allMatch(link -> isOfClosing(link, in));
  }

  private boolean isOfClosing(ThrowableView link, ThrowableView in) {
    return Closings.contain(link, chain) || Closings.contain(link, List.of(in));
  }
}
