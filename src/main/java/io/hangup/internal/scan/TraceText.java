package io.hangup.internal.scan;

import io.hangup.internal.classify.StackTraceText;
import io.hangup.internal.classify.ThrowableView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lines of a stack trace, however a log's format has them, as the JDK would have them. */
final class TraceText {
  /** A qualified name, as a regular expression. */
  static final String QUALIFIED = "(?:" + StackTraceText.NAME + "\\.)++" + StackTraceText.NAME;

  /** The first line of a trace: a qualified name, and maybe a message. */
  private static final Pattern HEADER =
      Pattern.compile("\\s*(?:Exception in thread \"[^\"]*+\" )?(" + QUALIFIED + ")(?:[:;] .*)?");

  private static final Pattern COMMON = Pattern.compile("\\.\\.\\. \\d+ (?:more|common.*)");
  private static final String WRAPPED = "Wrapped by: ";
  private static final String CAUSED = "Caused by: ";
  private static final String SUPPRESSED = "Suppressed: ";

  /** Reactor's decoration says no type. */
  private static final String REACTOR = "Suppressed: The stacktrace has been enhanced by Reactor";

  private static final String ENHANCED =
      "Suppressed: reactor.core.publisher.FluxOnAssembly$OnAssemblyException: enhanced";

  /** Some of the JDK's parsers put a semicolon after the type. */
  private static final Pattern SEMICOLON = Pattern.compile("^(" + QUALIFIED + "); ");

  private static final String CIRCULAR = "[CIRCULAR REFERENCE";
  private static final String END_OF_THREAD = "Exception in thread \"";

  /** What a thread begins in: where a trace ends elsewhere, it has been cut. */
  private static final Set<String> FIRST_METHODS =
      Set.of("run", "main", "runWith", "enter", "enter0", "enterSpecial", "exec");

  /** So much of a message is kept. */
  private static final int MAX_MESSAGE = 4096;

  /** No stack is deeper, by default (MaxJavaStackTraceDepth): it ends anywhere. */
  private static final int MAX_STACK = 1024;

  /**
   * A trace that was read.
   *
   * @param failure null where it cannot be read to its end
   */
  record Read(
      @Nullable ThrowableView failure, boolean isCut, boolean isCircular, boolean isEndOfThread) {}

  private TraceText() {}

  /** Whether {@code line} may be the first of a trace. */
  static boolean isHeader(String line) {
    return HEADER.matcher(line).matches();
  }

  /** The type that a trace's first line names; empty where it is none. */
  static String typeOf(String line) {
    Matcher header = HEADER.matcher(line);
    return header.matches() ? header.group(1) : "";
  }

  /** Reads a trace, whose first line is the first one. */
  static Read read(List<String> lines) {
    boolean isEnd = lines.get(0).strip().startsWith(END_OF_THREAD);
    List<String> own = rootLast(inOneLineEach(withTabs(withoutIndent(lines))));
    boolean isCircular = own.stream().anyMatch(line -> isCircular(line, CAUSED));
    own = own.stream().filter(line -> !line.contains(CIRCULAR)).toList();
    ThrowableView failure = StackTraceText.parse(String.join("\n", own)).orElse(null);
    return new Read(failure, isCut(own, failure), isCircular, isEnd);
  }

  private static boolean isCircular(String line, String caption) {
    return line.startsWith(caption + CIRCULAR) || line.strip().startsWith(CIRCULAR);
  }

  /** JULI indents the whole trace. */
  private static List<String> withoutIndent(List<String> lines) {
    String first = lines.get(0);
    String indent = first.substring(0, first.length() - first.stripLeading().length());
    return indent.isEmpty()
        ? lines
        : lines.stream()
            .map(line -> line.startsWith(indent) ? line.substring(indent.length()) : line)
            .toList();
  }

  /** Whoever copies a log may have made spaces of its tabs. */
  private static List<String> withTabs(List<String> lines) {
    int unit =
        lines.stream()
            .skip(1)
            .filter(line -> line.startsWith(" ") && isOfTrace(line.strip()))
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    return unit == 0
        ? lines
        : lines.stream()
            .map(
                line -> {
                  String words = line.stripLeading();
                  int spaces = line.length() - words.length();
                  return spaces == 0 || !isOfTrace(words)
                      ? line
                      : "\t".repeat(Math.max(1, spaces / unit)) + words;
                })
            .toList();
  }

  private static boolean isOfTrace(String words) {
    return words.startsWith("at ")
        || words.startsWith("... ")
        || words.startsWith(SUPPRESSED)
        || words.startsWith(CIRCULAR);
  }

  /**
   * A message of several lines is put into the first one of them: what its other lines look like
   * means nothing.
   */
  private static List<String> inOneLineEach(List<String> lines) {
    List<String> whole = new ArrayList<>(lines.size());
    for (String line : lines) {
      if (whole.isEmpty()) {
        whole.add(SEMICOLON.matcher(line).replaceFirst("$1: "));
      } else if (isOfTrace(line.stripLeading()) || isCaption(line.stripLeading())) {
        whole.add(line.replace(REACTOR, ENHANCED));
      } else {
        int last = whole.size() - 1;
        String before = whole.get(last).stripLeading();
        boolean isMessage = last == 0 || isCaption(before) || !isOfTrace(before);
        if (!isMessage) {
          // What stands among frames, and is none, is not understood.
          whole.add(line);
        } else if (whole.get(last).length() < MAX_MESSAGE) {
          whole.set(last, whole.get(last) + " " + line.strip());
        }
      }
    }
    return whole;
  }

  private static boolean isCaption(String words) {
    return words.startsWith(CAUSED) || words.startsWith(WRAPPED) || words.startsWith(SUPPRESSED);
  }

  /** {@code %rEx} has the root first, and what it was wrapped by after it. */
  private static List<String> rootLast(List<String> lines) {
    if (lines.stream().noneMatch(line -> line.startsWith(WRAPPED))) {
      return lines;
    }
    List<List<String>> links = new ArrayList<>();
    for (String line : lines) {
      if (links.isEmpty() || line.startsWith(WRAPPED)) {
        links.add(0, new ArrayList<>());
      }
      links.get(0).add(line);
    }
    List<String> ordered = new ArrayList<>(lines.size());
    for (List<String> link : links) {
      String header = link.get(0);
      String text = header.startsWith(WRAPPED) ? header.substring(WRAPPED.length()) : header;
      ordered.add(ordered.isEmpty() ? text : CAUSED + text);
      ordered.addAll(link.subList(1, link.size()));
    }
    return ordered;
  }

  private static boolean isCut(List<String> lines, @Nullable ThrowableView failure) {
    boolean omits =
        lines.stream()
            .map(String::strip)
            .anyMatch(line -> line.startsWith("... ") && !COMMON.matcher(line).matches());
    return omits || (failure != null && endsEarly(failure));
  }

  private static boolean endsEarly(ThrowableView failure) {
    for (ThrowableView link = failure; link != null; link = link.cause()) {
      List<StackTraceElement> frames = link.frames();
      if (!frames.isEmpty()) {
        String method = frames.get(frames.size() - 1).getMethodName();
        return frames.size() < MAX_STACK && !FIRST_METHODS.contains(method);
      }
    }
    return true;
  }
}
