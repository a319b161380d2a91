package io.hangup.internal.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Evidence;
import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Phase;
import io.hangup.disconnect.Protocol;
import io.hangup.disconnect.Undecided;
import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;
import io.hangup.session.SessionType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.Test;

/** Events as somebody reads them who streams them. */
class JfrListenerTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private final JfrListener listener = new JfrListener();
  private final BlockingQueue<RecordedEvent> events = new LinkedBlockingQueue<>();

  @Test
  void commitsWhatIsRecorded() throws Exception {
    try (RecordingStream stream = new RecordingStream()) {
      for (String name : new String[] {"Disconnect", "SessionDropped", "Undecided"}) {
        stream.enable("io.hangup." + name);
        stream.onEvent("io.hangup." + name, events::add);
      }
      stream.startAsync();
      listener.disconnected(disconnect().after(Duration.ofMillis(1500)));
      listener.dropped(new DeadSession(session(), NOW.plusSeconds(2), 1006, "", false, null));
      listener.undecided(Undecided.KEPT);

      RecordedEvent disconnect = next("io.hangup.Disconnect");
      assertThat(disconnect.getString("kind")).isEqualTo("RESET");
      assertThat(disconnect.getString("phase")).isEqualTo("write");
      assertThat(disconnect.getString("context")).isEqualTo("/shop");
      assertThat(disconnect.getDuration("elapsed")).isEqualTo(Duration.ofMillis(1500));
      assertThat(disconnect.getStackTrace()).isNull();
      RecordedEvent dropped = next("io.hangup.SessionDropped");
      assertThat(dropped.getInt("code")).isEqualTo(1006);
      assertThat(dropped.getDuration("lived")).isEqualTo(Duration.ofSeconds(2));
      assertThat(next("io.hangup.Undecided").getString("reason")).isEqualTo("kept");
    }
  }

  private RecordedEvent next(String name) throws InterruptedException {
    RecordedEvent event = events.poll(90, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    assertThat(event.getEventType().getName()).isEqualTo(name);
    return event;
  }

  private static OpenSession session() {
    return new OpenSession(
        "1", SessionType.WEBSOCKET, "/chat", "/ws", Map.of(), null, null, "p", NOW, "handle");
  }

  private static Disconnect disconnect() {
    return new Disconnect(
        Kind.RESET,
        Phase.WRITE,
        Protocol.HTTP_1_1,
        false,
        Evidence.ORIGIN,
        NOW,
        new Client("127.0.0.1:1", "/shop", "/endpoint", null, null),
        "logger",
        "java.io.IOException: Broken pipe",
        null);
  }
}
