package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Http1Client;
import io.hangup.fixture.Jdk;
import io.hangup.fixture.Patience;
import io.hangup.fixture.Quiet;
import io.hangup.fixture.TomcatDistribution;
import io.hangup.fixture.Vanilla;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** What the application is called with, and what its clients receive, are the same. */
class SameCallsIT {
  private static final String CONTEXT = "/calls";
  private static final String WEB_XML =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <error-page>
          <exception-type>java.lang.IllegalArgumentException</exception-type>
          <location>/http/error</location>
        </error-page>
        <env-entry>
          <env-entry-name>greeting</env-entry-name>
          <env-entry-type>java.lang.String</env-entry-type>
          <env-entry-value>hello from web.xml</env-entry-value>
        </env-entry>
      </web-app>
      """;

  /** How often it may run without the Valve until it is as it is with it. */
  private static final int TIMES = 4;

  /** How long nothing may be heard of a step until it is over. */
  private static final Duration QUIET = Duration.ofMillis(150);

  private static final String TEXT = "81";
  private static final String CLOSE = "88";

  @EachTomcat
  void isTheSame(String version) throws Exception {
    String with;
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "calls-with")) {
      with = transcript(tomcat);
    }
    String without = without(version, with);
    assertThat(without)
        .contains("onOpen(", "onMessage(", "onError(", "onClose(", "preDestroy(")
        .contains("encoder init(", "decoder init(", "modifyHandshake(", "hello from web.xml")
        .contains("async onError(", "sessionCreated(", "attributeReplaced(", "error page(");
    assertThat(with).isEqualTo(without);
  }

  /**
   * What it is without the Valve: as it is with it, if it is ever so. On a busy machine Tomcat's
   * threads do not always come in the same order, and whatever it does so by itself is no change.
   */
  private static String without(String version, String with) throws Exception {
    Vanilla vanilla = new Vanilla("calls-" + version, Jdk.running());
    List<String> known = vanilla.outcomes(version);
    for (int i = 0; i < TIMES && !known.contains(with); i++) {
      try (TomcatDistribution tomcat = new TomcatDistribution(version, "calls-without")) {
        vanilla.add(version, transcript(tomcat.withoutValve()));
      }
      known = vanilla.outcomes(version);
    }
    return known.contains(with) ? with : known.get(0);
  }

  private static String transcript(TomcatDistribution tomcat) throws Exception {
    tomcat.deploy(CONTEXT, "io/hangup/it/calls");
    tomcat.webappFile(CONTEXT, "WEB-INF/web.xml", WEB_XML.getBytes(StandardCharsets.UTF_8));
    tomcat.start();
    String text = new Script(tomcat).play();
    tomcat.stop();
    Files.writeString(tomcat.file("logs/transcript.txt"), text);
    return text;
  }

  /** The clients, one after the other, each until nothing more is heard of it. */
  private static final class Script {
    private final TomcatDistribution tomcat;
    private final StringBuilder received = new StringBuilder();
    private int steps;

    Script(TomcatDistribution tomcat) {
      this.tomcat = tomcat;
    }

    String play() throws Exception {
      for (String endpoint : List.of("annotated", "bare", "own", "plain")) {
        webSockets("/" + endpoint + "/");
      }
      http();
      return normalised(tomcat.get(CONTEXT + "/calls") + received);
    }

    private void webSockets(String endpoint) throws Exception {
      webSocket(endpoint + "polite", "onClose(", client -> goodBye(say(client, "hello")));
      webSocket(endpoint + "polite?session=yes", "onClose(", client -> goodBye(client));
      webSocket(endpoint + "served", "onClose(", client -> readAll(send(client, TEXT, "bye")));
      webSocket(endpoint + "failing", "onMessage(", client -> goodBye(send(client, TEXT, "fail")));
      webSocket(endpoint + "reset", "onClose(", client -> say(client, "hello").reset());
      webSocket(endpoint + "gone", "onClose(", client -> say(client, "hello").vanish());
      webSocket(endpoint + "flooded", "onClose(", client -> say(client, "flood").reset());
      webSocket(endpoint + "open-polite", "onOpen(", client -> goodBye(client));
      webSocket(endpoint + "close-polite", "onClose(", client -> goodBye(client));
      webSocket(endpoint + "close-reset", "onClose(", client -> say(client, "hi").reset());
    }

    private void http() throws Exception {
      step("hello", "requestDestroyed(", client -> answer(client, "/http/hello?session=yes"));
      step("fail", "requestDestroyed(", client -> answer(client, "/http/fail"));
      step("page", "requestDestroyed(", client -> answer(client, "/http/page"));
      step("none", "requestDestroyed(", client -> answer(client, "/none"));
      step("dispatch", "async onComplete(", client -> answer(client, "/http/dispatch"));
      for (String path : List.of("flood", "wrapped", "own", "forward", "include")) {
        step(path, "requestDestroyed(", client -> hangUp(client, "/http/" + path));
      }
      step("events", "async onComplete(", client -> hangUp(client, "/http/events"));
      String upload = CONTEXT + "/http/upload";
      step("upload reset", "saw(", client -> client.postInvited(upload, 100).write("x").reset());
      step("upload gone", "saw(", client -> client.postInvited(upload, 100).write("x").vanish());
      step("upload", "read(", client -> receive(client.post(upload, 3).write("abc").readHead()));
    }

    private interface Client {
      void play(Http1Client client) throws IOException;
    }

    private void webSocket(String path, String until, Client player) throws Exception {
      step(path, until, client -> player.play(upgraded(client, path)));
    }

    private void step(String name, String until, Client player) throws Exception {
      String step = "%02d %s".formatted(++steps, name.replaceAll("\\W+", " ").strip());
      tomcat.get(CONTEXT + "/calls?step=" + step.replace(' ', '+'));
      received.append("## ").append(step).append('\n');
      try (Http1Client client = Http1Client.plain(tomcat.port())) {
        player.play(client);
      }
      String header = "== " + step;
      await()
          .pollInterval(Duration.ofMillis(50))
          .atMost(AbortsServer.PATIENCE)
          .until(() -> after(header, tomcat.get(CONTEXT + "/calls")).contains(until));
      Quiet.await(() -> tomcat.get(CONTEXT + "/calls"), Patience.promised(QUIET));
    }

    private static String after(String header, String text) {
      int start = text.indexOf(header);
      return start < 0 ? "" : text.substring(start);
    }

    private Http1Client upgraded(Http1Client client, String path) throws IOException {
      client.get(
          CONTEXT + path,
          "Upgrade: websocket",
          "Connection: Upgrade",
          "Origin: http://localhost",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Protocol: none, chat");
      receive(client.readHead());
      return client;
    }

    /** Sends a text, and receives the first frame that comes back. */
    private Http1Client say(Http1Client client, String text) throws IOException {
      send(client, TEXT, text);
      int opcode = client.transport().in().read();
      int length = client.transport().in().read();
      if (length == 126) {
        length = client.transport().in().read() << 8 | client.transport().in().read();
      }
      receive(Integer.toHexString(opcode) + " " + client.read(length));
      return client;
    }

    /** A masked frame; the mask is zero. */
    private static Http1Client send(Http1Client client, String opcode, String payload)
        throws IOException {
      char first = (char) HexFormat.fromHexDigits(opcode);
      return client.write(first + "" + (char) (0x80 | payload.length()) + "\0\0\0\0" + payload);
    }

    private void goodBye(Http1Client client) throws IOException {
      try {
        send(client, CLOSE, "\u0003\u00e8done");
      } catch (IOException e) {
        receive("closed already");
      }
      readAll(client);
    }

    private void readAll(Http1Client client) throws IOException {
      try {
        receive(client.readAll());
      } catch (java.net.SocketException e) {
        receive("reset");
      }
    }

    private void answer(Http1Client client, String path) throws IOException {
      client.get(CONTEXT + path, "Connection: close");
      receive(client.readAll());
    }

    private void hangUp(Http1Client client, String path) throws IOException {
      receive(client.get(CONTEXT + path).readHead());
      client.reset();
    }

    /** Readable, and still every byte. */
    private void receive(String text) {
      text.chars()
          .mapToObj(c -> isReadable(c) ? Character.toString(c) : "\\x" + Integer.toHexString(c))
          .forEach(received::append);
      received.append('\n');
    }

    private static boolean isReadable(int c) {
      return (c >= ' ' && c < 0x7f) || c == '\r' || c == '\n';
    }

    private static String normalised(String text) {
      return text.replaceAll("(?m)^Date: .*$", "Date: now")
          .replaceAll("@[0-9a-f]{1,8}\\b", "@id")
          .replaceAll("JSESSIONID=\\w+", "JSESSIONID=id")
          // Which of the two a write meets is the kernel's to say.
          .replaceAll("Broken pipe|Connection reset by peer", "gone");
    }
  }
}
