package io.hangup.internal.findings;

import io.hangup.internal.scan.Bucket;
import io.hangup.internal.scan.Format;
import io.hangup.internal.scan.LogScanner;
import io.hangup.internal.scan.Reason;
import io.hangup.internal.scan.ScannedRecord;
import io.hangup.internal.scan.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What logs were found to have in them. Each reader of a file has one of its own, and they are
 * added up. Bounded, whatever the logs have in them.
 */
public final class Findings {
  /** So many names of each kind are told apart. */
  private static final int MAX_NAMES = 1000;

  private static final int MAX_TRACES = 1000;
  private static final int MAX_PROBLEMS = 100;
  private static final String OTHER = "(other)";

  /** So much of something. */
  public static final class Amount {
    private long records;
    private long bytes;

    void add(long moreRecords, long moreBytes) {
      records += moreRecords;
      bytes += moreBytes;
    }

    public long records() {
      return records;
    }

    public long bytes() {
      return bytes;
    }
  }

  /** One stack trace, and how often it was there. */
  public static final class Trace {
    private final Verdict verdict;
    private final @Nullable String logger;
    private final String text;
    private long records;

    Trace(Verdict verdict, @Nullable String logger, String text) {
      this.verdict = verdict;
      this.logger = logger;
      this.text = text;
    }

    /** What it is. */
    public Verdict verdict() {
      return verdict;
    }

    /** The logger that it was given to; null where it was printed. */
    public @Nullable String logger() {
      return logger;
    }

    /** One of them, as it was written. */
    public String text() {
      return text;
    }

    public long records() {
      return records;
    }
  }

  private long files;
  private long bytes;
  private long lines;
  private final Map<Bucket, Amount> buckets = new EnumMap<>(Bucket.class);
  private final Map<Reason, Amount> reasons = new EnumMap<>(Reason.class);
  private final Map<Format, Amount> formats = new EnumMap<>(Format.class);
  private final Map<String, Amount> kinds = new TreeMap<>();
  private final Map<String, Amount> loggers = new HashMap<>();
  private final Map<String, Amount> contexts = new HashMap<>();
  private final Map<String, Amount> hours = new TreeMap<>();
  private final Map<String, Amount> lookAlikes = new HashMap<>();
  private final Map<String, Amount> errors = new HashMap<>();
  private final Map<String, Trace> traces = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  /** Adds a record. */
  public void add(ScannedRecord record) {
    Verdict verdict = record.verdict();
    long size = record.bytes();
    of(buckets, verdict.bucket()).add(1, size);
    of(reasons, verdict.reason()).add(1, size);
    Verdict.Hang hang = verdict.disconnect();
    if (verdict.bucket() == Bucket.HANG_UP) {
      of(formats, record.format()).add(1, size);
      if (hang != null) {
        of(kinds, hang.kind() + "/" + hang.phase()).add(1, size);
      }
      named(loggers, record.logger(), "(printed)").add(1, size);
      named(contexts, record.context(), "(not named)").add(1, size);
      named(hours, record.hour(), "(no time)").add(1, size);
    } else if (verdict.bucket() == Bucket.REAL_ERROR) {
      if (verdict.reason() == Reason.LOOK_ALIKE) {
        named(lookAlikes, lookAlike(verdict), OTHER).add(1, size);
      }
      named(errors, verdict.failure(), OTHER).add(1, size);
    }
    Trace known = known(record);
    if (known != null) {
      known.records++;
    }
  }

  private static String lookAlike(Verdict verdict) {
    String library = verdict.library();
    return (library == null ? "unknown" : library) + '\n' + verdict.failure();
  }

  private @Nullable Trace known(ScannedRecord record) {
    String key = key(record);
    Trace known = traces.get(key);
    if (known == null && traces.size() < MAX_TRACES) {
      known = new Trace(record.verdict(), record.logger(), record.trace().get());
      traces.put(key, known);
    }
    return known;
  }

  /** What is the same failure from the same logger. */
  private static String key(ScannedRecord record) {
    Verdict verdict = record.verdict();
    return verdict.reason()
        + "|"
        + verdict.disconnect()
        + "|"
        + verdict.decidedBy()
        + "|"
        + verdict.failure()
        + "|"
        + record.logger();
  }

  /** Adds what is known of a file that was read. */
  public void add(String name, LogScanner.Ended ended) {
    files++;
    bytes += ended.bytes();
    lines += ended.lines();
    String problem = ended.problem();
    if (problem != null) {
      problem(name + ": " + problem);
    }
    if (ended.longLines() > 0) {
      problem(name + ": lines of more than 1 MB, not looked at: " + ended.longLines());
    }
  }

  /** Notes what an operator has to know of a file. */
  public void problem(String problem) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(problem);
    }
  }

  /** Adds all that another one has. */
  public void add(Findings other) {
    files += other.files;
    bytes += other.bytes;
    lines += other.lines;
    add(other.buckets, buckets);
    add(other.reasons, reasons);
    add(other.formats, formats);
    add(other.kinds, kinds);
    addNamed(other.loggers, loggers);
    addNamed(other.contexts, contexts);
    addNamed(other.hours, hours);
    addNamed(other.lookAlikes, lookAlikes);
    addNamed(other.errors, errors);
    other.traces.forEach(
        (key, each) -> {
          if (traces.containsKey(key) || traces.size() < MAX_TRACES) {
            traces.computeIfAbsent(key, unknown -> new Trace(each.verdict, each.logger, each.text))
                    .records +=
                each.records;
          }
        });
    other.problems.forEach(this::problem);
  }

  private static <K> void add(Map<K, Amount> from, Map<K, Amount> to) {
    from.forEach((key, amount) -> of(to, key).add(amount.records, amount.bytes));
  }

  private static void addNamed(Map<String, Amount> from, Map<String, Amount> to) {
    from.forEach((key, amount) -> named(to, key, OTHER).add(amount.records, amount.bytes));
  }

  private static <K> Amount of(Map<K, Amount> amounts, K key) {
    return amounts.computeIfAbsent(key, each -> new Amount());
  }

  private static Amount named(Map<String, Amount> amounts, @Nullable String name, String unknown) {
    String key = name == null ? unknown : name;
    return of(amounts, amounts.containsKey(key) || amounts.size() < MAX_NAMES ? key : OTHER);
  }

  /** How many files were read. */
  public long files() {
    return files;
  }

  /** How many bytes of log, as they are without compression. */
  public long bytes() {
    return bytes;
  }

  public long lines() {
    return lines;
  }

  /** Records with a stack trace in {@code bucket}. */
  public Amount of(Bucket bucket) {
    return of(buckets, bucket);
  }

  public Map<Reason, Amount> reasons() {
    return reasons;
  }

  /** Hang-ups by what wrote them. */
  public Map<Format, Amount> formats() {
    return formats;
  }

  /** Hang-ups by kind and phase. */
  public Map<String, Amount> kinds() {
    return kinds;
  }

  /** Hang-ups by logger, as the next two by web application and by hour. */
  public Map<String, Amount> loggers() {
    return loggers;
  }

  public Map<String, Amount> contexts() {
    return contexts;
  }

  public Map<String, Amount> hours() {
    return hours;
  }

  /** Real errors that look like hang-ups: the library, a line end, and the failure. */
  public Map<String, Amount> lookAlikes() {
    return lookAlikes;
  }

  /** Real errors by the failure at their root. */
  public Map<String, Amount> errors() {
    return errors;
  }

  /** Each stack trace once. */
  public List<Trace> traces() {
    return List.copyOf(traces.values());
  }

  public List<String> problems() {
    return problems;
  }
}
