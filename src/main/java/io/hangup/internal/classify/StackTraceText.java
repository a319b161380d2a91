package io.hangup.internal.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a stack trace as {@link Throwable#printStackTrace()} writes it, with or without a log
 * record's header line above it, read back into a {@link ThrowableView}.
 */
public final class StackTraceText {
  /** A part of a qualified name, as a regular expression. */
  public static final String NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*+";

  private static final Pattern HEADER =
      Pattern.compile(
          "(?:Exception in thread \"[^\"]*+\" )?((?:" + NAME + "\\.)*+" + NAME + ")(?:: (.*))?",
          Pattern.DOTALL);

  /** A header's beginning somewhere in a line: a qualified name that nothing else runs into. */
  private static final Pattern NAMED =
      Pattern.compile("(?<![\\p{L}\\p{N}_$.@/-])(?:" + NAME + "\\.)++" + NAME + "(?=: |:?$)");

  private static final Pattern FRAME = Pattern.compile("at ([^()]+)\\.([^.()]+)\\(([^)]*)\\).*");
  private static final Pattern COMMON = Pattern.compile("\\.\\.\\. (\\d{1,9}) (?:more|common.*)");

  private static final String FRAME_START = "\n\tat ";

  private static final String CAUSE = "Caused by: ";
  private static final String SUPPRESSED = "Suppressed: ";

  /** More links or levels than the classifier would look at are not read. */
  private static final int MAX_DEPTH = 66;

  /** How the line begins that the JDK writes about the end of a thread. */
  private static final String END_OF_THREAD = "Exception in thread \"";

  private final List<String> lines;
  private int next;
  private boolean understood = true;

  private StackTraceText(List<String> lines) {
    this.lines = lines;
  }

  /**
   * Reads the first stack trace in {@code text}. A message may hold lines that look like a trace's
   * own, so text proves less than a live throwable does.
   *
   * @return its outermost throwable, or empty if no line of the text starts a stack trace, or if it
   *     is too deep, or cannot be understood to its end: what is left out could be a real error
   */
  public static Optional<ThrowableView> parse(String text) {
    StackTraceText reader = new StackTraceText(text.lines().toList());
    if (!reader.seek()) {
      return Optional.empty();
    }
    ThrowableView read = reader.failure("", List.of(), 0);
    return reader.isWhole() ? Optional.ofNullable(read) : Optional.empty();
  }

  /**
   * A stack trace, and where in a text it is.
   *
   * @param failure its outermost throwable
   * @param start where the throwable's name begins
   * @param end the end of its last line, which does not include the line's own end
   */
  public record Found(ThrowableView failure, int start, int end) {}

  /**
   * Finds the only stack trace in {@code text}, which may have other words before and after it,
   * also in the line in which it begins.
   *
   * @return empty as {@link #parse} has it, and where there is a second trace, or where it is not
   *     clear which line, and which name in it, the trace begins with, or where it reports the end
   *     of a thread
   */
  public static Optional<Found> find(String text) {
    int firstFrame = text.indexOf(FRAME_START);
    if (firstFrame < 0) {
      return Optional.empty();
    }
    int start = -1;
    int lineStart = 0;
    while (lineStart <= firstFrame) {
      int lineEnd = text.indexOf('\n', lineStart);
      String line = text.substring(lineStart, lineEnd).stripTrailing();
      Matcher named = NAMED.matcher(line);
      if (named.find()) {
        if (start >= 0 || line.contains(END_OF_THREAD)) {
          return Optional.empty();
        }
        start = lineStart + named.start();
      }
      lineStart = lineEnd + 1;
    }
    return start < 0 ? Optional.empty() : read(text, start);
  }

  private static Optional<Found> read(String text, int start) {
    StackTraceText reader = new StackTraceText(text.substring(start).lines().toList());
    ThrowableView failure = reader.failure("", List.of(), 0);
    if (failure == null || !reader.isWhole()) {
      return Optional.empty();
    }
    int end = start;
    for (int i = 0; i < reader.next; i++) {
      end = text.indexOf('\n', end) + 1;
      if (end == 0) {
        end = text.length() + 1;
      }
    }
    end = Math.min(end - 1, text.length());
    if (end > start && text.charAt(end - 1) == '\r') {
      end--;
    }
    return text.indexOf(FRAME_START, end) < 0
        ? Optional.of(new Found(failure, start, end))
        : Optional.empty();
  }

  private boolean isWhole() {
    return understood && !nextStartsWith("\t") && !isNextCaptioned();
  }

  /** Moves to the line that names the throwable: the only one before the first frame that may. */
  private boolean seek() {
    int candidate = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (candidate >= 0 && line.startsWith("\tat ")) {
        next = candidate;
        return true;
      }
      Matcher named = HEADER.matcher(line);
      if (named.matches() && named.group(1).indexOf('.') > 0) {
        if (candidate >= 0) {
          return false;
        }
        candidate = i;
      }
    }
    return false;
  }

  /** Reads one throwable whose lines are indented by {@code indent}; its header line is next. */
  private @Nullable ThrowableView failure(
      String indent, List<StackTraceElement> enclosing, int depth) {
    Matcher named = HEADER.matcher(withoutCaption(lines.get(next++).substring(indent.length())));
    if (depth > MAX_DEPTH || !named.matches()) {
      understood = false;
      return null;
    }
    String message = message(named.group(2), indent);
    List<StackTraceElement> frames = frames(indent + "\t", enclosing);
    if (frames.isEmpty() && next < lines.size() && (message != null || !isNextCaptioned())) {
      // Without frames, nothing distinguishes the lines of a message from what follows it.
      understood = false;
    }
    List<ThrowableView> suppressed = new ArrayList<>();
    while (understood && nextStartsWith(indent + "\t" + SUPPRESSED)) {
      ThrowableView each = failure(indent + "\t", frames, depth + 1);
      if (each != null) {
        suppressed.add(each);
      }
    }
    boolean caused = understood && nextStartsWith(indent + CAUSE);
    ThrowableView cause = caused ? failure(indent, frames, depth + 1) : null;
    return new PrintedThrowable(named.group(1), message, frames, cause, suppressed);
  }

  private static String withoutCaption(String header) {
    if (header.startsWith(CAUSE)) {
      return header.substring(CAUSE.length());
    }
    return header.startsWith(SUPPRESSED) ? header.substring(SUPPRESSED.length()) : header;
  }

  /** A message may have several lines; it ends where the frames, or the next throwable, begin. */
  private @Nullable String message(@Nullable String firstLine, String indent) {
    if (firstLine == null) {
      return null;
    }
    StringBuilder message = new StringBuilder(firstLine);
    while (next < lines.size() && !nextStartsWith(indent + "\t") && !isNextCaptioned()) {
      message.append('\n').append(lines.get(next++));
    }
    return message.toString();
  }

  private List<StackTraceElement> frames(String indent, List<StackTraceElement> enclosing) {
    List<StackTraceElement> frames = new ArrayList<>();
    while (nextStartsWith(indent)) {
      String line = lines.get(next).substring(indent.length());
      Matcher common = COMMON.matcher(line);
      Matcher frame = FRAME.matcher(line);
      if (frame.matches()) {
        frames.add(frame(frame));
      } else if (common.matches()) {
        int count = Math.min(Integer.parseInt(common.group(1)), enclosing.size());
        frames.addAll(enclosing.subList(enclosing.size() - count, enclosing.size()));
      } else {
        break;
      }
      next++;
    }
    return frames;
  }

  /** {@code loader/module@version/Class.method(File.java:12)}; loader and module may be missing. */
  private static StackTraceElement frame(Matcher matched) {
    String className = matched.group(1);
    String source = matched.group(3);
    int colon = source.lastIndexOf(':');
    return new StackTraceElement(
        className.substring(className.lastIndexOf('/') + 1),
        matched.group(2),
        colon < 0 ? source : source.substring(0, colon),
        source.equals("Native Method") ? -2 : line(source.substring(colon + 1)));
  }

  private static int line(String digits) {
    return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : -1;
  }

  /** Whether the next line names a cause or a suppressed throwable, at whatever indentation. */
  private boolean isNextCaptioned() {
    String line = next < lines.size() ? lines.get(next).stripLeading() : "";
    return line.startsWith(CAUSE) || line.startsWith(SUPPRESSED);
  }

  private boolean nextStartsWith(String prefix) {
    return next < lines.size() && lines.get(next).startsWith(prefix);
  }
}
