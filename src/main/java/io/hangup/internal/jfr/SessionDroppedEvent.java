package io.hangup.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

@Name("io.hangup.SessionDropped")
@Label("Session Dropped")
@Description("A WebSocket session, or an asynchronous request, has ended")
@Category("Hangup")
@StackTrace(false)
final class SessionDroppedEvent extends Event {
  @Label("Type")
  @Nullable String type;

  @Label("Context")
  @Nullable String context;

  @Label("Endpoint")
  @Nullable String endpoint;

  @Label("Session")
  @Nullable String session;

  @Label("Close Code")
  int code;

  @Label("Clean")
  boolean clean;

  @Label("Disconnect")
  @Description("Kind and phase; null where nobody hung up")
  @Nullable String disconnect;

  @Label("Lived")
  @Timespan(Timespan.MILLISECONDS)
  long lived;
}
