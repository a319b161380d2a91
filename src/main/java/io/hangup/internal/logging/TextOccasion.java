package io.hangup.internal.logging;

import io.hangup.disconnect.Disconnect;
import io.hangup.internal.classify.ThrowableView;
import org.jspecify.annotations.Nullable;

/**
 * One log record, or one printed text, with a stack trace in its text, that is about to become
 * visible.
 *
 * @param read the outermost throwable of the trace
 * @param logger the name of the logger it was given to; null for a standard stream
 * @param level the name of the record's level; null for a standard stream
 * @param words the text without the trace; on a standard stream they stay in any case
 * @param source the logger, or the standard stream
 */
record TextOccasion(
    ThrowableView read,
    @Nullable String logger,
    @Nullable String level,
    String words,
    String source) {

  /** What an empty message leaves, as Solr writes it before the trace. */
  private static final String NOTHING = "null:";

  /** The occasion that shows {@code thrown} beside the same words. */
  Occasion of(Throwable thrown) {
    return new Occasion(thrown, logger, level, () -> hasWords() ? words : null, source);
  }

  /**
   * What becomes of it if it shows nothing but a disconnect.
   *
   * @param ofCallback whether the disconnect may be the one that the container reports, where the
   *     thread is inside a callback that reports one
   */
  Verdict verdict(WordRules rules, Disconnect found, boolean ofCallback) {
    Speaker speaker = Speakers.of(logger, rules.frameworks());
    return !hasWords() || Words.goWhole(logger, speaker, ofCallback, rules.applicationRecords())
        ? Verdict.WITHHOLD
        : Words.ofOwn(found, rules.applicationRecords());
  }

  private boolean hasWords() {
    return !words.equals(NOTHING) && words.codePoints().anyMatch(Character::isLetterOrDigit);
  }
}
