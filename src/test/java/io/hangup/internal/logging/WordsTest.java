package io.hangup.internal.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.disconnect.Disconnect;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.classify.LiveThrowable;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordsTest {
  private final ClientAbortException abort =
      new ClientAbortException(new IOException("Broken pipe"));
  private static final String OWN = "Payment 42 could not be rolled back";

  private final Disconnect disconnect = new Classifier().classify(abort, null).orElseThrow();

  @Test
  void whatTheApplicationSaysStaysWithoutItsStackTrace() {
    Verdict verdict = judge(Speaker.APPLICATION, () -> OWN, ApplicationRecords.SHORTEN);

    assertThat(verdict).isEqualTo(Verdict.shorten(disconnect.code()));
    assertThat(verdict.ending()).isEqualTo("[client gone: " + disconnect.code() + "]");
  }

  @Test
  void theAttributeChooses() {
    assertThat(judge(Speaker.APPLICATION, () -> OWN, ApplicationRecords.DOWNGRADE))
        .isEqualTo(Verdict.WITHHOLD);
    assertThat(judge(Speaker.APPLICATION, () -> OWN, ApplicationRecords.KEEP))
        .isEqualTo(Verdict.PASS);
  }

  @ParameterizedTest
  @EnumSource(names = {"REQUEST", "CONNECTION"})
  void whatOthersSayIsWithheldWhole(Speaker speaker) {
    assertThat(judge(speaker, () -> OWN, ApplicationRecords.KEEP)).isEqualTo(Verdict.WITHHOLD);
  }

  @Test
  void aRecordWithoutWordsOfItsOwnIsWithheldWhole() {
    Throwable wrapped = new IllegalStateException("half booked", abort);
    assertThat(Words.areOwn(null, abort)).isFalse();
    assertThat(Words.areOwn(" \n", abort)).isFalse();
    assertThat(Words.areOwn(wrapped.toString(), wrapped)).isFalse();
    assertThat(Words.areOwn("half booked", wrapped)).isFalse();
    assertThat(Words.areOwn(abort.toString(), wrapped)).isFalse();
    assertThat(Words.areOwn("Broken pipe", wrapped)).isFalse();
    assertThat(Words.areOwn("Broken pipe in order 17", wrapped)).isTrue();
  }

  @Test
  void wordsInAChainAreTheApplicationsUnlessOthersMadeTheLink() {
    assertThat(hasOwnWords(new IllegalStateException("order 17 half booked", abort))).isTrue();
    assertThat(hasOwnWords(new IllegalStateException(abort))).isFalse();
    assertThat(hasOwnWords(abort)).isFalse();
    assertThat(hasOwnWords(new IllegalStateException("Broken pipe", abort.getCause()))).isFalse();
    Exception springs = new IllegalStateException("Request processing failed", abort);
    springs.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(
              "org.springframework.web.servlet.FrameworkServlet", "processRequest", null, 1)
        });
    assertThat(hasOwnWords(springs)).isFalse();
  }

  private static boolean hasOwnWords(Throwable thrown) {
    return FrameworkLoggers.KNOWN.hasOwnWords(LiveThrowable.view(thrown));
  }

  private Verdict judge(Speaker speaker, Supplier<String> message, ApplicationRecords records) {
    Occasion occasion = new Occasion(abort, "com.acme.Pay", "SEVERE", message);
    return Words.verdict(occasion, speaker, disconnect, true, records);
  }
}
