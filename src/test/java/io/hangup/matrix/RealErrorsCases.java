package io.hangup.matrix;

import io.hangup.matrix.RealErrorsCase.Place;
import io.hangup.matrix.real.ClientState;
import io.hangup.matrix.real.RealError;
import io.hangup.matrix.real.Way;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * All that are run: every error in every place with every client, each time in another way. So
 * every error is shown in every way too, and every way is gone in every place with every client.
 */
final class RealErrorsCases {
  /** What Tomcat 11 does not let the application write, and those before throw away. */
  private static final Set<RealError> REFUSED =
      EnumSet.of(RealError.WRITTEN_AFTER_CLOSE, RealError.LONGER_THAN_DECLARED);

  private RealErrorsCases() {}

  /** Those that happen on the Tomcat of {@code run}, and differ on its platform. */
  static List<RealErrorsCase> of(Run run) {
    boolean refuses = run.version().startsWith("11.");
    return all().stream()
        .filter(each -> run.platform().has(each.place().connector()))
        .filter(each -> refuses || !REFUSED.contains(each.error()))
        .toList();
  }

  private static List<RealErrorsCase> all() {
    List<RealErrorsCase> cases = new ArrayList<>();
    int ofPlace = 0;
    for (Place place : Place.values()) {
      int ofError = ofPlace++;
      for (RealError error : RealError.values()) {
        int turn = ofError++;
        for (ClientState state : ClientState.values()) {
          List<RealErrorsCase> ways = inEveryWay(error, state, place);
          if (!ways.isEmpty()) {
            cases.add(ways.get(turn % ways.size()));
          }
          turn++;
        }
      }
    }
    return cases;
  }

  private static List<RealErrorsCase> inEveryWay(RealError error, ClientState state, Place place) {
    return Arrays.stream(Way.values())
        .map(way -> new RealErrorsCase(error, way, state, place))
        .filter(each -> happens(each) && isSeen(each))
        .toList();
  }

  private static boolean happens(RealErrorsCase each) {
    Place place = each.place();
    if (REFUSED.contains(each.error()) && each.state() != ClientState.THERE) {
      // To close a response is to write to its client.
      return false;
    }
    return !each.error().needsRequest() || !(place.isWebSocket() || place.isHttp2());
  }

  /** Whether Tomcat, without the Valve, shows the real error at all. */
  private static boolean isSeen(RealErrorsCase each) {
    boolean shown = each.way() == Way.LOGGED || each.way() == Way.PRINTED;
    if (each.error() == RealError.BAD_CHUNK) {
      // Tomcat is quiet about a malformed request; and of a client that has gone it reads no more.
      return each.state() == ClientState.THERE
          && each.way() != Way.THROWN
          && each.way() != Way.SERVLET;
    }
    if (each.state() == ClientState.SUPPRESSING && !each.place().isWebSocket()) {
      // Tomcat is quiet about its own ClientAbortException, and logs but the root of a
      // ServletException, which has nothing suppressed.
      return shown || each.way() == Way.OWN || each.way() == Way.UNCHECKED;
    }
    return true;
  }
}
