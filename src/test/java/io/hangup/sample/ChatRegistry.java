package io.hangup.sample;

import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;
import io.hangup.session.SessionRegistry;

/** The registry that the application offers: it removes dead sessions from the chat's map. */
public class ChatRegistry implements SessionRegistry {

  @Override
  public void opened(OpenSession session) {
    Stats.OPENED.incrementAndGet();
  }

  @Override
  public void drop(DeadSession session) {
    ChatEndpoint.SESSIONS.remove(session.session().id());
    Stats.DROPPED.incrementAndGet();
  }
}
