package io.hangup.internal.report;

import io.hangup.disconnect.Disconnect;
import io.hangup.internal.classify.LiveThrowable;
import io.hangup.internal.classify.ThrowableView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A log record, or a printed trace, that did not become visible as it was because it only showed a
 * disconnect.
 *
 * @param code the disconnect's kind and phase
 * @param source the logger, or the stream, that it was given to
 * @param level the name of the record's level; null for a printed trace
 * @param message the message that went with it; null where that is still seen, or there is none
 * @param thrown the throwable that it showed
 */
public record Withheld(
    String code,
    String source,
    @Nullable String level,
    @Nullable String message,
    Throwable thrown) {
  private static final int MAX_LINKS = 8;

  /** What is withheld for {@code disconnect} where it is reported. */
  public static Withheld of(
      Disconnect disconnect, @Nullable String level, @Nullable String message, Throwable thrown) {
    String source = disconnect.from() == null ? "" : disconnect.from();
    return new Withheld(disconnect.code(), source, level, message, thrown);
  }

  /** Who said what. */
  String words() {
    return source + ' ' + message + ' ' + wrappings(thrown);
  }

  /** Whether somebody's words went with it. */
  boolean hasWords() {
    return message != null || !wrappings(thrown).isEmpty();
  }

  /** What the outer links of {@code thrown} say, where that is not just what their cause says. */
  static List<String> wrappings(@Nullable Throwable thrown) {
    if (thrown == null) {
      return List.of();
    }
    List<String> wrappings = new ArrayList<>(2);
    for (ThrowableView link : LiveThrowable.view(thrown).chain(MAX_LINKS)) {
      if (link.saysMoreThanItsCause()) {
        wrappings.add(link.text());
      }
    }
    return wrappings;
  }
}
