package io.hangup.load;

import io.hangup.load.LoadServer.Variant;
import io.hangup.load.Reading.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Has Tomcats with and without Hangup bear the same, in turns, and compares what it cost them:
 * {@code mvn -Pload verify}. Sizes are system properties; see the README.
 */
public final class LoadRun {
  private static final int ROUNDS = Integer.getInteger("hangup.load.rounds", 3);
  private static final int WARM_UP = Integer.getInteger("hangup.load.warmup", 4);
  private static final List<Integer> SIZES = sizes("hangup.load.sizes", "1000,10000");
  private static final List<Integer> STREAMS = sizes("hangup.load.streams", "500,5000");
  private static final int ECHO = Integer.getInteger("hangup.load.echo", 10_000);
  private static final int LINES = Integer.getInteger("hangup.load.lines", 100_000);
  private static final int IDLE = Integer.getInteger("hangup.load.idle", 10_000);
  private static final int CONNECTIONS = 32;
  private static final Duration IDLE_TIME =
      Duration.ofSeconds(Integer.getInteger("hangup.load.idle.seconds", 60));
  private static final String HEAP = System.getProperty("hangup.load.heap", "2g");
  private static final Pattern ONLY = Pattern.compile(System.getProperty("hangup.load.only", ""));

  /**
   * How much dearer one may become from the smallest number to a larger one, if that is asked; by
   * what it does without Hangup.
   */
  private static final double GROWTH =
      Double.parseDouble(System.getProperty("hangup.load.growth", "Infinity"));

  private final List<LoadServer> servers = new ArrayList<>();
  private final LoadTable table = new LoadTable();
  private final List<String> failures = new ArrayList<>();

  private LoadRun() {}

  /** Writes {@code target/load.md}. */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> failures = new LoadRun().run();
    if (!failures.isEmpty()) {
      throw new IllegalStateException(String.join("; ", failures));
    }
  }

  private static List<Integer> sizes(String property, String standard) {
    return Stream.of(System.getProperty(property, standard).split(",", -1))
        .map(Integer::valueOf)
        .toList();
  }

  private List<String> run() throws IOException, InterruptedException {
    try {
      for (Variant variant : List.of(Variant.WITHOUT, Variant.WITH, Variant.FINE)) {
        servers.add(new LoadServer(variant, HEAP));
      }
      measure(Storm.WEB_SOCKETS, SIZES);
      measure(Storm.EVENTS, SIZES);
      measure(Storm.STREAMS, STREAMS);
      measure(Good.HTTP_1, List.of(CONNECTIONS));
      measure(Good.HTTP_2, List.of(CONNECTIONS));
      measure(Good.ECHO, List.of(ECHO));
      measure(Print.ONE, List.of(LINES));
      measure(Print.EIGHT, List.of(LINES));
    } finally {
      servers.forEach(LoadServer::close);
    }
    idle();
    table.write(
        Path.of("target/load.md"),
        "heap " + HEAP + ", median of " + ROUNDS + " rounds, each on all servers in turns");
    return failures;
  }

  /** The largest size some times before, for the compilers. */
  private void measure(Load load, List<Integer> sizes) throws IOException, InterruptedException {
    if (!ONLY.matcher(load.toString()).find()) {
      return;
    }
    for (int i = 0; i < WARM_UP; i++) {
      round(load, sizes.get(sizes.size() - 1));
    }
    Map<Variant, Cost> first = null;
    for (int size : sizes) {
      Map<Variant, Cost> costs = measure(load, size);
      table.row(String.format(Locale.ROOT, "%,d %s", size, load.title()), costs, first);
      if (first == null) {
        first = costs;
      } else {
        check(load, grown(Variant.WITH, costs, first) / grown(Variant.WITHOUT, costs, first));
      }
    }
  }

  private Map<Variant, Cost> measure(Load load, int size) throws IOException, InterruptedException {
    Map<Variant, List<Cost>> rounds = new EnumMap<>(Variant.class);
    for (int i = 0; i < ROUNDS; i++) {
      round(load, size)
          .forEach(
              (variant, cost) ->
                  rounds.computeIfAbsent(variant, each -> new ArrayList<>()).add(cost));
    }
    Map<Variant, Cost> medians = new EnumMap<>(Variant.class);
    rounds.forEach((variant, costs) -> medians.put(variant, Cost.median(costs)));
    return medians;
  }

  private Map<Variant, Cost> round(Load load, int size) throws IOException, InterruptedException {
    Map<Variant, Cost> costs = new EnumMap<>(Variant.class);
    for (LoadServer server : servers) {
      costs.put(server.variant(), load.run(server, size));
    }
    // Whoever was first is last the next time.
    Collections.reverse(servers);
    return costs;
  }

  private static double grown(Variant variant, Map<Variant, Cost> many, Map<Variant, Cost> few) {
    return many.get(variant).cpuEach() / few.get(variant).cpuEach();
  }

  /** Whatever else makes one dearer or cheaper among many does so without Hangup, too. */
  private void check(Load load, double growth) {
    String words =
        String.format(
            Locale.ROOT, "%s: one grows by %.2f times what it does without", load.title(), growth);
    System.out.println(words);
    if (growth > GROWTH) {
      failures.add(words + ", and may by " + GROWTH);
    }
  }

  private void idle() throws IOException, InterruptedException {
    if (!ONLY.matcher("IDLE").find()) {
      return;
    }
    try (LoadServer server = new LoadServer(Variant.PINGING, HEAP);
        Swarm swarm = new Swarm(server.port(), () -> Lines.webSocket(LoadServer.path("ws")))) {
      swarm.open(IDLE);
      swarm.idle(Duration.ofSeconds(5));
      Reading before = server.read();
      swarm.idle(IDLE_TIME);
      double cpu = server.read().since(before, Item.CPU);
      table.row(
          String.format(Locale.ROOT, "%,d idle WebSockets, pinged every 25 s", IDLE),
          String.format(Locale.ROOT, "%.1f %% of a core", 100 * cpu / IDLE_TIME.toNanos()));
    }
  }
}
