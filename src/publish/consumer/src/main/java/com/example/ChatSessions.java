package com.example;

import io.hangup.session.DeadSession;
import io.hangup.session.SessionRegistry;

public class ChatSessions implements SessionRegistry {
  @Override
  public void drop(DeadSession dead) {
    System.out.println(dead.session().id());
  }
}
