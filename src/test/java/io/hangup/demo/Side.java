package io.hangup.demo;

import io.hangup.DisconnectValve;
import io.hangup.sample.ChatEndpoint;
import io.hangup.sample.ChatRegistry;
import io.hangup.sample.PrintingEndpoint;
import io.hangup.sample.StatsServlet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** What one run of the scenario left behind. */
record Side(
    long records, long traces, long bytes, int sessionsLeft, int drops, List<String> debugLines) {
  private static final long DEADLINE_MILLIS = 15_000;

  /** What the clients do to the server on a port. */
  interface Clients {
    void hangUp(int port) throws IOException;
  }

  static Side run(boolean withValve, Clients clients, int count) throws Exception {
    try (CapturedLog log = CapturedLog.start()) {
      Path base = Files.createTempDirectory("hangup-demo");
      Tomcat tomcat = tomcat(base, withValve);
      try {
        tomcat.start();
        int port = tomcat.getConnector().getLocalPort();
        // The application's static map outlives the first side.
        Side before = now(port, log);
        log.clear();
        clients.hangUp(port);
        return settled(port, log, before, withValve ? count : 0);
      } finally {
        tomcat.stop();
        tomcat.destroy();
      }
    }
  }

  private static Tomcat tomcat(Path base, boolean withValve) {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    if (withValve) {
      DisconnectValve valve = new DisconnectValve();
      valve.setRegistry(ChatRegistry.class.getName());
      tomcat.getEngine().getPipeline().addValve(valve);
    }
    Context chat = tomcat.addContext("/chat", base.toString());
    chat.addServletContainerInitializer(
        new WsSci(), Set.of(ChatEndpoint.class, PrintingEndpoint.class));
    // A WebSocket's filter is only called where a servlet would be.
    Tomcat.addServlet(chat, "default", new DefaultServlet()).addMapping("/");
    Tomcat.addServlet(chat, "stats", new StatsServlet()).addMapping("/stats");
    return tomcat;
  }

  /** Waits until nothing more is logged, and all drops are told that should be. */
  private static Side settled(int port, CapturedLog log, Side before, int drops) throws Exception {
    long deadline = System.currentTimeMillis() + DEADLINE_MILLIS;
    Side last = now(port, log).since(before);
    while (System.currentTimeMillis() < deadline) {
      Thread.sleep(1000);
      Side next = now(port, log).since(before);
      if (next.equals(last) && next.drops == drops) {
        return next;
      }
      last = next;
    }
    return last;
  }

  private Side since(Side before) {
    return new Side(
        records,
        traces,
        bytes,
        sessionsLeft - before.sessionsLeft,
        drops - before.drops,
        debugLines);
  }

  private static Side now(int port, CapturedLog log) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + "/chat/stats");
    String[] stats =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
            .body()
            .split(" ", -1);
    return new Side(
        log.records(),
        log.traces(),
        log.bytes(),
        Integer.parseInt(stats[0]),
        Integer.parseInt(stats[2]),
        log.debugLines());
  }
}
