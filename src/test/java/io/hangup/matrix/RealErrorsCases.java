package io.hangup.matrix;

import io.hangup.matrix.RealErrorsCase.Place;
import io.hangup.matrix.real.ClientState;
import io.hangup.matrix.real.RealError;
import io.hangup.matrix.real.Way;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** All that are run: every error, way and client in the places that matter most, some in others. */
final class RealErrorsCases {
  private static final Set<Place> THOROUGHLY = EnumSet.of(Place.SERVLET, Place.ON_MESSAGE);
  private static final Set<Way> BRIEFLY = EnumSet.of(Way.THROWN, Way.LOGGED);

  private RealErrorsCases() {}

  static List<RealErrorsCase> all() {
    List<RealErrorsCase> cases = new ArrayList<>();
    for (Place place : Place.values()) {
      for (RealError error : RealError.values()) {
        for (ClientState state : ClientState.values()) {
          for (Way way : Way.values()) {
            RealErrorsCase each = new RealErrorsCase(error, way, state, place);
            if (isRun(each) && isSeen(each)) {
              cases.add(each);
            }
          }
        }
      }
    }
    return cases;
  }

  private static boolean isRun(RealErrorsCase each) {
    Place place = each.place();
    if (each.error().needsRequest() && (place.isWebSocket() || place.isHttp2())) {
      return false;
    }
    if (each.state() == ClientState.GONE && each.way() != Way.THROWN && each.way() != Way.OWN) {
      return false;
    }
    if (place == Place.ON_MESSAGE_PRINTING) {
      return each.way() == Way.THROWN;
    }
    return THOROUGHLY.contains(place)
        || (BRIEFLY.contains(each.way()) && each.state() != ClientState.GONE);
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
