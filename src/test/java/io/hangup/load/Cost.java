package io.hangup.load;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What something cost a server.
 *
 * @param number how often it happened
 * @param cpu nanoseconds
 * @param allocated bytes
 * @param logged bytes
 * @param told how many drops a registry was told of
 * @param last when the last of its words, drops and ends came, in nanoseconds after its beginning
 */
record Cost(long number, long cpu, long allocated, long logged, long told, long last) {
  /** Of one, in microseconds. */
  double cpuEach() {
    return cpu / 1e3 / number;
  }

  /** The median of each value, of an odd number of rounds. */
  static Cost median(List<Cost> rounds) {
    return new Cost(
        middle(rounds, Cost::number),
        middle(rounds, Cost::cpu),
        middle(rounds, Cost::allocated),
        middle(rounds, Cost::logged),
        middle(rounds, Cost::told),
        middle(rounds, Cost::last));
  }

  private static long middle(List<Cost> rounds, ToDoubleFunction<Cost> value) {
    return (long)
        rounds.stream()
            .mapToDouble(value)
            .boxed()
            .sorted(Comparator.naturalOrder())
            .skip(rounds.size() / 2)
            .findFirst()
            .orElseThrow()
            .doubleValue();
  }
}
