package io.hangup.internal.request;

import io.hangup.disconnect.Kind;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.classify.Finding;
import io.hangup.internal.connection.ClientConnection;
import io.hangup.internal.delivery.SessionObserver;
import io.hangup.internal.jvm.OwnFailures;
import io.hangup.internal.report.Reporter;
import java.util.List;
import java.util.function.Function;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.jspecify.annotations.Nullable;

/** What is done when requests end, and for those that go on after their pipeline. */
public final class RequestTracker {
  private final Classifier classifier;
  private final Reporter reporter;
  private final AsyncRequests asyncs;
  private final SendfileTransfers files;
  private final MisattributedFailures misattributed = new MisattributedFailures();
  private final Function<Context, List<SessionObserver>> observers;

  /**
   * @param observers who is to be notified of the sessions of a web application
   */
  public RequestTracker(
      Classifier classifier,
      Reporter reporter,
      Function<Context, List<SessionObserver>> observers) {
    this.classifier = classifier;
    this.reporter = reporter;
    this.observers = observers;
    asyncs = new AsyncRequests(classifier, reporter);
    files = new SendfileTransfers(classifier, reporter);
  }

  /** The pipeline has come back from {@code request}, which may go on asynchronously. */
  public void afterPipeline(Request request, CurrentRequest connection) {
    try {
      if (RecordedFailures.areNone(request)) {
        // What else waits is reported when the request has ended, which is next.
        return;
      }
      if (request.isAsync()) {
        asyncs.watch(request, observers);
        connection.beginAsync();
      }
      reportFailure(connection);
    } catch (RuntimeException | LinkageError e) {
      OwnFailures.note(e);
    } finally {
      connection.end();
    }
  }

  /** {@code request} has ended for good, but for a file that Tomcat may yet send. */
  public void afterRequest(Request request, Response response) {
    try {
      if (RecordedFailures.areNone(request) && !SendfileTransfers.isSending(request)) {
        reporter.flush();
      } else {
        afterRequest(request, CurrentRequest.begin(request, response, null));
      }
    } catch (RuntimeException | LinkageError e) {
      OwnFailures.note(e);
    }
  }

  private void afterRequest(Request request, CurrentRequest connection) {
    try {
      connection.endAsync();
      reportFailure(connection);
      AsyncRequest async = AsyncRequest.of(request);
      if (async != null) {
        asyncs.ended(async);
      }
      if (!connection.isReported()) {
        files.watch(request);
      }
    } finally {
      connection.end();
    }
  }

  /** Reports the failure of a request's connection that Tomcat knows of, if nobody has yet. */
  private void reportFailure(CurrentRequest connection) {
    try {
      report(connection);
    } finally {
      reporter.flush();
    }
  }

  private void report(CurrentRequest connection) {
    Throwable failure = connection.failure();
    if (failure != null && connection.isAnothers(failure)) {
      misattributed.warn(connection.client());
      return;
    }
    if (failure != null) {
      connection.noteFailure(failure);
    }
    if (failure != null && !connection.isReported()) {
      // Whatever it looks like by now: it was found with this connection.
      classifier
          .find(failure, connection)
          .map(Finding::disconnect)
          .map(found -> found.isAttributed() ? found : connection.attribute(found))
          .ifPresent(disconnect -> reporter.report(disconnect, connection));
    }
    Kind cutOff = connection.cutOff();
    if (cutOff != null && !connection.isReported()) {
      reporter.report(
          Classifier.withoutThrowable(connection, cutOff, Http2Stream.words(cutOff)), connection);
    }
  }

  /**
   * The request that {@code thrown} names, of those that go on, or that the current thread works
   * for; null where there is none.
   *
   * @param byThread whether the thread is to be asked
   */
  public @Nullable ClientConnection find(Throwable thrown, boolean byThread) {
    return asyncs.find(thrown, byThread);
  }

  /** The request that recorded {@code thrown}, of those that go on; see {@link AsyncRequests}. */
  public @Nullable ClientConnection search(Throwable thrown) {
    return asyncs.search(thrown);
  }

  /** Looks for ends that no callback reports. */
  public void check() {
    files.check();
    asyncs.check();
  }

  /** Drops what goes on in a web application that stops. */
  public void forget(ClassLoader webapp) {
    asyncs.forget(webapp);
  }
}
