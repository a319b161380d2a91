package io.hangup.internal.logging;

/**
 * What the Valves that speak for a record say of words in it.
 *
 * @param applicationRecords what becomes of the application's own
 * @param frameworks whose words are not the application's
 */
public record WordRules(ApplicationRecords applicationRecords, FrameworkLoggers frameworks) {
  /** What holds where nothing is configured. */
  public static final WordRules DEFAULT =
      new WordRules(ApplicationRecords.SHORTEN, FrameworkLoggers.KNOWN);

  /** Where {@code other} speaks for the same record: what both allow. */
  public WordRules and(WordRules other) {
    return new WordRules(
        applicationRecords.or(other.applicationRecords), frameworks.common(other.frameworks));
  }
}
