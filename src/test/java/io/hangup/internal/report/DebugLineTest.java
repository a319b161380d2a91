package io.hangup.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Evidence;
import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Phase;
import io.hangup.disconnect.Protocol;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class DebugLineTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void saysAllThatIsKnown() {
    Client client =
        new Client("203.0.113.7:51514", "/chat", "/ws/{name}", "3f", NOW.minusMillis(12_345));

    assertThat(
            DebugLine.format(
                brokenPipe(client, "java.io.IOException: Broken pipe").from("a.Logger")))
        .isEqualTo(
            "BROKEN_PIPE write websocket [203.0.113.7:51514] context [/chat] endpoint [/ws/{name}]"
                + " session [3f] open [12.3s] evidence [ORIGIN] from [a.Logger]:"
                + " java.io.IOException: Broken pipe");
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    assertThat(DebugLine.format(brokenPipe(Client.UNKNOWN, "java.io.IOException")))
        .isEqualTo("BROKEN_PIPE write websocket evidence [ORIGIN]: java.io.IOException");
  }

  @Test
  void escapesWhatAClientMayHaveChosen() {
    Client client = new Client(null, null, "/a\r\nSEVERE forged\u001b[2J\u2028", null, null);

    assertThat(DebugLine.format(brokenPipe(client, "x: " + "y".repeat(2000))))
        .contains("endpoint [/a\\u000d\\u000aSEVERE forged\\u001b\\u005b2J\\u2028]")
        .hasSizeLessThan(700)
        .endsWith("yyy...");
  }

  @Test
  void hasTheStackTraceWhereFinerIsEnabled() {
    Logger logger = Logger.getAnonymousLogger();
    List<LogRecord> records = new ArrayList<>();
    logger.setUseParentHandlers(false);
    logger.addHandler(collecting(records));
    DebugLine line = new DebugLine(logger, Logger.getAnonymousLogger());
    Disconnect disconnect = brokenPipe(Client.UNKNOWN, "x");

    for (Level level : List.of(Level.INFO, Level.FINE, Level.FINER)) {
      logger.setLevel(level);
      line.disconnected(disconnect);
    }

    assertThat(records).hasSize(2).allMatch(record -> record.getLevel().equals(Level.FINE));
    assertThat(records.get(0).getThrown()).isNull();
    assertThat(records.get(1).getThrown()).isSameAs(disconnect.thrown());
  }

  @Test
  void aValueForgesNoFieldAndTurnsNoTextAround() {
    Client client =
        new Client("1.2.3.4] session [forged", "", "/a\u202eb\\\ud800\ud83d\ude00", null, null);

    assertThat(DebugLine.format(brokenPipe(client, "x")))
        .startsWith("BROKEN_PIPE write websocket [1.2.3.4\\u005d session \\u005bforged]")
        .contains(" endpoint [/a\\u202eb\\u005c\\ud800\ud83d\ude00]")
        .doesNotContain("session [");
  }

  @Test
  void carriesWhatItStoodFor() {
    Throwable root = new IOException("Broken pipe");
    Throwable half = new IllegalStateException("order 17 half booked", new IOException(root));
    Disconnect disconnect = brokenPipe(Client.UNKNOWN, "x", half).from("a.Logger");

    assertThat(
            DebugLine.format(
                disconnect,
                List.of(
                    new Withheld("c", "a.Logger", "SEVERE", "Payment 42]\nfailed", half),
                    new Withheld("c", "b.Logger", "WARNING", "again", root))))
        .startsWith("BROKEN_PIPE write websocket evidence [ORIGIN] from [a.Logger]")
        .contains(
            " record [SEVERE] message [Payment 42\\u005d\\u000afailed] record [WARNING] of [b.Logger] message [again]"
                + " wrapped in [java.lang.IllegalStateException: order 17 half booked]: x");
  }

  @Test
  void whatIsWithheldLaterIsALineOfItsOwn() {
    Logger withheld = Logger.getAnonymousLogger();
    List<LogRecord> records = new ArrayList<>();
    withheld.setUseParentHandlers(false);
    withheld.addHandler(collecting(records));
    DebugLine line = new DebugLine(Logger.getAnonymousLogger(), withheld);
    Throwable thrown = new IllegalStateException("half", new IOException("Broken pipe"));
    Withheld late = new Withheld("RESET/read", "app", "SEVERE", "Payment 42", thrown);

    line.withheld(late);
    assertThat(line.wantsWords()).isFalse();
    withheld.setLevel(Level.FINE);
    line.withheld(late);

    assertThat(line.wantsWords()).isTrue();
    assertThat(records).hasSize(1);
    assertThat(records.get(0).getSourceMethodName()).isEqualTo("withheld");
    assertThat(records.get(0).getThrown()).isNull();
    assertThat(records.get(0).getMessage())
        .isEqualTo(
            "RESET/read from [app] record [SEVERE] message [Payment 42]"
                + " wrapped in [java.lang.IllegalStateException: half]");
  }

  private static Disconnect brokenPipe(Client client, String failure) {
    return brokenPipe(client, failure, new IOException("Broken pipe"));
  }

  private static Disconnect brokenPipe(Client client, String failure, Throwable thrown) {
    return new Disconnect(
        Kind.BROKEN_PIPE,
        Phase.WRITE,
        Protocol.WEBSOCKET,
        false,
        Evidence.ORIGIN,
        NOW,
        client,
        null,
        failure,
        thrown);
  }

  private static Handler collecting(List<LogRecord> records) {
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            records.add(record);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    handler.setLevel(Level.ALL);
    return handler;
  }
}
