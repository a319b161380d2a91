package io.hangup.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import jakarta.websocket.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionRemoverTest {
  private final Session dead = mock(Session.class);
  private final Session other = mock(Session.class);
  private final List<String> warned = new ArrayList<>();
  private final AtomicInteger failed = new AtomicInteger();

  private void removeFrom(Object holder) {
    SessionMatch match = new SessionMatch(List.of(TestSessions.opened("1", dead)));
    new SessionRemover(match, false, warned::add, failed::incrementAndGet).removeFrom(holder);
    assertThat(failed).hasValue(0);
  }

  @Test
  void throwsNoLivingMemberOut() {
    Set<Session> members = ConcurrentHashMap.newKeySet();
    members.addAll(List.of(dead, other));
    Map<String, Room> rooms = new ConcurrentHashMap<>(Map.of("lobby", new Room(dead, members)));

    removeFrom(rooms);

    assertThat(rooms).containsOnlyKeys("lobby");
    assertThat(members).containsExactly(other);
    assertThat(warned).singleElement().asString().contains(Room.class.getName(), "it was left");
  }

  @Test
  void knowsMembersThatHoldTheirSessions() {
    Set<Member> members = new CopyOnWriteArraySet<>(List.of(new Member(dead), new Member(other)));
    Set<Hall> halls = new CopyOnWriteArraySet<>(List.of(new Hall(dead, members)));

    removeFrom(halls);

    assertThat(halls).hasSize(1);
    assertThat(members).extracting(Member::session).containsExactly(other);
  }

  @Test
  void removesARoomThatNobodyElseIsIn() {
    Map<String, Room> rooms =
        new ConcurrentHashMap<>(Map.of("lobby", new Room(dead, new CopyOnWriteArraySet<>())));
    rooms.get("lobby").members().add(dead);

    removeFrom(rooms);

    assertThat(rooms).isEmpty();
    assertThat(warned).isEmpty();
  }

  /** What it knows of its like is not what it is made of. */
  @Test
  void removesAnEndpointThatKnowsTheOthers() {
    Set<Peer> peers = new CopyOnWriteArraySet<>();
    peers.add(new Peer(dead, peers));
    Peer stays = new Peer(other, peers);
    peers.add(stays);

    removeFrom(peers);

    assertThat(peers).containsExactly(stays);
    assertThat(warned).isEmpty();
  }

  static List<Collection<Object>> concurrent() {
    return List.of(
        new PriorityBlockingQueue<>(2, Comparator.comparing(System::identityHashCode)),
        new LinkedBlockingDeque<>(),
        new LinkedTransferQueue<>(),
        new ConcurrentLinkedDeque<>());
  }

  @ParameterizedTest
  @MethodSource
  void concurrent(Collection<Object> holder) {
    holder.addAll(List.of(dead, other));

    removeFrom(holder);

    assertThat(holder).containsExactly(other);
    assertThat(warned).isEmpty();
  }

  @Test
  void saysWhatCannotBeRemoved() {
    Changing changing = new Changing(dead);
    Set<Changing> set = ConcurrentHashMap.newKeySet();
    set.add(changing);
    changing.hash = 4711;

    removeFrom(set);

    assertThat(set).hasSize(1);
    assertThat(warned).singleElement().asString().contains("cannot be removed", "hash");
  }

  @Test
  void looksUpWhatCanBeLookedUp() {
    CountingMap<String> byId = new CountingMap<>();
    CountingMap<Object> bySession = new CountingMap<>();
    for (int i = 0; i < 2 * DirectRemoval.LARGE; i++) {
      byId.put("n" + i, other);
      bySession.put("n" + i, other);
    }
    byId.put("1", dead);
    bySession.put(dead, other);

    removeFrom(byId);
    removeFrom(bySession);

    assertThat(byId.containsKey("1")).isFalse();
    assertThat(bySession.containsKey(dead)).isFalse();
    assertThat(byId.passes + bySession.passes).isZero();
  }

  @Test
  void looksAtAllOfWhatCannotBeLookedUp() {
    Map<String, Session> byUser = new ConcurrentSkipListMap<>();
    for (int i = 0; i < 2 * DirectRemoval.LARGE; i++) {
      byUser.put("n" + i, other);
    }
    byUser.put("user", dead);

    removeFrom(byUser);

    assertThat(byUser).hasSize(2 * DirectRemoval.LARGE);
    assertThat(byUser).doesNotContainKey("user");
  }

  private record Room(Session owner, Set<Session> members) {}

  private record Hall(Session owner, Set<Member> members) {}

  private record Member(Session session) {}

  /** Known by identity, as endpoints are. */
  @SuppressWarnings("UnusedVariable") // Read by reflection.
  private static final class Peer {
    final Session session;
    final Set<Peer> peers;

    Peer(Session session, Set<Peer> peers) {
      this.session = session;
      this.peers = peers;
    }
  }

  @SuppressWarnings("UnusedVariable") // As above.
  private static final class Changing {
    final Session session;
    private int hash;

    Changing(Session session) {
      this.session = session;
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }

  private static final class CountingMap<K> extends ConcurrentHashMap<K, Session> {
    private static final long serialVersionUID = 1;
    private int passes;

    @Override
    public Set<Map.Entry<K, Session>> entrySet() {
      passes++;
      return super.entrySet();
    }
  }
}
