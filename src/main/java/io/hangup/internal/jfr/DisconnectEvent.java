package io.hangup.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

@Name("io.hangup.Disconnect")
@Label("Disconnect")
@Description("A client has hung up")
@Category("Hangup")
@StackTrace(false)
final class DisconnectEvent extends Event {
  @Label("Kind")
  @Nullable String kind;

  @Label("Phase")
  @Nullable String phase;

  @Label("Protocol")
  @Nullable String protocol;

  @Label("Evidence")
  @Nullable String evidence;

  @Label("Peer")
  @Nullable String peer;

  @Label("Context")
  @Nullable String context;

  @Label("Endpoint")
  @Nullable String endpoint;

  @Label("Session")
  @Nullable String session;

  @Label("Elapsed")
  @Description("How long the request, or the session, had gone on; -1 ms where that is not known")
  @Timespan(Timespan.MILLISECONDS)
  long elapsed;

  @Label("Failure")
  @Nullable String failure;
}
