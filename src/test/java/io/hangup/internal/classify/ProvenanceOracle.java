package io.hangup.internal.classify;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What {@code design.md} demands of a disconnect, said a second time and of the plan of a chain:
 * necessary for one, and deliberately not sufficient.
 */
final class ProvenanceOracle {
  private static final Pattern JDK = Pattern.compile("(java|javax|jdk|sun|com\\.sun)\\..*");
  private static final Pattern SERVER =
      Pattern.compile(
          "org\\.apache\\.(tomcat\\.util\\.net\\.|coyote\\.|tomcat\\.websocket\\.server\\.).*");

  /** JDK code of other people's connections, or of none: the design's list, and files. */
  private static final Set<String> CLIENTS =
      Set.of("java.net.Socket$SocketInputStream", "sun.nio.ch.FileChannelImpl");

  private ProvenanceOracle() {}

  /**
   * Whether there is evidence, and nothing suppressed that there is none for.
   *
   * @param recorded the position of the link that the container recorded; it may be beyond the last
   */
  static boolean hasEvidence(GeneratedFailure failure, int recorded) {
    List<GeneratedFailure.Link> links = failure.links();
    boolean known = recorded < links.size() && isConnections(links.get(recorded));
    return (known || links.stream().anyMatch(link -> isOwned(link) || isOrigin(link)))
        && (!failure.cyclic() || links.stream().anyMatch(GeneratedFailure.Link::isHostile))
        && seen(links).stream().noneMatch(ProvenanceOracle::isClosedByTheApplication)
        && seen(links).stream()
            .flatMap(link -> link.suppressed().stream())
            .allMatch(each -> hasEvidence(each, Integer.MAX_VALUE));
  }

  /** A malformed request and an application's own exception are no hang-up, whoever noted them. */
  private static boolean isConnections(GeneratedFailure.Link link) {
    return link.type().standing() == GeneratedType.Standing.IO || isOwned(link);
  }

  /** The trap: Tomcat records this in the same place. */
  private static boolean isClosedByTheApplication(GeneratedFailure.Link link) {
    return link.type().make().apply("").getClass() == IOException.class
        && link.frames().stream()
            .limit(1)
            .anyMatch(frame -> frame.getMethodName().equals("throwIfClosed"));
  }

  private static boolean isOwned(GeneratedFailure.Link link) {
    return link.type().standing() == GeneratedType.Standing.OWNED;
  }

  private static boolean isOrigin(GeneratedFailure.Link link) {
    return link.type().standing() == GeneratedType.Standing.IO
        && link.type().make().apply("") instanceof IOException
        && link.frames().stream()
            .takeWhile(ProvenanceOracle::isJdks)
            .noneMatch(frame -> CLIENTS.contains(frame.getClassName()))
        && link.frames().stream()
            .dropWhile(ProvenanceOracle::isJdks)
            .limit(1)
            .anyMatch(ProvenanceOracle::isServers);
  }

  private static boolean isServers(StackTraceElement frame) {
    return SERVER.matcher(frame.getClassName()).matches()
        && !GeneratedFrames.OTHER_TOMCAT.has(frame);
  }

  private static boolean isJdks(StackTraceElement frame) {
    return JDK.matcher(frame.getClassName()).matches();
  }

  /** The links that can be seen: what is behind a hostile one may be hidden. */
  private static List<GeneratedFailure.Link> seen(List<GeneratedFailure.Link> links) {
    for (int i = 0; i < links.size(); i++) {
      if (links.get(i).isHostile()) {
        return links.subList(0, i + 1);
      }
    }
    return links;
  }
}
