package io.hangup.bench;

import io.hangup.bench.Failures.Evidence;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A record that shows a failure, from its logger to the handler's end. The failure is new each time
 * and made beforehand: what its stack trace costs is paid by who asks for it first. Each is timed
 * by itself: what else the machine does is in the slow ones.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GateBenchmark {
  private static final String LOGGER = "org.apache.tomcat.websocket.pojo.PojoEndpointBase";

  @Param({"without", "with"})
  public String hangup;

  @Param({"IDENTITY", "OWNED_TYPE", "ORIGIN", "REAL_ERROR"})
  public Evidence evidence;

  /** Who else is there. */
  @Param("none")
  public String open;

  @Param("OFF")
  public String line;

  private final Logger logger = Logger.getLogger(LOGGER);
  private final Discarding handler = new Discarding();
  private BenchServer server;
  private Failures failures;
  private IOException failure;
  private LogRecord record;

  /** Also sees that the failures are what they are to be. */
  @Setup
  public void start() throws Exception {
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
    failures = new Failures();
    server = new BenchServer(hangup.equals("with"), open, line.equals("FINE"));
    next();
    log();
    boolean isWithheld = handler.length() == 0;
    if (isWithheld != (hangup.equals("with") && evidence != Evidence.REAL_ERROR)) {
      throw new IllegalStateException(evidence + ", withheld: " + isWithheld);
    }
  }

  @Setup(org.openjdk.jmh.annotations.Level.Invocation)
  public void next() {
    failure = failures.make(evidence);
    record = new LogRecord(Level.SEVERE, "No error handling configured");
    record.setLoggerName(LOGGER);
    record.setThrown(failure);
  }

  /** Of a request that has failed, or on a thread of which nothing is known. */
  @Benchmark
  public void log() throws IOException, ServletException {
    if (evidence == Evidence.IDENTITY) {
      server.inRequest(this::failAndLog);
    } else {
      logger.log(record);
    }
  }

  private void failAndLog() {
    server.fail(failure);
    logger.log(record);
  }

  @TearDown
  public void stop() throws IOException {
    server.close();
    logger.removeHandler(handler);
  }
}
