package io.hangup.internal.scan;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the stack trace in a record, and whose it is, and judges it. */
final class RecordScanner implements Consumer<RawRecord> {
  /** What the scanner is told of a record: what it is, and from which of its lines on. */
  interface Judged {
    void judged(ScannedRecord record, RawRecord raw, int firstLine);
  }

  /** No line is the one that is looked for. */
  private static final int NONE = -1;

  /** Several are. */
  private static final int AMBIGUOUS = -2;

  private static final int MAX_KNOWN = 5000;
  private static final int MAX_TRACE = 16_384;

  /** So much of a line is looked at with regular expressions. */
  private static final int MAX_WORDS = 4096;

  private static final byte[] THREAD_STATE = Bytes.of("java.lang.Thread.State: ");

  /** What Hangup says itself. */
  private static final Pattern OWN =
      Pattern.compile("io\\.hangup(?:\\.(?:disconnect|internal|DisconnectValve).*)?");

  /** A trace's first line that has words before it. */
  private static final Pattern AFTER_WORDS =
      Pattern.compile("(?<![\\p{L}\\p{N}_$.@/\\[-])" + TraceText.QUALIFIED + "(?=: |:?$)");

  private final Charset charset;
  private final Judged judged;
  private final Judge judge = new Judge();
  private final StructuredRecords structured = new StructuredRecords();
  private final Map<TraceKey, Known> known = new Bounded<>(MAX_KNOWN);

  /** Whether this file's formatter indents traces: those that are not, were printed. */
  private boolean indents;

  /** What is known of a trace that was read before. */
  private record Known(Verdict verdict, Set<String> types, List<String> texts) {}

  RecordScanner(Charset charset, Judged judged) {
    this.charset = charset;
    this.judged = judged;
  }

  /** Whatever there may be in a log, a record of it ends no scan. */
  @Override
  public void accept(RawRecord raw) {
    try {
      read(raw);
    } catch (RuntimeException | StackOverflowError e) {
      found(Verdict.of(Reason.UNREADABLE, ""), Head.NONE, raw, 0, () -> raw.text(0, charset));
    }
  }

  private void read(RawRecord raw) {
    byte[] bytes = raw.bytes();
    int first = Bytes.skipSpaces(bytes, 0, raw.end(0));
    if (raw.isCut()) {
      found(Verdict.of(Reason.TOO_LONG, ""), Head.NONE, raw, 0, () -> raw.text(0, charset));
    } else if (bytes[first] == '{') {
      structured(structured.json(raw.text(0, raw.lines(), charset)), raw);
    } else if (Bytes.startsWith(bytes, first, raw.size(), LineKind.RECORD)) {
      structured(structured.xml(raw.text(0, raw.lines(), charset)), raw);
    } else if (raw.firstFrame() >= 0) {
      text(raw);
    } else {
      withoutFrames(raw);
    }
  }

  /** Of a record that has nothing but the first line of a trace, or one within quotes. */
  private void withoutFrames(RawRecord raw) {
    if (quoted(raw)) {
      return;
    }
    for (int i = 1; raw.isHeaded() && i < raw.lines(); i++) {
      String line = shortened(raw, i);
      if (isThrowable(line)) {
        Head head = head(raw, i);
        found(Verdict.of(Reason.NO_FRAMES, line.strip()), head, raw, 0, () -> line);
        return;
      }
    }
  }

  /** A trace as a text of JSON's, whatever is around it. */
  private boolean quoted(RawRecord raw) {
    if (Bytes.indexOf(raw.bytes(), 0, raw.size(), LineReader.ESCAPED_FRAME) < 0) {
      return false;
    }
    List<String> lines = structured.unquoted(quoted(raw.text(0, raw.lines(), charset)));
    if (lines.size() < 2) {
      return false;
    }
    Head head = raw.isHeaded() ? head(raw, 1) : Head.NONE;
    found(known(lines), head, raw, 0, () -> String.join("\n", lines));
    return true;
  }

  /** What is within quotes and has a frame in it, with its quotes; empty where nothing has. */
  private static String quoted(String text) {
    int start = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"' && start < 0) {
        start = i;
      } else if (c == '"') {
        String found = text.substring(start, i + 1);
        if (found.contains("\\tat ")) {
          return found;
        }
        start = -1;
      }
    }
    return "";
  }

  /** As much of a line as anybody who reads it would need to see what it is. */
  private String shortened(RawRecord raw, int line) {
    int start = raw.start(line);
    int end = Math.min(raw.end(line), start + MAX_WORDS);
    return new String(raw.bytes(), start, end - start, charset);
  }

  /** What stands before the line that a trace begins with. */
  private Head head(RawRecord raw, int trace) {
    String more = raw.text(1, trace, charset);
    return Head.of(
        shortened(raw, 0), more.length() > MAX_WORDS ? more.substring(0, MAX_WORDS) : more);
  }

  private static boolean isThrowable(String line) {
    String type = TraceText.typeOf(line);
    return type.endsWith("Exception") || type.endsWith("Error") || type.endsWith("Throwable");
  }

  private void text(RawRecord raw) {
    if (isThreadDump(raw)) {
      return;
    }
    int frame = raw.firstFrame();
    int from = raw.isHeaded() ? 1 : 0;
    int header = headerLine(raw, from, frame);
    if (header >= from) {
      trace(raw, header);
    } else if (header == AMBIGUOUS) {
      found(
          Verdict.of(Reason.AMBIGUOUS, ""),
          Head.NONE,
          raw,
          0,
          () -> raw.text(0, raw.lines(), charset));
    } else if (frame > 0) {
      afterWords(raw, frame - 1);
    } else {
      found(Verdict.of(Reason.UNREADABLE, ""), Head.NONE, raw, 0, () -> raw.text(0, charset));
    }
  }

  /** The JVM's answer to SIGQUIT has frames, and no throwable. */
  private boolean isThreadDump(RawRecord raw) {
    int line = Math.max(0, raw.firstFrame() - 1);
    return Bytes.indexOf(raw.bytes(), raw.start(line), raw.end(line), THREAD_STATE) >= 0;
  }

  /** The line that the trace begins with. */
  private int headerLine(RawRecord raw, int from, int frame) {
    int found = NONE;
    String text = "";
    for (int i = frame - 1; i >= from; i--) {
      String line = shortened(raw, i);
      if (TraceText.isHeader(line)) {
        if (found >= 0 && !line.strip().equals(text)) {
          // A message may have such a line; what is only printed says the same twice.
          return AMBIGUOUS;
        }
        found = found < 0 ? i : found;
        text = line.strip();
      }
    }
    return found;
  }

  private void trace(RawRecord raw, int header) {
    Known of = known(raw, header);
    boolean isIndented = Bytes.isSpace(raw.bytes()[raw.start(header)]);
    Head head = header == 0 || !raw.isHeaded() ? Head.NONE : head(raw, header);
    indents |= isIndented && head.format() == Format.ONE_LINE;
    boolean isItsOwn = !head.isPrinted() && isOwn(head, of, isIndented);
    found(of, isItsOwn ? head : Head.NONE, raw, isItsOwn ? 0 : header, header);
  }

  /**
   * Whether the trace below a record's line is the record's: a line at INFO that names none of the
   * classes in the trace has nothing to do with what was printed after it.
   */
  private boolean isOwn(Head head, Known of, boolean isIndented) {
    if (head.format() == Format.ONE_LINE && (indents || isIndented)) {
      return isIndented;
    }
    String logger = head.logger();
    return !head.isLow()
        || (logger != null && of.types().stream().anyMatch(type -> Voices.isClass(logger, type)));
  }

  private Known known(RawRecord raw, int header) {
    TraceKey key = TraceKey.of(raw.bytes(), raw.start(header), raw.size());
    Known before = known.get(key);
    if (before == null) {
      List<String> lines = raw.text(header, raw.lines(), charset).lines().toList();
      before = known(lines);
      known.put(key, before);
    }
    return before;
  }

  private Known known(List<String> lines) {
    Set<String> types = new TreeSet<>();
    List<String> texts = new ArrayList<>();
    for (String line : lines) {
      String words = line.strip();
      if (words.startsWith("at ")) {
        int end = words.indexOf('(');
        int method = words.lastIndexOf('.', end);
        int start = words.lastIndexOf('/', Math.max(0, method)) + 1;
        if (method > 3) {
          types.add(words.substring(Math.max(3, start), method));
        }
      } else if (!words.startsWith("...")) {
        texts.add(words.replaceFirst("^(?:Caused by|Wrapped by): ", ""));
      }
    }
    return new Known(judge.judge(lines), types, texts);
  }

  /** The trace begins in the middle of a line, after somebody's words, which stay. */
  private void afterWords(RawRecord raw, int line) {
    String text = raw.text(line, charset);
    int start = afterWords(shortened(raw, line));
    if (start < 0) {
      found(Verdict.of(Reason.UNREADABLE, ""), Head.NONE, raw, 0, () -> text);
      return;
    }
    List<String> lines = new ArrayList<>();
    lines.add(text.substring(start));
    lines.addAll(raw.text(line + 1, raw.lines(), charset).lines().toList());
    Known of = known(lines);
    Head head =
        raw.isHeaded()
            ? Head.of(line == 0 ? text.substring(0, start) : shortened(raw, 0), "")
            : Head.NONE;
    boolean hasWords = !raw.isHeaded() && !text.substring(0, start).isBlank();
    Verdict verdict =
        hasWords && of.verdict().reason() == Reason.DISCONNECT
            ? of.verdict().withWords()
            : of.verdict();
    found(new Known(verdict, of.types(), of.texts()), head, raw, head.isPrinted() ? line : 0, line);
  }

  /** Where the only throwable begins whose text there is in {@code line}; -1 where none does. */
  private static int afterWords(String line) {
    Matcher name = AFTER_WORDS.matcher(line);
    int start = -1;
    int next = -1;
    while (name.find()) {
      if (start < 0) {
        start = name.start();
      } else if (name.start() != next) {
        return -1;
      }
      // A throwable's message is its cause's text, if nobody gave it another one.
      next = name.end() + ": ".length();
    }
    return start;
  }

  private void structured(StructuredRecords.@Nullable Structured record, RawRecord raw) {
    if (record == null) {
      return;
    }
    Head head = record.head();
    List<String> lines = record.trace();
    if (lines.isEmpty()) {
      found(Verdict.of(Reason.NO_FRAMES, record.named()), head, raw, 0, record::named);
      return;
    }
    boolean hasFrames = lines.size() > 1;
    Known of =
        hasFrames
            ? known(lines)
            : new Known(Verdict.of(Reason.NO_FRAMES, lines.get(0)), Set.of(), List.of());
    if (record.lacksCauses()
        && of.verdict().reason() == Reason.OTHER
        && mayHaveCause(lines.get(0))) {
      of = new Known(Verdict.of(Reason.NO_CAUSES, lines.get(0)), of.types(), of.texts());
    }
    found(of, head, raw, 0, () -> String.join("\n", lines));
  }

  /** What the JDK itself throws because of a mistake has none. */
  private static boolean mayHaveCause(String header) {
    String type = TraceText.typeOf(header);
    return !type.endsWith("NullPointerException")
        && !type.endsWith("IndexOutOfBoundsException")
        && !type.endsWith("ClassCastException")
        && !type.endsWith("ArithmeticException");
  }

  private void found(Known of, Head head, RawRecord raw, int firstLine, int traceLine) {
    found(of, head, raw, firstLine, () -> raw.text(traceLine, raw.lines(), charset));
  }

  private void found(Known of, Head head, RawRecord raw, int firstLine, Supplier<String> trace) {
    Verdict verdict = of.verdict();
    boolean ownWords =
        verdict.reason() == Reason.DISCONNECT
            && Voices.areOwn(head.logger(), head.message(), of.texts());
    found(ownWords ? verdict.withWords() : verdict, head, raw, firstLine, trace);
  }

  private static String bounded(String trace) {
    return trace.length() > MAX_TRACE ? trace.substring(0, MAX_TRACE) : trace;
  }

  private void found(
      Verdict verdict, Head head, RawRecord raw, int firstLine, Supplier<String> trace) {
    String logger = head.logger();
    if (logger != null && OWN.matcher(logger).matches()) {
      return;
    }
    ScannedRecord record =
        new ScannedRecord(
            verdict,
            head.format(),
            head.level(),
            logger,
            head.context(),
            head.hour(),
            raw.fileBytes(firstLine),
            () -> bounded(trace.get()));
    judged.judged(record, raw, firstLine);
  }
}
