package io.hangup;

import io.hangup.internal.classify.Classifier;
import io.hangup.internal.classify.LiveThrowable;
import io.hangup.internal.classify.ThrowableView;
import io.hangup.internal.logging.FrameworkLoggers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.GenericFilter;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;

/**
 * For those who cannot edit {@code server.xml}: a disconnect that leaves the filter chain, however
 * it is wrapped, is rethrown as Tomcat's own {@link ClientAbortException}, which Tomcat logs at
 * DEBUG by itself. Everything else leaves as it came, and so does what the application says in
 * words of its own in an exception around a disconnect ({@code "order 17 half booked"}): the
 * rethrown one would lose them. Map it first, to all dispatcher types, with asynchronous support.
 */
public final class DisconnectFilter extends GenericFilter {
  private static final long serialVersionUID = 1;

  private static final Classifier CLASSIFIER = new Classifier();
  private static final String PARSER_OF_SERVER_XML = "org.apache.tomcat.util.digester.";

  /**
   * A filter.
   *
   * @throws IllegalStateException if it is created as an element of {@code server.xml} or {@code
   *     context.xml}, where a Valve belongs
   */
  public DisconnectFilter() {
    if (StackWalker.getInstance().walk(DisconnectFilter::isOfServerXml)) {
      String fault =
          "io.hangup.DisconnectFilter is a servlet filter, for web.xml: the className of a <Valve> is"
              + " io.hangup.DisconnectValve";
      Logger.getLogger(DisconnectFilter.class.getName()).severe(fault);
      throw new IllegalStateException(fault);
    }
  }

  private static boolean isOfServerXml(Stream<StackWalker.StackFrame> frames) {
    return frames.anyMatch(frame -> frame.getClassName().startsWith(PARSER_OF_SERVER_XML));
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (ClientAbortException e) {
      throw e;
    } catch (IOException | ServletException | RuntimeException e) {
      ThrowableView failure = LiveThrowable.view(e);
      if (CLASSIFIER.classify(failure, null).isPresent()
          && !FrameworkLoggers.KNOWN.hasOwnWords(failure)) {
        throw new ClientAbortException(e);
      }
      throw e;
    }
  }
}
