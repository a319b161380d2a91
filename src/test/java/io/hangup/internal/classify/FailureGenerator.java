package io.hangup.internal.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/**
 * Makes up chains. One random number generator is handed down, as jqwik's own combinators cost more
 * than all that is tested.
 *
 * @param foreign whether nothing is Tomcat's
 * @param hostile whether overridden methods and causes in a circle occur
 */
record FailureGenerator(boolean foreign, boolean hostile) {
  private static final List<String> MESSAGES =
      List.of(
          "",
          "Broken pipe",
          "Connection reset by peer",
          "java.io.IOException: Broken pipe",
          "Eine bestehende Verbindung wurde softwaregesteuert abgebrochen",
          "Daten\u00fcbergabe unterbrochen (broken pipe)",
          "\u65ad\u5f00\u7684\u7ba1\u9053",
          "org.apache.catalina.connector.ClientAbortException",
          "at org.apache.tomcat.util.net.NioChannel.read(NioChannel.java:1)",
          "two\nlines",
          "ends with a line\n",
          "a\u2028b\u0085c",
          "\u001b[2J\u0000\ud800 ${jndi:ldap://x}",
          "said\njava.io.IOException: Broken pipe",
          "said\nSuppressed: org.apache.coyote.CloseNowException: x");

  static String message(Random random) {
    int index = random.nextInt(MESSAGES.size() + 3);
    return index < MESSAGES.size() ? MESSAGES.get(index) : null;
  }

  Arbitrary<GeneratedFailure> failures() {
    return Arbitraries.fromGenerator(random -> new Smaller(failure(random)));
  }

  /** Application exceptions to wrap a failure in, fifty at most. */
  static Arbitrary<List<GeneratedFailure.Link>> wrappers() {
    return Arbitraries.randomValue(
        random -> {
          List<GeneratedFailure.Link> wrappers = new ArrayList<>();
          int bound = random.nextInt(8) == 0 ? 51 : 4;
          for (int i = random.nextInt(bound); i > 0; i--) {
            wrappers.add(link(random, one(GeneratedType.wrappers(), random), true, List.of()));
          }
          return wrappers;
        });
  }

  /** Failures of the application's own. */
  static Arbitrary<GeneratedFailure> realErrors() {
    return new FailureGenerator(true, true).failures();
  }

  GeneratedFailure failure(Random random) {
    return failure(random, 5, 2);
  }

  private GeneratedFailure failure(Random random, int maxLinks, int depth) {
    List<GeneratedFailure.Link> links = new ArrayList<>();
    for (int i = random.nextInt(maxLinks); i >= 0; i--) {
      links.add(link(random, type(random), foreign, suppressed(random, depth)));
    }
    return new GeneratedFailure(links, hostile && random.nextInt(20) == 0);
  }

  private List<GeneratedFailure> suppressed(Random random, int depth) {
    if (depth == 0 || random.nextInt(6) != 0) {
      return List.of();
    }
    List<GeneratedFailure> suppressed = new ArrayList<>();
    for (int i = random.nextInt(depth); i >= 0; i--) {
      suppressed.add(failure(random, 2, depth - 1));
    }
    return suppressed;
  }

  private GeneratedType type(Random random) {
    int kind = random.nextInt(40);
    if (kind < 14) {
      return one(GeneratedType.jdkIo(), random);
    } else if (kind < 26) {
      return one(foreign ? GeneratedType.errors() : GeneratedType.owned(), random);
    } else if (kind < 36) {
      return one(GeneratedType.wrappers(), random);
    } else if (kind == 36) {
      return one(foreign ? GeneratedType.jdkIo() : GeneratedType.tomcatsErrors(), random);
    } else if (kind == 37 && hostile) {
      return one(GeneratedType.hostile(), random);
    }
    return one(GeneratedType.errors(), random);
  }

  private static GeneratedFailure.Link link(
      Random random, GeneratedType type, boolean foreign, List<GeneratedFailure> suppressed) {
    return new GeneratedFailure.Link(
        type, message(random), GeneratedFrames.trace(random, foreign), suppressed);
  }

  private static <T> T one(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  /** Shrinks by leaving out links, frames, messages and suppressed failures. */
  private record Smaller(GeneratedFailure value) implements Shrinkable<GeneratedFailure> {
    @Override
    public Stream<Shrinkable<GeneratedFailure>> shrink() {
      return value.smaller().map(Smaller::new);
    }

    @Override
    public ShrinkingDistance distance() {
      return ShrinkingDistance.of(value.size());
    }
  }
}
