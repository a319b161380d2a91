package io.hangup.internal.request;

import io.hangup.disconnect.Client;
import io.hangup.internal.jvm.OncePerMinute;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;

/**
 * Warns, once a minute at most, of clients that Tomcat cut short with another one's failure.
 *
 * <p>A request without a context is nobody's: Tomcat logs one where an application has written to a
 * response that it had recycled ({@code CoyoteAdapter.checkRecycled}).
 */
final class MisattributedFailures {
  private static final Log log = LogFactory.getLog(MisattributedFailures.class);

  private final AtomicLong count = new AtomicLong();
  private final OncePerMinute warnings = new OncePerMinute();

  void warn(Client client) {
    if (client.contextPath() == null) {
      return;
    }
    long all = count.incrementAndGet();
    if (warnings.isDue()) {
      log.warn(
          "Tomcat ended a response of context ["
              + client.contextPath()
              + "] with the failure of another client's connection ["
              + all
              + " so far]. It is not this client's hang-up, so what is logged of it stays;"
              + " processorCache=\"0\" in the <Connector> avoids it");
    }
  }
}
