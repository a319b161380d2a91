package io.hangup.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.catalina.LifecycleException;

/**
 * What the Valve keeps for each connection that is open: of each class, the objects that there are
 * after a collection in a server with the Valve and not in one without, each in a JVM of its own.
 *
 * <p>It is counted in whole objects for each connection, since Tomcat's own buffers and caches
 * differ by more than that between two runs. So arrays are left out, but for those of strings: the
 * places in hash tables, some 10 bytes for each map that something is in.
 */
public final class Footprint {
  private static final int COLLECTIONS = 3;

  /** The bytes of a short string, such as a peer's address. */
  private static final int STRINGS_ARRAY = 32;

  private static final Count NONE = new Count(0, 0);

  private final Map<String, Long> sizes = new HashMap<>();
  private final Map<String, Long> bytes = new TreeMap<>();

  /** How many there are of a class, and their bytes. */
  private record Count(long instances, long bytes) {}

  /**
   * @param what {@code sessions} or {@code requests}
   */
  Footprint(int number, String what) throws IOException {
    Map<String, Long> without = more(false, number, what);
    Map<String, Long> with = more(true, number, what);
    // What is there without us alone is what ours stand in for.
    Stream.of(without, with)
        .flatMap(each -> each.keySet().stream())
        .filter(type -> !type.startsWith("["))
        .forEach(
            type -> {
              long ours = with.getOrDefault(type, 0L) - without.getOrDefault(type, 0L);
              long each = Math.round((double) ours / (number - 1));
              if (each != 0) {
                bytes.put(type, each * (sizes.get(type) + array(type)));
              }
            });
  }

  /** How many more objects of a class there are with that many than with one. */
  private Map<String, Long> more(boolean withHangup, int number, String what) throws IOException {
    Map<String, Count> one = histogram(withHangup, "1 " + what);
    Map<String, Long> more = new HashMap<>();
    histogram(withHangup, number + " " + what)
        .forEach(
            (type, count) -> {
              sizes.put(type, count.bytes / count.instances);
              more.put(type, count.instances - one.getOrDefault(type, NONE).instances);
            });
    return more;
  }

  private static int array(String type) {
    return type.equals("java.lang.String") ? STRINGS_ARRAY : 0;
  }

  /** The bytes for each of them. */
  long bytes() {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public String toString() {
    return bytes.toString();
  }

  private static Map<String, Count> histogram(boolean withHangup, String open) throws IOException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                Footprint.class.getName(),
                Boolean.toString(withHangup),
                open)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Map<String, Count> counts = new HashMap<>();
    for (String line : process.inputReader().lines().toList()) {
      // Number, instances, bytes, class, module.
      List<String> words = new ArrayList<>(List.of(line.strip().split("\\s+", -1)));
      if (words.size() > 3 && words.get(0).endsWith(":") && !words.get(0).equals("num")) {
        counts.put(
            words.get(3), new Count(Long.parseLong(words.get(1)), Long.parseLong(words.get(2))));
      }
    }
    return counts;
  }

  /** Prints a histogram of the server that it is; or without words, what each thing takes. */
  public static void main(String[] args)
      throws IOException, LifecycleException, InterruptedException, JMException {
    if (args.length == 1) {
      for (String what : List.of("sessions", "requests")) {
        Footprint each = new Footprint(Integer.parseInt(args[0]), what);
        System.out.printf("%s: %d bytes of %s%n", what, each.bytes(), each);
      }
      return;
    }
    try (BenchServer server = new BenchServer(Boolean.parseBoolean(args[0]), args[1], false)) {
      for (int i = 0; i < COLLECTIONS; i++) {
        ManagementFactory.getMemoryMXBean().gc();
      }
      System.out.println(
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()}));
    }
    System.out.flush();
    // Tomcat's own threads may wait for visitors who have not left yet.
    Runtime.getRuntime().halt(0);
  }
}
