package io.hangup.internal.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/** Printed traces as logs and their collectors mangle them. */
final class TraceMutations {
  private static final List<String> LINES =
      List.of(
          "",
          "\t",
          "\tat ",
          "Caused by: ",
          "\tSuppressed: ",
          "Caused by: java.io.IOException: Broken pipe",
          "Caused by: [CIRCULAR REFERENCE: java.io.IOException]",
          "\tSuppressed: java.lang.IllegalStateException",
          "java.net.SocketException: Connection reset",
          "Exception in thread \"main\" java.io.EOFException",
          "22-Nov-2026 01:22:12.001 SEVERE [http-nio-8080-exec-1] com.example.Chat.onError oops",
          "\tat java.base/sun.nio.ch.IOUtil.write(IOUtil.java:137) ~[na:na]",
          "\tat com.example.Chat.x(Chat.java:999999999999999999999)",
          "\tat .()",
          "\tat a(b)c.d(e)",
          "\t... 999999999 more",
          "\t... 12 common frames omitted",
          "\t... 9999999999999 more",
          "\u65ad\u5f00\u7684\u7ba1\u9053\u2028\u0085\ud800");

  private TraceMutations() {}

  /** Traces of chains that {@code generator} makes up, mutated a few times. */
  static Arbitrary<String> of(FailureGenerator generator) {
    return Arbitraries.fromGenerator(
        random -> new Smaller(mutated(generator.failure(random), random)));
  }

  private static List<String> mutated(GeneratedFailure failure, Random random) {
    List<String> lines = new ArrayList<>(failure.text().lines().toList());
    for (int i = random.nextInt(6); i > 0 && !lines.isEmpty(); i--) {
      mutate(lines, random);
    }
    if (random.nextInt(4) == 0) {
      lines.replaceAll(line -> line + "\r");
    }
    return lines;
  }

  private static void mutate(List<String> lines, Random random) {
    int at = random.nextInt(lines.size());
    int other = random.nextInt(lines.size());
    String line = lines.get(at);
    switch (random.nextInt(9)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(other, line);
      case 2 -> lines.set(at, lines.set(other, line));
      case 3 -> lines.subList(at, lines.size()).clear();
      case 4 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
      case 5 -> lines.add(at, LINES.get(random.nextInt(LINES.size())));
      case 6 -> lines.set(at, "\t".repeat(random.nextInt(3)) + line.strip());
      case 7 -> lines.set(at, noise(line, random));
      default -> lines.addAll(at, List.copyOf(lines.subList(Math.min(at, other), other)));
    }
  }

  private static String noise(String line, Random random) {
    int at = random.nextInt(line.length() + 1);
    String noise =
        random.nextInt(2_000) == 0
            ? "a.(".repeat(20_000)
            : String.valueOf((char) random.nextInt(Character.MAX_VALUE));
    return line.substring(0, at) + noise + line.substring(at);
  }

  /** Shrinks by leaving out lines. */
  private record Smaller(List<String> lines) implements Shrinkable<String> {
    @Override
    public String value() {
      return String.join("\n", lines);
    }

    @Override
    public Stream<Shrinkable<String>> shrink() {
      return IntStream.range(0, lines.size())
          .mapToObj(
              i -> {
                List<String> fewer = new ArrayList<>(lines);
                fewer.remove(i);
                return new Smaller(fewer);
              });
    }

    @Override
    public ShrinkingDistance distance() {
      return ShrinkingDistance.of(lines.size());
    }
  }
}
