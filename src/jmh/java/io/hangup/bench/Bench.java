package io.hangup.bench;

import io.hangup.load.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.catalina.util.ServerInfo;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks, and writes {@code target/bench.md}: {@code mvn -Pbench verify}. */
public final class Bench {
  private static final int MILLIS = Integer.getInteger("hangup.bench.millis", 5000);
  private static final int ITERATIONS = 5;
  private static final String[] EVIDENCE =
      System.getProperty("hangup.bench.evidence", "IDENTITY,OWNED_TYPE,ORIGIN,REAL_ERROR")
          .split(",", -1);
  private static final int[] OPEN =
      Stream.of(System.getProperty("hangup.bench.open", "100,10000").split(",", -1))
          .mapToInt(Integer::parseInt)
          .toArray();

  /** How much more one may cost among many than among few, if that is asked. */
  private static final double GROWTH =
      Double.parseDouble(System.getProperty("hangup.bench.growth", "Infinity"));

  private Bench() {}

  /** Takes some minutes; how long each benchmark runs is a system property. */
  public static void main(String[] args) throws RunnerException, IOException {
    BenchTable table = new BenchTable();
    table.ofValve(run(options(ValveBenchmark.class)));
    table.ofCounting(run(options(CountingBenchmark.class)));
    Collection<RunResult> gates =
        new ArrayList<>(run(gate().param("hangup", "without").param("open", "none")));
    gates.addAll(run(gate().param("hangup", "with").param("open", opens())));
    gates.addAll(run(gate().param("hangup", "with").param("open", "none").param("line", "FINE")));
    table.ofGate(gates, OPEN);
    table.ofRegistries(
        run(
            options(RegistryBenchmark.class)
                .param(
                    "sessions",
                    IntStream.of(OPEN).mapToObj(Integer::toString).toArray(String[]::new))
                .warmupIterations(3)
                .measurementIterations(3)));
    int most = OPEN[OPEN.length - 1];
    table.ofFootprint("a WebSocket session that is open", new Footprint(most, "sessions"));
    table.ofFootprint("an asynchronous request that goes on", new Footprint(most, "requests"));
    table.write(Path.of("target/bench.md"), Machine.describe() + ", " + ServerInfo.getServerInfo());
    List<String> failures = table.above(GROWTH);
    if (!failures.isEmpty()) {
      throw new IllegalStateException("Grows by more than " + GROWTH + ": " + failures);
    }
  }

  private static String[] opens() {
    return Stream.concat(
            Stream.of("none"),
            IntStream.of(OPEN).boxed().flatMap(n -> Stream.of(n + " sessions", n + " requests")))
        .toArray(String[]::new);
  }

  private static ChainedOptionsBuilder options(Class<?> benchmark) {
    return new OptionsBuilder()
        .include(benchmark.getName() + "\\.")
        .addProfiler(GCProfiler.class)
        .jvmArgs("-Xmx2g")
        .forks(1)
        .warmupIterations(1)
        .warmupTime(TimeValue.milliseconds(MILLIS))
        .measurementIterations(ITERATIONS)
        .measurementTime(TimeValue.milliseconds(MILLIS / ITERATIONS))
        .shouldFailOnError(true);
  }

  private static ChainedOptionsBuilder gate() {
    return options(GateBenchmark.class).param("evidence", EVIDENCE);
  }

  private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.build()).run();
  }
}
