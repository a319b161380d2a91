package io.hangup.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a stack trace as {@link Throwable#printStackTrace()} writes it, with or without a log
 * record's header line above it, read back into a {@link Failure}.
 */
public final class StackTraceText {
  private static final String NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*+";
  private static final Pattern HEADER =
      Pattern.compile(
          "(?:Exception in thread \"[^\"]*+\" )?((?:" + NAME + "\\.)*+" + NAME + ")(?:: (.*))?");
  private static final Pattern FRAME = Pattern.compile("at ([^()]+)\\.([^.()]+)\\(([^)]*)\\).*");
  private static final Pattern COMMON = Pattern.compile("\\.\\.\\. (\\d{1,9}) (?:more|common.*)");

  private static final String CAUSE = "Caused by: ";
  private static final String SUPPRESSED = "Suppressed: ";

  /** More links or levels than the classifier would look at are not read. */
  private static final int MAX_DEPTH = 66;

  private final List<String> lines;
  private int next;

  private StackTraceText(List<String> lines) {
    this.lines = lines;
  }

  /**
   * Reads the first stack trace in {@code text}.
   *
   * @return its outermost throwable, or empty if no line of the text starts a stack trace
   */
  public static Optional<Failure> parse(String text) {
    StackTraceText reader = new StackTraceText(text.lines().toList());
    return reader.seek() ? Optional.ofNullable(reader.failure("", List.of(), 0)) : Optional.empty();
  }

  /** Moves to the line that names the throwable: the first one that frames follow. */
  private boolean seek() {
    int candidate = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (candidate >= 0 && line.startsWith("\tat ")) {
        next = candidate;
        return true;
      }
      if (line.indexOf('.') > 0 && HEADER.matcher(line).matches()) {
        candidate = i;
      }
    }
    return false;
  }

  /** Reads one throwable whose lines are indented by {@code indent}; its header line is next. */
  private @Nullable Failure failure(String indent, List<StackTraceElement> enclosing, int depth) {
    if (depth > MAX_DEPTH || next >= lines.size()) {
      return null;
    }
    String header = lines.get(next++).substring(indent.length());
    Matcher named = HEADER.matcher(withoutCaption(header));
    if (!named.matches()) {
      return null;
    }
    String message = message(named.group(2), indent);
    List<StackTraceElement> frames = frames(indent + "\t", enclosing);
    List<Failure> suppressed = new ArrayList<>();
    while (nextStartsWith(indent + "\t" + SUPPRESSED)) {
      Failure each = failure(indent + "\t", frames, depth + 1);
      if (each == null) {
        break;
      }
      suppressed.add(each);
    }
    Failure cause = nextStartsWith(indent + CAUSE) ? failure(indent, frames, depth + 1) : null;
    return new PrintedFailure(named.group(1), message, frames, cause, suppressed);
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
    while (next < lines.size()
        && !nextStartsWith(indent + "\t")
        && !nextStartsWith(indent + CAUSE)) {
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

  private boolean nextStartsWith(String prefix) {
    return next < lines.size() && lines.get(next).startsWith(prefix);
  }
}
