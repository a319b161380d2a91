package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Http1Client;
import io.hangup.fixture.Http2Client;
import io.hangup.fixture.Http2ErrorCode;
import io.hangup.fixture.Http2Frame.Kind;
import io.hangup.fixture.Patience;
import io.hangup.fixture.RudeClient;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;

/**
 * One client's hang-up meets another client's request. What the container says of a request stays
 * where that request's client is there, whosever failure it carries; each row without the Valve and
 * with it.
 */
class WhoseRequestIT {
  private static final long SETTLED_MILLIS = 300;
  private static final String APP = WhoseServer.CONTEXT;
  private static final String JOIN = "[io.hangup.it.whose.JoinServlet]";
  private static final String LEAD = "[io.hangup.it.whose.LeadServlet]";
  private static final String WORKER = "[io.hangup.it.whose.WorkerServlet]";
  private static final String FORWARD = "[io.hangup.it.whose.ForwardServlet]";
  private static final List<String> WORKERS = List.of("OWN", "EXECUTOR", "FUTURE", "STREAM");
  private static final String SHALLOW = "-XX:MaxJavaStackTraceDepth=12";

  private static final Map<String, WhoseServer> SERVERS = new TreeMap<>();

  @AfterAll
  static void stop() {
    SERVERS.values().forEach(WhoseServer::close);
    SERVERS.clear();
  }

  private static WhoseServer server(String version, boolean withValve, String options)
      throws Exception {
    String key = version + withValve + options;
    WhoseServer server = SERVERS.get(key);
    if (server == null) {
      String name = options.isEmpty() ? "whose" : "whose-shallow";
      server = new WhoseServer(version, name, withValve, options);
      SERVERS.put(key, server);
    }
    return server.begin();
  }

  private static WhoseServer without(String version) throws Exception {
    return server(version, false, "");
  }

  private static WhoseServer with(String version) throws Exception {
    return server(version, true, "");
  }

  @EachTomcat
  void aSingleFlightFailsForThoseWhoJoinIt(String version) throws Exception {
    WhoseServer without = without(version);
    singleFlight(without, "");
    List<String> victims = without.awaitSevere(2, JOIN);
    assertThat(without.awaitSevere(1, LEAD)).hasSize(1);

    WhoseServer with = with(version);
    int gone = singleFlight(with, "");
    with.assertTold(gone);
    assertThat(with.severe("")).isEqualTo(victims).hasSize(2);
    assertThat(with.accessLogMark("/lead?key=flight")).isEqualTo("RESET/read");
    assertThat(with.accessLogMark("key=flight&who=b")).isEqualTo("-");
    assertThat(with.accessLogMark("key=flight&who=c")).isEqualTo("-");
  }

  @EachTomcat
  void whoJoinsAFlightSaysWhatItMeansForItself(String version) throws Exception {
    WhoseServer without = without(version);
    singleFlight(without, "log");
    assertThat(without.awaitSevere(2, "Order 17 has no document")).hasSize(2);

    WhoseServer with = with(version);
    int gone = singleFlight(with, "log");
    with.assertTold(gone);
    assertThat(with.severe("Order 17 has no document")).hasSize(2);
    assertThat(with.severe("")).hasSize(2);
    assertThat(with.accessLogMark("key=flightlog&who=b")).isEqualTo("-");
  }

  /** A loads, B and C wait for it; returns A's port. */
  private static int singleFlight(WhoseServer server, String how) throws Exception {
    String key = "?key=flight" + how;
    try (Http1Client a = Http1Client.plain(server.port());
        Http1Client b = Http1Client.plain(server.port());
        Http1Client c = Http1Client.plain(server.port())) {
      a.postInvited(APP + "/lead" + key, 10).write("abc");
      b.get(APP + "/join" + key + "&who=b&how=" + how);
      c.get(APP + "/join" + key + "&who=c&how=" + how);
      await().until(() -> server.ask("waiting") == 2);
      int gone = a.transport().port();
      a.reset();
      assertFailed(b);
      assertFailed(c);
      server.awaitEnded(3);
      return gone;
    }
  }

  @EachTomcat
  void aCacheKeepsAFailure(String version) throws Exception {
    WhoseServer without = without(version);
    cachedFailure(without);
    List<String> victims = without.awaitSevere(2, JOIN);

    WhoseServer with = with(version);
    int gone = cachedFailure(with);
    with.assertTold(gone);
    assertThat(with.severe("")).isEqualTo(victims).hasSize(2);
    assertThat(with.accessLogMark("key=cache&how=same&who=b0")).isEqualTo("-");
    assertThat(with.accessLogMark("key=cache&how=same&who=b1")).isEqualTo("-");
  }

  /** B is told of A's failure at once, and again; returns A's port. */
  private static int cachedFailure(WhoseServer server) throws Exception {
    int gone = hangUpInBody(server.port(), "/lead?key=cache");
    server.awaitEnded(1);
    for (int i = 0; i < 2; i++) {
      try (Http1Client b = Http1Client.plain(server.port())) {
        assertFailed(b.get(APP + "/join?key=cache&how=same&who=b" + i));
      }
      server.awaitEnded(2 + i);
      Thread.sleep(Duration.ofMillis(1500).toMillis());
    }
    return gone;
  }

  @EachTomcat
  void aResponseIsTeed(String version) throws Exception {
    WhoseServer without = without(version);
    tee(without);
    List<String> victims = without.awaitSevere(1, "[io.hangup.it.whose.TalkServlet]");

    WhoseServer with = with(version);
    int gone = tee(with);
    with.assertTold(gone);
    assertThat(heads(with.severe(""))).isEqualTo(heads(victims)).hasSize(1);
    assertThat(with.accessLogMark("/talk")).isEqualTo("-");
  }

  /** B writes A's response; returns A's port. */
  private static int tee(WhoseServer server) throws Exception {
    try (Http1Client a = Http1Client.plain(server.port());
        Http1Client b = Http1Client.plain(server.port())) {
      a.get(APP + "/tee").readHead();
      int gone = a.transport().port();
      // A's own thread is to have left its response, or Tomcat never tells A's request of the end.
      Thread.sleep(SETTLED_MILLIS);
      a.reset();
      assertFailed(b.get(APP + "/talk"));
      server.awaitEnded(2);
      return gone;
    }
  }

  @EachTomcat
  void aPostPublishesToADeadSession(String version) throws Exception {
    WhoseServer without = without(version);
    publish(without);
    List<String> victims = without.awaitSevere(1, "[io.hangup.it.whose.PublishServlet]");

    WhoseServer with = with(version);
    int gone = publish(with);
    with.assertTold(gone);
    assertThat(heads(with.severe(""))).isEqualTo(heads(victims)).hasSize(1);
    assertThat(with.accessLogMark("/publish")).isEqualTo("-");
  }

  private static int publish(WhoseServer server) throws Exception {
    try (Http1Client b = Http1Client.plain(server.port())) {
      int gone = goneUnnoticed(server, "dead");
      assertFailed(b.post(APP + "/publish?to=dead", 0));
      server.tell("release");
      return gone;
    }
  }

  @EachTomcat
  void aBroadcastThrowsOutOfTheSendersMessage(String version) throws Exception {
    WhoseServer without = without(version);
    broadcast(without, version);
    // Another may be the lost session's own: Tomcat tells it that its good-bye has failed.
    List<String> victims =
        await()
            .atMost(Patience.EVENT)
            .until(
                () ->
                    without.severe("RoomEndpoint.message").stream()
                        .filter(record -> !record.contains("WsSession.sendCloseMessage"))
                        .toList(),
                records -> records.size() == 1);

    WhoseServer with = with(version);
    int gone = broadcast(with, version);
    with.assertTold(gone);
    assertThat(heads(with.severe(""))).isEqualTo(heads(victims)).hasSize(1);
  }

  /** One guest sends to another who has gone; returns that one's port. */
  private static int broadcast(WhoseServer server, String version) throws Exception {
    try (RudeClient sender = RudeClient.webSocket(server.port(), APP + "/room/sender")) {
      int gone = goneUnnoticed(server, "dead");
      assertThat(sender.send("dead").read()).isEqualTo("tried");
      server.tell("release");
      if (version.startsWith("11.")) {
        assertThat(sender.send("hold").read()).as("the sender is unharmed").isEqualTo("held");
        server.tell("release");
        sender.sayGoodBye(1000);
      } else {
        assertThat(sender.read()).as("a close frame, 1002").startsWith("\u0003\ufffd");
      }
      return gone;
    }
  }

  /** A session whose client has gone, and whose thread is too busy to notice; its port. */
  private static int goneUnnoticed(WhoseServer server, String name) throws IOException {
    RudeClient client = RudeClient.webSocket(server.port(), APP + "/room/" + name);
    client.send("hold").read();
    int gone = client.port();
    client.reset();
    return gone;
  }

  @EachTomcat
  void aPoolsThreadDoesTheInputAndOutput(String version) throws Exception {
    workers(server(version, false, ""), server(version, true, ""));
  }

  @EachTomcat
  void stackTracesAreCutShort(String version) throws Exception {
    workers(server(version, false, SHALLOW), server(version, true, SHALLOW));
  }

  private static void workers(WhoseServer without, WhoseServer with) throws Exception {
    hangUpOnWorkers(without);
    assertThat(without.awaitSevere(2 * WORKERS.size(), WORKER)).hasSize(2 * WORKERS.size());

    int[] gone = hangUpOnWorkers(with);
    with.assertTold(gone);
    with.assertNothingElse();
  }

  /** Each worker reads from one client that resets, and writes to another; returns their ports. */
  private static int[] hangUpOnWorkers(WhoseServer server) throws Exception {
    int[] gone = new int[2 * WORKERS.size()];
    for (int i = 0; i < WORKERS.size(); i++) {
      String path = "/worker?worker=" + WORKERS.get(i);
      gone[2 * i] = hangUpInBody(server.port(), path);
      gone[2 * i + 1] = hangUpInResponse(server.port(), path);
      server.awaitEnded(2 * (i + 1));
    }
    return gone;
  }

  /** The JDK's client may swallow what reading fails with. */
  @EachTomcat
  void anHttpClientReadsTheBody(String version) throws Exception {
    WhoseServer with = with(version);
    int gone = hangUpInBody(with.port(), "/forward?client=resets");
    with.awaitEnded(1);
    with.assertTold(gone);
    with.assertNothingElse();
  }

  /** The twin: it is the backend that resets. */
  @EachTomcat
  void anHttpClientsBackendResets(String version) throws Exception {
    WhoseServer without = without(version);
    forwardToResettingBackend(without);
    assertThat(without.awaitSevere(1, FORWARD)).hasSize(1);

    WhoseServer with = with(version);
    forwardToResettingBackend(with);
    assertThat(with.awaitSevere(1, FORWARD))
        .hasSize(1)
        .allMatch(record -> record.contains("\tat "));
    with.assertTold();
  }

  private static void forwardToResettingBackend(WhoseServer server) throws Exception {
    try (Http1Client client = Http1Client.plain(server.port())) {
      client.postInvited(APP + "/forward?backend=resets", 10).write("abcdefghij");
      assertFailed(client);
    }
    server.awaitEnded(1);
  }

  @EachTomcat
  void aPoolsThreadFailsByItself(String version) throws Exception {
    WhoseServer without = without(version);
    failInWorkers(without);
    List<String> errors = without.awaitSevere(WORKERS.size(), WORKER);

    WhoseServer with = with(version);
    failInWorkers(with);
    with.assertTold();
    assertThat(with.severe("")).isEqualTo(errors).hasSize(WORKERS.size());
  }

  private static void failInWorkers(WhoseServer server) throws Exception {
    for (String worker : WORKERS) {
      try (Http1Client client = Http1Client.plain(server.port())) {
        assertFailed(client.get(APP + "/worker?backend=reset&worker=" + worker));
      }
    }
    server.awaitEnded(WORKERS.size());
  }

  @EachTomcat
  void theServersOwnPatienceEndsWithAClientThatIsThere(String version) throws Exception {
    WhoseServer without = without(version);
    sendSlowly(without);
    List<String> victims = without.awaitSevere(1, LEAD);

    WhoseServer with = with(version);
    int slow = sendSlowly(with);
    with.assertTold(slow);
    assertThat(with.lines()).allMatch(line -> line.contains("STALLED read"));
    assertThat(with.severe("")).isEqualTo(victims).hasSize(1);
    assertThat(with.accessLogMark("key=slow")).isEqualTo("STALLED/read");
  }

  /** The twin: the same body is slow, but its client goes before patience ends. */
  @EachTomcat
  void aClientGoesBeforeTheServersPatienceEnds(String version) throws Exception {
    WhoseServer with = with(version);
    int gone = hangUpInBody(with.hastyPort(), "/lead?key=hasty");
    with.awaitEnded(1);
    with.assertTold(gone);
    with.assertNothingElse();
  }

  private static int sendSlowly(WhoseServer server) throws Exception {
    try (Http1Client client = Http1Client.plain(server.hastyPort())) {
      assertFailed(client.postInvited(APP + "/lead?key=slow", 10).write("abc"));
      server.awaitEnded(1);
      return client.transport().port();
    }
  }

  @EachTomcat
  void anEmitterWritesOn(String version) throws Exception {
    WhoseServer without = without(version);
    emit(without, 1);
    assertThat(without.severe("Not emitted")).hasSizeGreaterThan(1);

    WhoseServer with = with(version);
    with.assertTold(emit(with, 1));
  }

  @EachTomcat
  void anEmitterWritesOnToTwo(String version) throws Exception {
    WhoseServer without = without(version);
    emit(without, 2);
    assertThat(without.severe("Not emitted")).hasSizeGreaterThan(2);

    WhoseServer with = with(version);
    with.assertTold(emit(with, 2));
  }

  /** Clients that wait for events reset, and are sent some; returns their ports. */
  private static int[] emit(WhoseServer server, int clients) throws Exception {
    int[] gone = new int[clients];
    for (int i = 0; i < clients; i++) {
      Http1Client client = Http1Client.plain(server.port());
      client.get(APP + "/emitter").readHead();
      gone[i] = client.transport().port();
      client.reset();
    }
    server.tell("emit");
    server.awaitEnded(clients);
    return gone;
  }

  @EachTomcat
  void anEmitterWritesOnToAStream(String version) throws Exception {
    WhoseServer without = without(version);
    emitToStream(without);
    assertThat(without.severe("Not emitted")).hasSizeGreaterThan(1);

    WhoseServer with = with(version);
    with.assertTold(emitToStream(with));
    assertThat(with.lines()).allMatch(line -> line.contains(" h2 "));
  }

  private static int emitToStream(WhoseServer server) throws Exception {
    try (Http2Client client = Http2Client.plain(server.port())) {
      int stream = client.get(APP + "/emitter");
      client.read(Kind.HEADERS, stream);
      client.rstStream(stream, Http2ErrorCode.CANCEL);
      try {
        client.ping();
      } catch (EOFException e) {
        // Tomcat at times answers the reset of a stream that is flushed by closing the connection.
      }
      server.tell("emit");
      return client.transport().port();
    }
  }

  @EachTomcat
  void aThreadWritesOnToALostSession(String version) throws Exception {
    WhoseServer without = without(version);
    goneUnnoticed(without, "guest");
    without.tell("write-on");
    assertThat(without.severe("Not written")).hasSizeGreaterThan(1);
    without.tell("release");

    WhoseServer with = with(version);
    int gone = goneUnnoticed(with, "guest");
    with.tell("write-on");
    with.tell("release");
    with.assertTold(gone);
    assertThat(with.severe("Not written"))
        .hasSizeGreaterThan(1)
        .allMatch(record -> record.contains("[client gone: ") && !record.contains("\tat "));
  }

  /** The twin: it is the application that has closed the session. */
  @EachTomcat
  void aThreadWritesOnToASessionThatItHasClosed(String version) throws Exception {
    WhoseServer without = without(version);
    writeOnToWhoWasSentAway(without);
    List<String> errors = without.awaitSevere(4, "Not written");

    WhoseServer with = with(version);
    writeOnToWhoWasSentAway(with);
    with.assertTold();
    assertThat(with.severe("Not written"))
        .hasSameSizeAs(errors)
        .allMatch(record -> record.contains("\tat "));
  }

  private static void writeOnToWhoWasSentAway(WhoseServer server) throws Exception {
    try (RudeClient guest = RudeClient.webSocket(server.port(), APP + "/room/guest")) {
      guest.send("hold").read();
      server.tell("send-away");
      server.tell("write-on");
      server.tell("release");
      guest.read();
      guest.sayGoodBye(1000);
    }
  }

  /** Resets in the middle of a body that the server waits for; returns the client's port. */
  private static int hangUpInBody(int port, String path) throws IOException {
    try (Http1Client client = Http1Client.plain(port)) {
      client.postInvited(APP + path, 10).write("abc");
      int gone = client.transport().port();
      client.reset();
      return gone;
    }
  }

  /** Resets in the middle of a response; returns the client's port. */
  private static int hangUpInResponse(int port, String path) throws IOException {
    try (Http1Client client = Http1Client.plain(port)) {
      client.get(APP + path).readHead();
      int gone = client.transport().port();
      client.reset();
      return gone;
    }
  }

  /** Whom the records speak of: which of several writes finds that the other has gone, varies. */
  private static List<String> heads(List<String> records) {
    assertThat(records).allMatch(record -> record.contains("\tat "));
    return records.stream().map(record -> record.lines().findFirst().orElseThrow()).toList();
  }

  private static void assertFailed(Http1Client client) throws IOException {
    assertThat(client.readHead()).startsWith("HTTP/1.1 500");
  }
}
