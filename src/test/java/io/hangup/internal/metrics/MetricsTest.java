package io.hangup.internal.metrics;

import static io.hangup.fixture.SampleEvents.NOW;
import static io.hangup.fixture.SampleEvents.disconnect;
import static io.hangup.fixture.SampleEvents.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Evidence;
import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Phase;
import io.hangup.disconnect.PingResult;
import io.hangup.disconnect.Protocol;
import io.hangup.disconnect.Source;
import io.hangup.disconnect.Undecided;
import io.hangup.listener.DisconnectListener;
import io.hangup.listener.Withholding;
import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;
import io.hangup.session.SessionType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.juli.logging.Log;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.Mockito;

/** What is counted, how it is bounded, and what is said of it. */
class MetricsTest {

  private final Statistics statistics = new Statistics();

  @Test
  void countsDisconnectsByWhatTheyAre() {
    statistics.disconnected(disconnect(Kind.RESET, "/shop", "203.0.113.7:1"));
    statistics.disconnected(disconnect(Kind.RESET, "/shop", "203.0.113.8:1"));
    statistics.disconnected(disconnect(Kind.EOF, "", null));

    assertThat(statistics.byKind()).isEqualTo(Map.of(Kind.RESET, 2L, Kind.EOF, 1L));
    assertThat(statistics.disconnects())
        .containsEntry(new Statistics.Tags(Kind.RESET, Phase.WRITE, Protocol.HTTP_1_1, "/shop"), 2L)
        .containsEntry(new Statistics.Tags(Kind.EOF, Phase.WRITE, Protocol.HTTP_1_1, "/"), 1L);
    assertThat(statistics.rates().last(60)).isEqualTo(3);
    assertThat(statistics.recent().newestFirst())
        .extracting(RecentDisconnects.Entry::code)
        .containsExactly("EOF/write", "RESET/write", "RESET/write");
  }

  /** A client that invents contexts, or endpoints, fills no memory. */
  @Test
  void boundsWhatOthersName() {
    for (int i = 0; i < 3 * Statistics.MAX_NAMES; i++) {
      statistics.disconnected(disconnect(Kind.RESET, "/" + i, null));
    }

    assertThat(statistics.disconnects()).hasSize(Statistics.MAX_NAMES + 1);
    assertThat(Totals.sum(statistics.disconnects())).isEqualTo(3L * Statistics.MAX_NAMES);
    assertThat(statistics.disconnects())
        .containsEntry(
            new Statistics.Tags(Kind.RESET, Phase.WRITE, Protocol.HTTP_1_1, "other"),
            2L * Statistics.MAX_NAMES);
    assertThat(statistics.recent().newestFirst()).hasSize(RecentDisconnects.SIZE);
  }

  @Test
  void measuresWhenClientsGiveUp() {
    for (int i = 1; i <= 100; i++) {
      statistics.disconnected(
          disconnect(Kind.RESET, "/shop", null).after(Duration.ofMillis(100L * i)));
    }

    Histogram times =
        statistics.abandoned().get(new Statistics.RequestTags("/shop", Protocol.HTTP_1_1));
    assertThat(times.count()).isEqualTo(100);
    assertThat(times.quantileMillis(0.5)).isBetween(4_500L, 6_000L);
    assertThat(times.quantileMillis(0.99)).isBetween(9_000L, 10_000L);
    assertThat(times.max()).isEqualTo(Duration.ofSeconds(10));
    assertThat(times.sum()).isEqualTo(Duration.ofSeconds(505));
  }

  @Test
  void knowsWhichSessionsLive() {
    OpenSession one = session("1", "/chat");
    OpenSession two = session("2", "/chat");
    statistics.opened(one);
    statistics.opened(two);
    statistics.dropped(new DeadSession(one, NOW.plusSeconds(60), 1006, "", false, null));
    statistics.reset();

    assertThat(statistics.active())
        .isEqualTo(Map.of(new Statistics.LiveTags(SessionType.WEBSOCKET, "/chat"), 1L));
    assertThat(statistics.activeByEndpoint()).isEqualTo(Map.of("/ws", 1L));
    assertThat(statistics.opened()).isEmpty();
    assertThat(statistics.dropped()).isEmpty();
  }

  @Test
  void countsWhatIsWithheldAndWhatStays() {
    statistics.withheld(new Withholding(Source.JUL, true, 1000));
    statistics.withheld(new Withholding(Source.LOGBACK, false, 500));
    statistics.undecided(Undecided.COMPANY);
    statistics.pinged(PingResult.LOST);

    assertThat(statistics.withheld()).isEqualTo(Map.of(Source.JUL, 1L));
    assertThat(statistics.shortened()).isEqualTo(Map.of(Source.LOGBACK, 1L));
    assertThat(statistics.bytes()).isEqualTo(Map.of(Source.JUL, 1000L, Source.LOGBACK, 500L));
    assertThat(statistics.undecided()).isEqualTo(Map.of(Undecided.COMPANY, 1L));
    assertThat(statistics.pings()).isEqualTo(Map.of(PingResult.LOST, 1L));
  }

  @Test
  void saysWhatHasHappenedSinceItWasSaidLast() {
    Summary summary = new Summary(statistics);
    assertThat(summary.next()).isEmpty();
    statistics.disconnected(disconnect(Kind.RESET, "/shop", null));
    statistics.withheld(new Withholding(Source.JUL, true, 1000));
    assertThat(summary.next())
        .startsWith("disconnects [RESET 1], withheld records and traces [1], shortened [0]")
        .contains("bytes [1000]");

    assertThat(summary.next()).isEmpty();
    statistics.disconnected(disconnect(Kind.EOF, "/shop", null));
    assertThat(summary.next()).startsWith("disconnects [EOF 1], withheld records and traces [0]");
  }

  /** Whoever has the counters begin again takes nothing from the summary, nor from the stop. */
  @Test
  void aResetHidesNothing() {
    Summary summary = new Summary(statistics);
    statistics.disconnected(disconnect(Kind.RESET, "/shop", null));
    statistics.withheld(new Withholding(Source.JUL, false, 1000));
    statistics.reset();
    statistics.disconnected(disconnect(Kind.EOF, "/shop", null));
    statistics.withheld(new Withholding(Source.STDERR, true, 1000));

    assertThat(statistics.byKind()).isEqualTo(Map.of(Kind.EOF, 1L));
    assertThat(summary.next())
        .startsWith("disconnects [RESET 1, EOF 1], withheld records and traces [1], shortened [1]");
    assertThat(statistics.sinceStart().disconnects()).isEqualTo(2);
    assertThat(statistics.sinceStart().shortenedRecords()).isEqualTo(1);
    assertThat(statistics.sinceStart().withheldRecords()).isZero();
    assertThat(statistics.sinceStart().withheldTraces()).isEqualTo(1);
  }

  /** A minute's count goes with its minute, and the last hour is what is kept. */
  @Test
  void ratesForgetWhatIsOver() {
    AtomicLong seconds = new AtomicLong(1000);
    Rates rates = new Rates(seconds::get);
    rates.add(Kind.RESET);
    seconds.addAndGet(59);
    assertThat(rates.last(60)).isEqualTo(1);
    seconds.addAndGet(1);
    assertThat(rates.last(60)).isZero();
    assertThat(rates.minutes(2, Kind.RESET)).containsExactly(1, 0);
    seconds.addAndGet(10_000);
    assertThat(rates.last(3600)).isZero();
  }

  @Test
  void noticesAStormAndItsEnd() {
    AtomicLong seconds = new AtomicLong(10_000);
    Rates rates = new Rates(seconds::get);
    Log log = Mockito.mock(Log.class);
    Storms storms = new Storms(rates, 10, 100, log);
    for (int i = 0; i < 99; i++) {
      hangUp(rates, storms, "203.0.113." + i + ":1");
    }
    storms.check();
    assertThat(storms.isThere()).isFalse();

    hangUp(rates, storms, "198.51.100.7:443");
    storms.check();
    assertThat(storms.isThere()).isTrue();
    ArgumentCaptor<String> warning = ArgumentCaptor.forClass(String.class);
    Mockito.verify(log).warn(warning.capture());
    assertThat(warning.getValue())
        .contains("[100] in the last minute", "RESET 100", "203.0.113.0/24 99", "/endpoint 100");

    seconds.addAndGet(120);
    storms.check();
    assertThat(storms.isThere()).isFalse();
    Mockito.verify(log).info(Mockito.contains("is over"));
  }

  /** Valves start from the inside out, and the outermost decides. */
  @Test
  void looksForStormsAsItIsToldLast() {
    Rates rates = new Rates(() -> 10_000);
    Storms storms = new Storms(rates, 10, 100, Mockito.mock(Log.class));
    for (int i = 0; i < 100; i++) {
      hangUp(rates, storms, "203.0.113.7:1");
    }
    storms.set(10, 0);
    storms.check();
    assertThat(storms.isThere()).isFalse();
    storms.set(10, 50);
    storms.check();
    assertThat(storms.isThere()).isTrue();
  }

  /** Where many are usual, so many more are a storm. */
  @Test
  void measuresAStormByWhatIsUsual() {
    AtomicLong seconds = new AtomicLong(10_000);
    Rates rates = new Rates(seconds::get);
    Storms storms = new Storms(rates, 10, 100, Mockito.mock(Log.class));
    for (int minute = 0; minute < 60; minute++) {
      for (int i = 0; i < 50; i++) {
        rates.add(Kind.RESET);
      }
      seconds.addAndGet(60);
    }
    for (int i = 0; i < 400; i++) {
      rates.add(Kind.RESET);
    }
    storms.check();
    assertThat(storms.isThere()).isFalse();
    for (int i = 0; i < 200; i++) {
      rates.add(Kind.RESET);
    }
    storms.check();
    assertThat(storms.isThere()).isTrue();
  }

  /** A server that was started a moment ago, and whose clients come and go all the time. */
  @Test
  void learnsWhatIsUsualAfterTheStart() {
    AtomicLong seconds = new AtomicLong(10_000);
    Rates rates = new Rates(seconds::get);
    Storms storms = new Storms(rates, 10, 100, Mockito.mock(Log.class));
    boolean wasThere = false;
    for (int second = 0; second < 600; second++) {
      for (int i = 0; i < 5; i++) {
        rates.add(Kind.RESET);
      }
      seconds.incrementAndGet();
      storms.check();
      wasThere |= storms.isThere();
      assertThat(second > 150 && storms.isThere()).as("after %s s", second).isFalse();
    }
    assertThat(wasThere).isTrue();
  }

  @Test
  void namesNetworks() {
    assertThat(Network.of("203.0.113.7:51514")).isEqualTo("203.0.113.0/24");
    assertThat(Network.of("203.0.113.7 via 127.0.0.1:39326")).isEqualTo("203.0.113.0/24");
    assertThat(Network.of("[2001:db8:1:2fff::1]:443")).isEqualTo("2001:db8:1:2f00::/56");
    assertThat(Network.of("2001:db8:0:0:0:0:0:1:443")).isEqualTo("2001:db8:0:0::/56");
    assertThat(Network.of("0:0:0:0:0:0:0:1:443")).isEqualTo("0:0:0:0::/56");
    assertThat(Network.of("nonsense")).isEqualTo("unknown");
    assertThat(Network.of(null)).isEqualTo("unknown");
  }

  @Test
  void aListenerThatFailsFailsAlone() {
    Listeners listeners = new Listeners();
    List<String> heard = new ArrayList<>();
    listeners.add(
        new DisconnectListener() {
          @Override
          public void disconnected(Disconnect disconnect) {
            throw new IllegalStateException("broken");
          }
        });
    listeners.add(
        new DisconnectListener() {
          @Override
          public void disconnected(Disconnect disconnect) {
            heard.add(disconnect.code());
          }

          @Override
          public void close() {
            heard.add("closed");
          }
        });

    listeners.disconnected(disconnect(Kind.EOF, "/shop", null));
    listeners.close();

    assertThat(heard).containsExactly("EOF/write", "closed");
  }

  @Test
  void writesJsonThatNoMarkupCanLeave() {
    assertThat(Json.of(Map.of("a", List.of(1, true, "x\"\\<b>\n\u00e9"))))
        .isEqualTo("{\"a\":[1,true,\"x\\u0022\\u005c\\u003cb\\u003e\\u000a\\u00e9\"]}");
  }

  /** In a storm the phase is that of the last one of its kind that was looked at. */
  @Test
  void looksAtSoManyStackTracesInASecond() {
    AtomicLong seconds = new AtomicLong(1);
    AtomicLong looks = new AtomicLong();
    Phases phases = new Phases(seconds::get);
    for (int i = 0; i < 3 * Phases.LOOKS; i++) {
      assertThat(phases.of(unread(Kind.RESET, looks, Phase.CLOSE), "/")).isEqualTo(Phase.CLOSE);
    }
    assertThat(looks).hasValue(1 + Phases.LOOKS);

    assertThat(phases.of(unread(Kind.EOF, looks, Phase.READ), "/")).isEqualTo(Phase.READ);
    Disconnect known = disconnect(Kind.RESET, "/", null);
    assertThat(phases.of(known, "/")).isEqualTo(Phase.WRITE);
    seconds.incrementAndGet();
    assertThat(phases.of(unread(Kind.RESET, looks, Phase.READ), "/")).isEqualTo(Phase.READ);
  }

  private static Disconnect unread(Kind kind, AtomicLong looks, Phase phase) {
    return new Disconnect(
        kind,
        () -> {
          looks.incrementAndGet();
          return phase;
        },
        Protocol.HTTP_1_1,
        false,
        Evidence.ORIGIN,
        NOW,
        Client.UNKNOWN,
        null,
        "",
        null);
  }

  private static void hangUp(Rates rates, Storms storms, String peer) {
    rates.add(Kind.RESET);
    storms.disconnected(disconnect(Kind.RESET, "/shop", peer));
  }
}
