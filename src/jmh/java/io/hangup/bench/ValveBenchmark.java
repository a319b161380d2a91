package io.hangup.bench;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A good request: the Valve and the end of the request; without, the call of the next Valve. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ValveBenchmark {
  @Param({"without", "with"})
  public String hangup;

  private BenchServer server;

  @Setup
  public void start() throws Exception {
    server = new BenchServer(hangup.equals("with"), "none", false);
    server.begin();
  }

  @Benchmark
  public void invoke() throws IOException, ServletException {
    server.passThrough();
  }

  @TearDown
  public void stop() throws IOException {
    server.close();
  }
}
