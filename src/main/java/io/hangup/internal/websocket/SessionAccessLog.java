package io.hangup.internal.websocket;

import io.hangup.disconnect.Disconnect;
import io.hangup.internal.delivery.LiveSession;
import io.hangup.internal.delivery.SessionObserver;
import io.hangup.internal.jvm.OwnRights;
import io.hangup.internal.tomcat.RequestCopy;
import io.hangup.session.DeadSession;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;

/**
 * Has the access logs write a line at the end of a WebSocket session, of the request that it was
 * opened with: when that ended, with 101, nobody knew yet how long it would last and how it would
 * end.
 */
public final class SessionAccessLog implements SessionObserver {
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final Log log = LogFactory.getLog(SessionAccessLog.class);
  private static final AtomicBoolean warned = new AtomicBoolean();

  private final RequestCopy request;

  private SessionAccessLog(RequestCopy request) {
    this.request = request;
  }

  /** The observer of the session that {@code request} opens. */
  public static SessionObserver of(Request request) {
    return new SessionAccessLog(new RequestCopy(request, SWITCHING_PROTOCOLS));
  }

  @Override
  public void opened(LiveSession session) {}

  @Override
  public void ended(LiveSession session, DeadSession end) {
    Disconnect disconnect = end.disconnect();
    if (disconnect != null) {
      request.attribute(Disconnect.REQUEST_ATTRIBUTE, disconnect.code());
    }
    OwnRights.run(this::write);
  }

  private void write() {
    try {
      request.log();
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      if (warned.compareAndSet(false, true)) {
        log.warn("The end of a WebSocket session could not be written to the access log", e);
      }
    }
  }
}
