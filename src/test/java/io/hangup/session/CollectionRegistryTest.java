package io.hangup.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletContext;
import jakarta.websocket.Session;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectionRegistryTest {
  private static final String KEPT = KeptSessions.class.getName() + ".";

  private final ServletContext context = mock(ServletContext.class);
  private final Webapp webapp = new Webapp(getClass().getClassLoader(), context);
  private final Session session = mock(Session.class);
  private final Session other = mock(Session.class);
  private final StaticFieldRegistry registry = new StaticFieldRegistry();
  private final Logger logger = Logger.getLogger(StaticFieldRegistry.class.getName());
  private final List<String> logged = new ArrayList<>();
  private final Handler handler = new Remembering();

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    KeptSessions.keep(session, "1");
    KeptSessions.keep(other, "2");
  }

  @AfterEach
  void clear() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
    KeptSessions.all().forEach(Collection::clear);
    KeptSessions.UNSAFE.clear();
    KeptSessions.INSTANCE_ID.clear();
  }

  private void drop(CollectionRegistry from, DeadSession dead) {
    from.add(dead, webapp);
    from.dropWaiting(webapp);
  }

  @Test
  void removesTheSessionHoweverItIsKept() {
    registry.setFields(fields("BY_ID", "NAMES", "NEW_SET", "ENDPOINTS", "ROOMS", "SYNCHRONIZED"));

    drop(registry, TestSessions.dead("1", session));

    assertThat(KeptSessions.BY_ID).containsOnlyKeys("2");
    assertThat(KeptSessions.names()).containsOnlyKeys(other);
    assertThat(KeptSessions.NEW_SET).containsExactly(other);
    assertThat(KeptSessions.ENDPOINTS).extracting(each -> each.session()).containsExactly(other);
    assertThat(KeptSessions.ROOMS.get("lobby")).containsExactly(other);
    assertThat(KeptSessions.SYNCHRONIZED).containsExactly(other);
    assertThat(logged).isEmpty();
  }

  /** However many have died, and are told of while the thread is busy. */
  @Test
  void removesAllThatWaitInOnePass() {
    AtomicInteger passes = new AtomicInteger();
    Set<Session> sessions =
        new AbstractSet<>() {
          private final Set<Session> all = ConcurrentHashMap.newKeySet();

          @Override
          public boolean add(Session added) {
            return all.add(added);
          }

          @Override
          public boolean removeIf(Predicate<? super Session> condition) {
            passes.incrementAndGet();
            return all.removeIf(condition);
          }

          @Override
          public Spliterator<Session> spliterator() {
            return all.spliterator();
          }

          @Override
          public Iterator<Session> iterator() {
            return all.iterator();
          }

          @Override
          public int size() {
            return all.size();
          }
        };
    when(context.getAttribute("sessions")).thenReturn(sessions);
    ServletContextRegistry attributes = new ServletContextRegistry();
    attributes.setAttributes("sessions");
    sessions.add(other);
    for (int i = 0; i < 100; i++) {
      Session dead = mock(Session.class);
      sessions.add(dead);
      attributes.add(TestSessions.dead(Integer.toString(i), dead), newWebapp());
    }

    attributes.dropWaiting(newWebapp());
    attributes.dropWaiting(newWebapp());

    assertThat(sessions).containsExactly(other);
    assertThat(passes).hasValue(1);
  }

  @Test
  void leavesAnEmptiedInnerCollection() {
    registry.setFields(fields("ROOMS"));

    drop(registry, TestSessions.dead("1", session));
    drop(registry, TestSessions.dead("2", other));

    assertThat(KeptSessions.ROOMS).containsEntry("lobby", Set.of());
  }

  @Test
  void knowsASessionByItsIdOnlyBesideASession() {
    Map<String, Object> mixed = new ConcurrentHashMap<>(Map.of("1", "no session", "2", "1"));
    when(context.getAttribute("mixed")).thenReturn(mixed);
    KeptSessions.INSTANCE_ID.put("1", mock(Session.class));
    registry.setFields(fields("INSTANCE_ID"));
    ServletContextRegistry attributes = new ServletContextRegistry();
    attributes.setAttributes("mixed");

    drop(registry, TestSessions.dead("1", session));
    drop(attributes, TestSessions.dead("1", session));

    assertThat(KeptSessions.INSTANCE_ID).isEmpty();
    assertThat(mixed).hasSize(2);
  }

  @Test
  void removesFromAttributesOfTheServletContext() {
    Set<Session> sessions = ConcurrentHashMap.newKeySet();
    sessions.addAll(List.of(session, other));
    when(context.getAttribute("sessions")).thenReturn(sessions);
    ServletContextRegistry attributes = new ServletContextRegistry();
    attributes.setAttributes("sessions");

    drop(attributes, TestSessions.dead("1", session));

    assertThat(sessions).containsExactly(other);
  }

  @Test
  void leavesAloneWhatIsNotSafeAndSaysSoOnce() {
    registry.setFields(fields("UNSAFE"));

    drop(registry, TestSessions.dead("1", session));
    drop(registry, TestSessions.dead("2", other));

    assertThat(KeptSessions.UNSAFE).hasSize(2);
    assertThat(logged)
        .singleElement()
        .asString()
        .startsWith("WARNING")
        .contains("[" + KEPT + "UNSAFE]", "[java.util.HashMap]", "registry.unsafe");
  }

  @Test
  void changesWhatIsNotSafeIfItIsTold() {
    registry.setFields(fields("UNSAFE"));
    registry.setUnsafe(true);

    drop(registry, TestSessions.dead("1", session));

    assertThat(KeptSessions.UNSAFE).containsOnlyKeys("2");
    assertThat(logged).isEmpty();
  }

  @Test
  void saysOnceWhatItCannotDo() {
    registry.setFields(fields("FIXED", "NONE", "MISSING", "NOWHERE") + ", com.example.No.WHERE, x");

    drop(registry, TestSessions.dead("1", session));
    drop(registry, TestSessions.dead("2", other));

    assertThat(logged)
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).contains("WARNING", "NONE]", "[java.lang.String]"),
            line -> assertThat(line).contains("WARNING", "FIXED]"));
  }

  /** Of the applications that have it wrong in one line each, when they have started. */
  @Test
  void saysWhatIsNamedWronglyOfAllWhoStartTogether() {
    registry.setFields(
        fields("BY_ID", "NONE", "NOWHERE", "Endpoint.session") + ", com.example.No.WHERE, x");

    registry.look(webapp, "/one");
    registry.look(newWebapp(), "");
    registry.reportFaults();
    registry.reportFaults();

    assertThat(logged)
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).contains("WARNING", "[/, /one]", "Endpoint.session] is not"),
            line -> assertThat(line).contains("WARNING", "NOWHERE] is no field"),
            line -> assertThat(line).contains("WARNING", "[com.example.No.WHERE] is of no class"),
            line -> assertThat(line).contains("WARNING", "[x] names no class"));
  }

  @Test
  void initialisesNoClass() {
    registry.setFields(KEPT + "Asleep.SESSIONS");

    drop(registry, TestSessions.dead("1", session));

    assertThat(System.getProperty("hangup.test.awake")).isNull();
    assertThat(logged).isEmpty();
    KeptSessions.Asleep.SESSIONS.put("1", session);
    assertThat(System.getProperty("hangup.test.awake")).isEqualTo("true");
    drop(registry, TestSessions.dead("1", session));
    assertThat(KeptSessions.Asleep.SESSIONS).isEmpty();
  }

  /** Each session brings one of its own. */
  private Webapp newWebapp() {
    return new Webapp(webapp.loader(), context);
  }

  @Test
  void forgetsWhatWaitsWhenItIsClosed() {
    registry.setFields(fields("BY_ID"));
    registry.add(TestSessions.dead("1", session), webapp);

    registry.close();
    registry.add(TestSessions.dead("2", other), webapp);
    registry.dropWaiting(webapp);

    assertThat(KeptSessions.BY_ID).hasSize(2);
  }

  @Test
  void keepsTheIdsOfTypesApart() {
    Map<String, Object> kept = new ConcurrentHashMap<>(Map.of("17", mock(Session.class)));
    when(context.getAttribute("kept")).thenReturn(kept);
    ServletContextRegistry attributes = new ServletContextRegistry();
    attributes.setAttributes("kept");
    attributes.add(TestSessions.deadRequest("17", mock(AsyncContext.class)), newWebapp());

    attributes.dropWaiting(newWebapp());
    assertThat(kept).containsOnlyKeys("17");
    attributes.add(TestSessions.dead("17", session), newWebapp());
    attributes.add(TestSessions.deadRequest("17", mock(AsyncContext.class)), newWebapp());
    attributes.dropWaiting(newWebapp());

    assertThat(kept).isEmpty();
  }

  @Test
  void looksAtTheNextWhereOneThrows() {
    Collection<Object> throwing =
        new CopyOnWriteArrayList<>() {
          @Override
          public boolean removeIf(Predicate<? super Object> condition) {
            throw new IllegalStateException("broken");
          }
        };
    Set<Session> sessions = ConcurrentHashMap.newKeySet();
    sessions.addAll(List.of(session, other));
    when(context.getAttribute("broken")).thenThrow(new StackOverflowError("no value"));
    when(context.getAttribute("throwing")).thenReturn(throwing);
    when(context.getAttribute("sessions"))
        .thenReturn(new CopyOnWriteArrayList<>(List.of(throwing, sessions)));
    ServletContextRegistry attributes = new ServletContextRegistry();
    attributes.setAttributes("broken, throwing, sessions");
    LongAdder failures = new LongAdder();
    attributes.countIn(failures);
    Logger ofAttributes = Logger.getLogger(ServletContextRegistry.class.getName());
    ofAttributes.addHandler(handler);

    drop(attributes, TestSessions.dead("1", session));
    ofAttributes.removeHandler(handler);

    assertThat(sessions).containsExactly(other);
    assertThat(failures.sum()).isEqualTo(3);
    assertThat(logged)
        .satisfiesExactly(
            line -> assertThat(line).contains("WARNING", "[broken]", "no value"),
            line -> assertThat(line).contains("WARNING", "[throwing]", "broken"),
            line -> assertThat(line).contains("WARNING", "[sessions]", "broken"));
  }

  private static String fields(String... names) {
    return Stream.of(names).map(name -> KEPT + name).collect(Collectors.joining(", "));
  }

  private final class Remembering extends Handler {
    @Override
    public void publish(LogRecord record) {
      logged.add(record.getLevel() + " " + record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
