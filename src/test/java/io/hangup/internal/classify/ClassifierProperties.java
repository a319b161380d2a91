package io.hangup.internal.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Evidence;
import io.hangup.disconnect.Protocol;
import io.hangup.internal.connection.ClientConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What holds of every chain, tried on made-up ones. How many is set by {@code jqwik.tries.default},
 * for each property.
 */
class ClassifierProperties {
  /** More than any one classification may take, on a machine that is busy with something else. */
  private static final Duration TOO_LONG = Duration.ofSeconds(60);

  private final Classifier classifier = new Classifier();

  @Property
  void noDowngradeWithoutEvidence(
      @ForAll("anyFailure") GeneratedFailure failure, @ForAll("recorded") int recorded) {
    Throwable[] made = new Throwable[Math.max(failure.links().size(), recorded + 1)];
    Throwable thrown = failure.throwable(made);
    ClientConnection connection =
        new GeneratedConnection(Protocol.WEBSOCKET, true, each -> each == made[recorded]);

    long start = System.nanoTime();
    Optional<Disconnect> found = classifier.classify(thrown, connection);

    assertThat(System.nanoTime() - start).isLessThan(TOO_LONG.toNanos());
    if (found.isPresent() && !ProvenanceOracle.hasEvidence(failure, recorded)) {
      throw new AssertionError("no evidence: " + found.get());
    }
  }

  @Property
  void noWordsDecide(@ForAll("anyFailure") GeneratedFailure failure, @ForAll Random random) {
    GeneratedFailure reworded = reworded(failure, random);

    assertThat(evidence(reworded)).isEqualTo(evidence(failure));
  }

  @Property
  void aSuppressedRealErrorStaysVisible(
      @ForAll("failure") GeneratedFailure failure,
      @ForAll("realError") GeneratedFailure error,
      @ForAll("recorded") int position) {
    int index = position % failure.links().size();
    Throwable thrown = failure.suppressing(index, error).throwable();

    assertThat(classifier.classify(thrown, null)).isEmpty();
  }

  @Property
  void wrappingChangesNothing(
      @ForAll("anyFailure") GeneratedFailure failure,
      @ForAll("wrappers") List<GeneratedFailure.Link> wrappers) {
    assertThat(evidence(failure.in(wrappers))).isEqualTo(evidence(failure));
  }

  @Property
  void nobodyElsesFailureIsAHangUp(
      @ForAll("realError") GeneratedFailure failure,
      @ForAll Protocol protocol,
      @ForAll boolean secure) {
    ClientConnection connection = new GeneratedConnection(protocol, secure, each -> false);

    assertThat(classifier.classify(failure.throwable(), connection)).isEmpty();
  }

  private Optional<Evidence> evidence(GeneratedFailure failure) {
    return classifier.classify(failure.throwable(), null).map(Disconnect::evidence);
  }

  static GeneratedFailure reworded(GeneratedFailure failure, Random random) {
    return new GeneratedFailure(
        failure.links().stream()
            .map(
                link ->
                    link.saying(FailureGenerator.message(random))
                        .suppressing(
                            link.suppressed().stream()
                                .map(each -> reworded(each, random))
                                .toList()))
            .toList(),
        failure.cyclic());
  }

  @Provide
  Arbitrary<GeneratedFailure> anyFailure() {
    return new FailureGenerator(false, true).failures();
  }

  @Provide
  Arbitrary<GeneratedFailure> failure() {
    return new FailureGenerator(false, false).failures();
  }

  @Provide
  Arbitrary<GeneratedFailure> realError() {
    return FailureGenerator.realErrors();
  }

  @Provide
  Arbitrary<List<GeneratedFailure.Link>> wrappers() {
    return FailureGenerator.wrappers();
  }

  /** The position of the link that the container recorded: often beyond the last. */
  @Provide
  Arbitrary<Integer> recorded() {
    return Arbitraries.randomValue(random -> random.nextInt(8));
  }
}
