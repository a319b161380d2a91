package io.hangup.it;

import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.PingResult;
import io.hangup.disconnect.Undecided;
import io.hangup.listener.DisconnectListener;
import io.hangup.listener.Vitals;
import io.hangup.listener.Withholding;
import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;

/** Prints what it hears. */
public final class RecordingListener implements DisconnectListener {
  private static void say(String words) {
    System.out.println("heard " + words);
  }

  @Override
  public void started(Vitals vitals) {
    say("started " + vitals.registries().keySet());
  }

  @Override
  public void disconnected(Disconnect disconnect) {
    say(
        "disconnected "
            + disconnect.code()
            + " "
            + disconnect.client().peer()
            + " after "
            + (disconnect.elapsed() == null ? "?" : "some time"));
  }

  @Override
  public void withheld(Withholding withholding) {
    say("withheld " + withholding.source().tag() + " " + (withholding.bytes() > 0));
  }

  @Override
  public void undecided(Undecided reason) {
    say("undecided " + reason.tag());
  }

  @Override
  public void opened(OpenSession session) {
    say("opened " + session.endpoint());
  }

  @Override
  public void dropped(DeadSession session) {
    say("dropped " + session.closeCode());
  }

  @Override
  public void pinged(PingResult result) {
    say("pinged " + result.tag());
  }

  @Override
  public void close() {
    say("closed");
  }
}
