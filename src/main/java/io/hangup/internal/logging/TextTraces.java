package io.hangup.internal.logging;

import io.hangup.internal.adapter.SharedSuppressor;
import io.hangup.internal.classify.StackTraceText;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Suppressors text that has a stack trace in it, where no throwable comes with it. What is left of
 * a text without its trace are the words of whoever wrote it, and those stay.
 */
final class TextTraces {
  /** What writers on a stream write. */
  private static final Charset ENCODING = Charset.defaultCharset();

  private final SuppressionDecider decider;

  TextTraces(SuppressionDecider decider) {
    this.decider = decider;
  }

  /**
   * Whether {@code record}, which has no throwable, may have a trace in its message. This is all
   * that most records cost.
   */
  static boolean mayBeIn(LogRecord record) {
    return SharedSuppressor.mayHoldTrace(record.getMessage(), record.getParameters());
  }

  /**
   * What is left of the message of {@code record}: null if it stays as it is, and empty if it had
   * no words besides the trace. A record that has a throwable among its parameters stays: nobody
   * looks at that one.
   */
  @Nullable String leftOf(LogRecord record) {
    Object[] parameters = record.getParameters();
    if (parameters != null) {
      for (Object each : parameters) {
        if (each instanceof Throwable) {
          return null;
        }
      }
    }
    String message;
    try {
      message = Messages.of(record);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return null; // A parameter's toString() failed.
    }
    return leftOf(message, record.getLoggerName(), record.getLevel().getName());
  }

  /**
   * The same for a message that was logged.
   *
   * @param logger the name of the logger; null where it has none
   * @param level the name of the level
   */
  @Nullable String leftOf(String message, @Nullable String logger, String level) {
    StackTraceText.Found found = StackTraceText.find(message).orElse(null);
    if (found == null) {
      return null;
    }
    String name = logger == null ? "" : logger;
    TextOccasion occasion =
        new TextOccasion(found.failure(), name, level, words(message, found), name);
    Verdict verdict = decider.judgeText(occasion);
    return switch (verdict.action()) {
      case PASS -> null;
      case WITHHOLD -> "";
      case SHORTEN -> occasion.words() + ' ' + verdict.ending();
    };
  }

  private static String words(String message, StackTraceText.Found found) {
    String before = message.substring(0, found.start()).stripTrailing();
    String after = message.substring(found.end()).strip();
    return after.isEmpty() ? before : (before + System.lineSeparator() + after).strip();
  }

  /**
   * What is left of a printed {@code text}, character by character; null if it stays as it is. A
   * trace goes with the end of its last line, unless it began in the middle of one.
   *
   * @param stream the name of the standard stream
   */
  @Nullable String leftOfPrinted(String text, String stream) {
    StackTraceText.Found found = StackTraceText.find(text).orElse(null);
    if (found == null) {
      return null;
    }
    TextOccasion occasion = new TextOccasion(found.failure(), null, null, "", stream);
    return decider.judgeText(occasion).withholds() ? cut(text, found) : null;
  }

  /** The same for bytes. */
  byte @Nullable [] leftOfPrinted(byte[] bytes, String stream) {
    // A trace's lines are ASCII where they matter, so that one byte a character does as well.
    Charset charset =
        Arrays.equals(new String(bytes, ENCODING).getBytes(ENCODING), bytes)
            ? ENCODING
            : StandardCharsets.ISO_8859_1;
    String left = leftOfPrinted(new String(bytes, charset), stream);
    return left == null ? null : left.getBytes(charset);
  }

  private static String cut(String text, StackTraceText.Found found) {
    int start = found.start();
    int end = found.end();
    if (start == 0 || text.charAt(start - 1) == '\n') {
      int lineEnd = text.indexOf('\n', end);
      end = lineEnd < 0 ? text.length() : lineEnd + 1;
    }
    return text.substring(0, start) + text.substring(end);
  }
}
