package io.hangup.internal.logging;

import io.hangup.disconnect.Source;
import io.hangup.internal.jvm.ContextLoader;
import io.hangup.internal.jvm.WeakIdentityMap;
import io.hangup.internal.jvm.WeakIdentitySet;
import io.hangup.internal.report.Tally;
import java.security.CodeSource;
import java.util.Collections;
import java.util.function.Supplier;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The gate in front of every {@code java.util.logging} handler that can be reached from a set of
 * class loaders. Handlers, not loggers: a logger's filter is not inherited, and Tomcat creates its
 * loggers lazily and per class loader, while a handful of handlers sees every record.
 */
public final class JulHandlerGate implements JulFilter.Gate {
  private static final Logger log = Logger.getLogger(JulHandlerGate.class.getName());
  private static final String SLF4J_BRIDGE = "org.slf4j.bridge.SLF4JBridgeHandler";
  private static final String LOG4J_BRIDGE = "org.apache.logging.log4j.jul.Log4jBridgeHandler";

  private final SuppressionDecider decider;
  private final Tally tally;
  private final TextTraces texts;
  private final WeakIdentityMap<LogRecord, JudgedRecord> verdicts = new WeakIdentityMap<>();
  private final WeakIdentitySet<Handler> handlers = new WeakIdentitySet<>();
  private final TraceSizes sizes = new TraceSizes();
  private boolean knowsCopy;
  private volatile boolean passThrough;

  public JulHandlerGate(SuppressionDecider decider, Tally tally) {
    this.decider = decider;
    this.texts = new TextTraces(decider);
    this.tally = tally;
  }

  /**
   * Puts the gate in front of the handlers that {@code loader}, or one of its parents, logs to and
   * that have none yet.
   */
  public void install(@Nullable ClassLoader loader) {
    for (ClassLoader each = loader; each != null; each = each.getParent()) {
      // Tomcat's LogManager keeps loggers per context class loader.
      ContextLoader.run(each, this::installForContextLoader);
    }
  }

  /** The same for the root logger of {@code loader} alone: that costs next to nothing. */
  public void installAtRoot(@Nullable ClassLoader loader) {
    ContextLoader.run(loader, this::installAtRoot);
  }

  private void installAtRoot() {
    Logger root = LogManager.getLogManager().getLogger("");
    if (root != null) {
      for (Handler handler : root.getHandlers()) {
        install(root, handler);
      }
    }
  }

  private void installForContextLoader() {
    LogManager manager = LogManager.getLogManager();
    for (String name : Collections.list(manager.getLoggerNames())) {
      for (Logger logger = manager.getLogger(name); logger != null; logger = logger.getParent()) {
        for (Handler handler : logger.getHandlers()) {
          install(logger, handler);
        }
      }
    }
  }

  private synchronized void install(Logger logger, Handler found) {
    try {
      if (isGated(found.getFilter())) {
        return;
      }
      Handler handler =
          switch (found.getClass().getName()) {
            case SLF4J_BRIDGE -> FilteringSlf4jBridge.replace(logger, found);
            case LOG4J_BRIDGE -> FilteringLog4jBridge.replace(logger, found);
            default -> found;
          };
      handler.setFilter(new JulFilter(this, handler));
      handlers.add(handler);
    } catch (RuntimeException | LinkageError e) {
      // A handler that takes no filter stays as noisy as it was.
    }
  }

  /**
   * Whether this gate is in the chain of filters that begins with {@code filter}, or that of
   * another copy of Hangup in this JVM: two would each stand in front of the other, again and
   * again.
   */
  private boolean isGated(@Nullable Filter filter) {
    Filter each = filter;
    while (each != null) {
      if (each instanceof JulFilter own && own.isOf(this)) {
        return true;
      }
      boolean isCopy =
          !(each instanceof JulFilter)
              && each.getClass().getName().equals(JulFilter.class.getName());
      if (isCopy) {
        warnOfCopy(each.getClass().getProtectionDomain().getCodeSource());
        return true;
      }
      each = each instanceof Supplier<?> gate && gate.get() instanceof Filter next ? next : null;
    }
    return false;
  }

  private void warnOfCopy(@Nullable CodeSource other) {
    if (!knowsCopy) {
      knowsCopy = true;
      log.warning(
          "Another copy of Hangup ["
              + (other == null ? "?" : other.getLocation())
              + "] stands in front of log handlers already, and leads there: keep one of the jars");
    }
  }

  /** Gives every handler its own filter back; one that somebody has put in front of ours stays. */
  public synchronized void uninstall() {
    passThrough = true;
    handlers.forEach(
        handler -> {
          if (handler.getFilter() instanceof JulFilter filter && filter.isOf(this)) {
            handler.setFilter(filter.previous());
          }
          if (handler instanceof ReplacementHandler replacement) {
            replacement.giveBack();
          }
        });
  }

  /** The number of handlers that the gate stands in front of. */
  public int size() {
    int[] size = new int[1];
    handlers.forEach(handler -> size[0]++);
    return size[0];
  }

  /**
   * The same answer for every handler of one record, which is counted once: that of the thread that
   * logs. Juli's {@code AsyncFileHandler} asks again on a thread that knows nothing of it. A record
   * that is used again, with another throwable or message, is judged anew.
   */
  @Override
  public JudgedRecord judge(LogRecord record, Throwable thrown) {
    return passThrough
        ? JudgedRecord.of(record, thrown, Verdict.PASS)
        : once(
            record,
            thrown,
            () -> JudgedRecord.of(record, thrown, decider.judge(occasion(record, thrown))));
  }

  /** The same for a record that has no throwable, but perhaps a trace in its message. */
  @Override
  public JudgedRecord judgeText(LogRecord record) {
    return passThrough
        ? JudgedRecord.ofText(record, null)
        : once(record, null, () -> JudgedRecord.ofText(record, texts.leftOf(record)));
  }

  @SuppressWarnings("ReferenceEquality") // Whether it was this call that decided.
  private JudgedRecord once(
      LogRecord record, @Nullable Throwable thrown, Supplier<JudgedRecord> judgement) {
    JudgedRecord before = verdicts.get(record);
    if (before != null && before.isStillOf(record, thrown)) {
      return before;
    }
    JudgedRecord judged = judgement.get();
    JudgedRecord standing =
        verdicts.putUnless(record, judged, each -> each.isStillOf(record, thrown));
    if (standing == judged) {
      judged.action().countIn(tally, Source.JUL, () -> bytes(record, thrown));
    }
    return standing;
  }

  /** The header that a handler writes before it is not known here. */
  private long bytes(LogRecord record, @Nullable Throwable thrown) {
    String message = record.getMessage();
    return (message == null ? 0 : message.length()) + (thrown == null ? 0 : sizes.estimate(thrown));
  }

  private static Occasion occasion(LogRecord record, Throwable thrown) {
    return new Occasion(
        thrown, record.getLoggerName(), record.getLevel().getName(), () -> Messages.of(record));
  }
}
