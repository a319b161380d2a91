package io.hangup.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.disconnect.Phase;
import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.CloseNowException;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.junit.jupiter.api.Test;

class RecordedFailuresTest {
  private final Request request = new Request();
  private final Response response = new Response();
  private final IOException failure = new IOException("Broken pipe");

  @Test
  void whatFailsToBeReadIsRecordedWithTheRequest() {
    request.setErrorException(failure);

    assertThat(RecordedFailures.phase(request, response, failure)).isEqualTo(Phase.READ);
    assertThat(RecordedFailures.first(request, response)).isSameAs(failure);
  }

  @Test
  void whatFailsToBeWrittenIsRecordedWithTheResponse() {
    response.setErrorException(new ClientAbortException(failure));

    assertThat(RecordedFailures.phase(request, response, failure)).isEqualTo(Phase.WRITE);
    assertThat(RecordedFailures.contain(request, response, failure)).isTrue();
  }

  @Test
  void whatIsRecordedWithBothOrWithNeitherSaysNothingOfThePhase() {
    assertThat(RecordedFailures.phase(request, response, failure)).isNull();

    request.setErrorException(failure);
    response.setErrorException(failure);

    assertThat(RecordedFailures.phase(request, response, failure)).isNull();
    assertThat(RecordedFailures.phase(request, null, failure)).isEqualTo(Phase.READ);
  }

  /** An application may put anything there: only what the server made is the server's record. */
  @Test
  void whatIsDispatchedHasToBeTheServers() {
    request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, failure);
    assertThat(RecordedFailures.contain(request, response, failure)).isFalse();

    CloseNowException closed = new CloseNowException("stream reset");
    request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, closed);
    assertThat(RecordedFailures.contain(request, response, closed)).isTrue();
    assertThat(RecordedFailures.containDisconnect(request, response)).isTrue();
  }
}
