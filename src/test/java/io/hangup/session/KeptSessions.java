package io.hangup.session;

import jakarta.websocket.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;

/** The ways in which applications keep their sessions. */
class KeptSessions {
  static final Map<String, Session> BY_ID = new ConcurrentHashMap<>();
  private static final Map<Session, String> NAMES = new ConcurrentHashMap<>();
  static final Set<Session> NEW_SET = Collections.newSetFromMap(new ConcurrentHashMap<>());
  static final Set<Endpoint> ENDPOINTS = new CopyOnWriteArraySet<>();
  static final Map<String, Set<Session>> ROOMS = new ConcurrentHashMap<>();
  static final List<Session> SYNCHRONIZED = Collections.synchronizedList(new ArrayList<>());
  static final Map<String, Session> UNSAFE = new HashMap<>();
  static final List<Session> FIXED = List.of();
  static final Object NONE = "no collection";
  static final Map<String, Session> MISSING = null;
  static final Map<String, Session> INSTANCE_ID = new ConcurrentHashMap<>();

  private KeptSessions() {}

  static Map<Session, String> names() {
    return NAMES;
  }

  static void keep(Session session, String id) {
    BY_ID.put(id, session);
    NAMES.put(session, "name");
    NEW_SET.add(session);
    ENDPOINTS.add(new SpecialEndpoint(session));
    ROOMS.computeIfAbsent("lobby", room -> ConcurrentHashMap.newKeySet()).add(session);
    SYNCHRONIZED.add(session);
    UNSAFE.put(id, session);
  }

  static List<Collection<?>> all() {
    return List.of(
        BY_ID.keySet(), NAMES.keySet(), NEW_SET, ENDPOINTS, ROOMS.get("lobby"), SYNCHRONIZED);
  }

  /** As in the tutorials: an endpoint that holds its session. */
  static class Endpoint {
    private final Session session;

    Endpoint(Session session) {
      this.session = session;
    }

    Session session() {
      return session;
    }
  }

  static final class SpecialEndpoint extends Endpoint {
    SpecialEndpoint(Session session) {
      super(session);
    }
  }

  /** Nobody is to initialise it. */
  static final class Asleep {
    static final Map<String, Session> SESSIONS = wake();

    private Asleep() {}

    private static Map<String, Session> wake() {
      System.setProperty("hangup.test.awake", "true");
      return new ConcurrentHashMap<>();
    }
  }
}
