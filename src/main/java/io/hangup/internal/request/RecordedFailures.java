package io.hangup.internal.request;

import io.hangup.disconnect.Phase;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.connection.Causes;
import io.hangup.internal.tomcat.TomcatInternals;
import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import java.lang.ref.WeakReference;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.jspecify.annotations.Nullable;

/** What Tomcat recorded as the failures of one request, out of an application's reach. */
final class RecordedFailures {
  /** What the thread has asked about last: each link of a chain asks about the same. */
  private static final ThreadLocal<@Nullable Judged> LAST = new ThreadLocal<>();

  private record Judged(WeakReference<Throwable> failure, boolean isDisconnect) {}

  private RecordedFailures() {}

  /**
   * Whether {@code request} has none, and cannot have had one out of sight: all that a request
   * costs which ends well. Neither is one that has been asynchronous, which others may have worked
   * for.
   */
  static boolean areNone(org.apache.catalina.connector.Request request) {
    Request coyote = request.getCoyoteRequest();
    Response response = request.getResponse().getCoyoteResponse();
    return request.getAsyncContextInternal() == null
        && !response.isError()
        && TomcatInternals.error(response) == null
        && TomcatInternals.error(coyote) == null
        && coyote.getAttribute(RequestDispatcher.ERROR_EXCEPTION) == null;
  }

  /** The first of them; null where all went well. */
  static @Nullable Throwable first(Request request, @Nullable Response response) {
    // Who fails to read is answered with an error page, which fails after it.
    Throwable reading = TomcatInternals.error(request);
    Throwable either =
        reading == null && response != null ? TomcatInternals.error(response) : reading;
    return either != null ? either : dispatched(request);
  }

  /** Whether {@code failure} is one of them, or a cause of one: Tomcat may log another link. */
  static boolean contain(Request request, @Nullable Response response, Throwable failure) {
    return (response != null && leadsTo(TomcatInternals.error(response), failure))
        || leadsTo(TomcatInternals.error(request), failure)
        || wasDispatched(request, failure);
  }

  /**
   * What failed with the failure whose root is {@code root}: Tomcat records with the request what
   * fails to be read, and with the response what fails to be written. Null where it is recorded
   * with neither, or with both.
   */
  static @Nullable Phase phase(
      Request request, @Nullable Response response, @Nullable Throwable root) {
    boolean reading = isRoot(TomcatInternals.error(request), root);
    boolean writing = response != null && isRoot(TomcatInternals.error(response), root);
    return reading == writing ? null : reading ? Phase.READ : Phase.WRITE;
  }

  private static boolean isRoot(@Nullable Throwable recorded, @Nullable Throwable root) {
    return recorded != null && Causes.root(recorded) == root;
  }

  /** Whether one of them is that the client has gone. */
  static boolean containDisconnect(Request request, @Nullable Response response) {
    Throwable first = first(request, response);
    return first != null && isDisconnect(first);
  }

  /**
   * What Tomcat noticed while the request was not reading or writing, and dispatched to it as an
   * error: a reset stream, a read that timed out. It is left in an attribute of coyote's request
   * before the response has a record of it, if it ever gets one.
   */
  private static @Nullable Throwable dispatched(Request request) {
    return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof IOException failure
            && !isComplete(Http2Stream.of(request))
        ? failure
        : null;
  }

  private static boolean isComplete(@Nullable Http2Stream stream) {
    return stream != null && stream.isComplete();
  }

  /** What is dispatched may be the application's, too: it has to be of the server's making. */
  private static boolean wasDispatched(Request request, Throwable failure) {
    Throwable dispatched = dispatched(request);
    return dispatched != null && Causes.lead(dispatched, failure) && isDisconnect(dispatched);
  }

  private static boolean isDisconnect(Throwable failure) {
    Judged last = LAST.get();
    if (last == null || !last.failure.refersTo(failure)) {
      boolean isDisconnect = Classifier.isDisconnect(failure);
      last = new Judged(new WeakReference<>(failure), isDisconnect);
      LAST.set(last);
    }
    return last.isDisconnect;
  }

  private static boolean leadsTo(@Nullable Throwable recorded, Throwable failure) {
    return recorded != null && Causes.lead(recorded, failure);
  }
}
