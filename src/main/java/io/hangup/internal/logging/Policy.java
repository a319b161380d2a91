package io.hangup.internal.logging;

import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Undecided;
import org.jspecify.annotations.Nullable;

/** What the Valves have to say about a disconnect that is about to become visible. */
@FunctionalInterface
public interface Policy {

  /** What is to become of it. */
  enum Answer {
    /** No Valve speaks for the place where it happened: it is none of ours. */
    OUT_OF_SCOPE,
    /** It is reported, and stays visible as it was. */
    REPORT_ONLY,
    /** It is reported, and nothing else. */
    WITHHOLD
  }

  /**
   * Answers for one record or trace.
   *
   * @param kind the disconnect's kind
   * @param webapp the class loader of the web application whose connection or thread it is, or null
   * @param source the logger it was given to; null for standard error
   */
  Answer decide(Kind kind, @Nullable ClassLoader webapp, @Nullable String source);

  /**
   * What is said of words in one record or trace.
   *
   * @param webapp the class loader of the web application whose connection or thread it is, or null
   * @param source the logger it was given to; null for standard error
   */
  default WordRules words(@Nullable ClassLoader webapp, @Nullable String source) {
    return WordRules.DEFAULT;
  }

  /** A record, or a trace, that has a disconnect in its chain stays, for that reason. */
  default void stayed(Undecided reason) {}
}
