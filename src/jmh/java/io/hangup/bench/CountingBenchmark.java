package io.hangup.bench;

import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Source;
import io.hangup.fixture.SampleEvents;
import io.hangup.internal.delivery.LiveSession;
import io.hangup.internal.metrics.Listeners;
import io.hangup.internal.metrics.Metering;
import io.hangup.micrometer.HangupMetrics;
import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;
import io.hangup.session.Webapp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
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

/** All that is counted of one session whose client hangs up; without, nobody listens. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CountingBenchmark {
  private static final int BYTES = 1500;

  @Param({"without", "with", "Micrometer"})
  public String hangup;

  private final Disconnect disconnect =
      SampleEvents.disconnect(Kind.RESET, "/chat", "203.0.113.7:51514");
  private final OpenSession session = SampleEvents.session("1", "/chat");
  private final DeadSession end =
      new DeadSession(session, SampleEvents.NOW.plusSeconds(60), 1006, "", false, disconnect);
  private final LiveSession live =
      new LiveSession() {
        @Override
        public OpenSession opening() {
          return session;
        }

        @Override
        public Webapp application() {
          throw new IllegalStateException("nobody asks for it");
        }
      };
  private Metering metering;
  private Listeners listeners;

  @Setup
  public void start() {
    metering = new Metering(new Metering.Settings(Duration.ZERO, 10, 100), Map::of);
    listeners = hangup.equals("without") ? new Listeners() : metering.listeners();
    if (hangup.equals("Micrometer")) {
      HangupMetrics metrics = new HangupMetrics();
      metrics.bindTo(new SimpleMeterRegistry());
      metering.add(metrics);
    }
  }

  @Benchmark
  public void hangUp() {
    listeners.opened(live);
    listeners.disconnected(disconnect);
    listeners.withheld(Source.JUL, true, BYTES);
    listeners.ended(live, end);
  }

  @TearDown
  public void stop() {
    metering.close();
  }
}
