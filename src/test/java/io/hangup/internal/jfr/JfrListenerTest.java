package io.hangup.internal.jfr;

import static io.hangup.fixture.SampleEvents.NOW;
import static io.hangup.fixture.SampleEvents.disconnect;
import static io.hangup.fixture.SampleEvents.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.disconnect.Undecided;
import io.hangup.session.DeadSession;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.Test;

/** Events as somebody reads them who streams them. */
class JfrListenerTest {

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
      listener.dropped(
          new DeadSession(session("1", "/chat"), NOW.plusSeconds(2), 1006, "", false, null));
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
}
