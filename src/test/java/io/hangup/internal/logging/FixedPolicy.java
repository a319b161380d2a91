package io.hangup.internal.logging;

import io.hangup.disconnect.Kind;
import org.jspecify.annotations.Nullable;

/** Says of everything what a test wants it to. */
final class FixedPolicy implements Policy {
  Policy.Answer answer = Policy.Answer.WITHHOLD;
  ApplicationRecords applicationRecords = ApplicationRecords.SHORTEN;

  @Override
  public Answer decide(Kind kind, @Nullable ClassLoader webapp, @Nullable String source) {
    return answer;
  }

  @Override
  public WordRules words(@Nullable ClassLoader webapp, @Nullable String source) {
    return new WordRules(applicationRecords, FrameworkLoggers.KNOWN);
  }
}
