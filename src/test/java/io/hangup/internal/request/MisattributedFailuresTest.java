package io.hangup.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.disconnect.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The warning of a response that ended with another client's failure. */
class MisattributedFailuresTest {
  private static final Logger LOGGER = Logger.getLogger(MisattributedFailures.class.getName());

  private final List<String> warnings = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          warnings.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private final MisattributedFailures failures = new MisattributedFailures();

  @BeforeEach
  void listen() {
    LOGGER.addHandler(handler);
  }

  @AfterEach
  void listenNoMore() {
    LOGGER.removeHandler(handler);
  }

  @Test
  void namesTheContextAndTheRemedyOncePerMinute() {
    failures.warn(client("/shop"));
    failures.warn(client("/chat"));

    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0)).contains("[/shop]", "[1 so far]", "processorCache=\"0\"");
  }

  /** Tomcat's record of a recycled response has none. */
  @Test
  void isSilentWithoutAContext() {
    failures.warn(client(null));

    assertThat(warnings).isEmpty();
  }

  private static Client client(String contextPath) {
    return new Client("127.0.0.1:1", contextPath, "/endpoint", null, null);
  }
}
