package io.hangup.load;

import io.hangup.load.app.EventsServlet;
import io.hangup.load.app.LoadEndpoint;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** Clients of an embedded Tomcat who stay, in a process of their own. */
public final class Visitors implements Closeable {
  private static final String READY = "ready";
  private static final Duration A_WHILE = Duration.ofMillis(100);

  private final Process clients;

  private Visitors(Process clients) {
    this.clients = clients;
  }

  /** Has {@code context} be an application that they can visit. */
  public static void deploy(Context context) {
    context.addServletContainerInitializer(new WsSci(), Set.of(LoadEndpoint.class));
    Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
    Wrapper events = Tomcat.addServlet(context, "events", new EventsServlet());
    events.setAsyncSupported(true);
    events.addMapping("/events");
  }

  /**
   * Waits until they are there.
   *
   * @param who {@code none}, or a number of {@code sessions} or {@code requests}
   */
  public static Visitors start(int port, String who) throws IOException {
    if (who.equals("none")) {
      return new Visitors(null);
    }
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Visitors.class.getName(),
                Integer.toString(port),
                who)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = process.inputReader().readLine();
    if (!READY.equals(said)) {
      throw new IOException("The visitors said " + said);
    }
    return new Visitors(process);
  }

  /** Stays until its standard input ends. */
  public static void main(String[] args) throws IOException {
    String[] who = args[1].split(" ", -1);
    Dialect dialect =
        who[1].equals("sessions")
            ? Lines.webSocket(LoadServer.path("ws"))
            : Lines.get(LoadServer.path("events"));
    try (Swarm swarm = new Swarm(Integer.parseInt(args[0]), () -> dialect)) {
      swarm.open(Integer.parseInt(who[0]));
      System.out.println(READY);
      while (System.in.available() == 0) {
        swarm.idle(A_WHILE);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (clients != null) {
      clients.getOutputStream().write('\n');
      clients.getOutputStream().flush();
    }
  }
}
