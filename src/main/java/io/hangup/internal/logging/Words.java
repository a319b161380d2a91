package io.hangup.internal.logging;

import io.hangup.disconnect.Disconnect;
import io.hangup.internal.classify.LiveThrowable;
import org.jspecify.annotations.Nullable;

/** Whose words a record carries, and what therefore becomes of it. */
final class Words {
  private static final int MAX_LINKS = 16;

  private Words() {}

  /**
   * What becomes of a record that shows nothing but a disconnect.
   *
   * @param ofCallback whether the disconnect may be the one that the container reports, where the
   *     thread is inside a callback that reports one: not where the thread works for a client that
   *     is there
   */
  static Verdict verdict(
      Occasion occasion,
      Speaker speaker,
      Disconnect disconnect,
      boolean ofCallback,
      ApplicationRecords applicationRecords) {
    return goWhole(occasion.logger(), speaker, ofCallback, applicationRecords)
        ? Verdict.WITHHOLD
        : byText(occasion, disconnect, applicationRecords);
  }

  /** Whether no words of a record are left in its place, whatever they are. */
  static boolean goWhole(
      @Nullable String logger,
      Speaker speaker,
      boolean ofCallback,
      ApplicationRecords applicationRecords) {
    return speaker != Speaker.APPLICATION
        || logger == null
        || applicationRecords == ApplicationRecords.DOWNGRADE
        || (ofCallback && Callbacks.isInside());
  }

  /** What becomes of a record that has words of the application's own, which do not go whole. */
  static Verdict ofOwn(Disconnect disconnect, ApplicationRecords applicationRecords) {
    return applicationRecords == ApplicationRecords.KEEP
        ? Verdict.PASS
        : Verdict.shorten(disconnect.code());
  }

  private static Verdict byText(
      Occasion occasion, Disconnect disconnect, ApplicationRecords applicationRecords) {
    try {
      if (!areOwn(occasion.message().get(), occasion.thrown())) {
        return Verdict.WITHHOLD;
      }
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // Whoever shows the record has to ask for its message as well.
      return Verdict.PASS;
    }
    return ofOwn(disconnect, applicationRecords);
  }

  /** Whether {@code text} says more than what {@code thrown}, or one of its causes, says itself. */
  static boolean areOwn(@Nullable String text, Throwable thrown) {
    if (text == null || text.isBlank()) {
      return false;
    }
    String words = text.strip();
    return LiveThrowable.view(thrown).chain(MAX_LINKS).stream()
        .noneMatch(link -> words.equals(link.message()) || words.equals(link.text()));
  }
}
