package io.hangup.internal.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Evidence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every text, tried on traces that the JDK printed and on mutations of them. */
class StackTraceTextProperties {
  private static final Duration TOO_LONG = Duration.ofSeconds(60);

  /** Tomcat's server socket code and the types that it owns, as widely as text can name them. */
  private static final Pattern SERVERS =
      Pattern.compile(
          "org\\.apache\\.(tomcat\\.util\\.net\\.|coyote\\.|tomcat\\.websocket\\.server\\."
              + "|catalina\\.connector\\.ClientAbortException)");

  private final Classifier classifier = new Classifier();

  @Property
  void readsBackWhatTheJdkPrints(@ForAll("straight") GeneratedFailure failure) {
    Optional<ThrowableView> read = StackTraceText.parse(failure.text());

    // A trace is known by its frames: without any, it may be any text.
    read.ifPresent(each -> assertSame(each, LiveThrowable.view(failure.throwable())));
    assertThat(read.isPresent() || !isPlain(failure)).isTrue();
  }

  @Property
  void printingMakesNothingADisconnect(@ForAll("cyclic") GeneratedFailure failure) {
    boolean live = classifier.classify(failure.throwable(), null).isPresent();

    assertThat(evidence(failure).isPresent()).isIn(false, live);
  }

  @Property
  void noWordsDecide(@ForAll("straight") GeneratedFailure failure, @ForAll Random random) {
    Optional<Evidence> evidence = evidence(failure);
    Optional<Evidence> other = evidence(ClassifierProperties.reworded(failure, random));

    // Words that look like a trace may make a text unreadable, and that is all they may do.
    assertThat(evidence.isEmpty() || other.isEmpty() || other.equals(evidence)).isTrue();
  }

  @Property
  void readsMutationsOrLeavesThem(@ForAll("mutated") String text) {
    long start = System.nanoTime();
    Optional<Disconnect> found = classify(text);

    assertThat(System.nanoTime() - start).isLessThan(TOO_LONG.toNanos());
    assertThat(found.isEmpty() || SERVERS.matcher(text).find()).isTrue();
  }

  @Property
  void makesNoDisconnectOfForeignTraces(@ForAll("foreign") String text) {
    assertThat(classify(text).isEmpty() || SERVERS.matcher(text).find()).isTrue();
  }

  private Optional<Disconnect> classify(String text) {
    return StackTraceText.parse(text).flatMap(read -> classifier.classify(read, null));
  }

  private Optional<Evidence> evidence(GeneratedFailure failure) {
    return classify(failure.text()).map(Disconnect::evidence);
  }

  /** Whether all links have frames, and messages of one line. */
  private static boolean isPlain(GeneratedFailure failure) {
    return failure.links().stream()
        .allMatch(
            link ->
                !link.frames().isEmpty()
                    && (link.message() == null || link.message().lines().count() < 2)
                    && link.suppressed().stream().allMatch(StackTraceTextProperties::isPlain));
  }

  static void assertSame(ThrowableView read, ThrowableView live) {
    assertThat(read.type()).isEqualTo(live.type());
    assertThat(read.message()).isEqualTo(live.message());
    assertThat(names(read)).isEqualTo(names(live));
    assertThat(read.suppressed()).hasSameSizeAs(live.suppressed());
    for (int i = 0; i < read.suppressed().size(); i++) {
      assertSame(read.suppressed().get(i), live.suppressed().get(i));
    }
    assertThat(read.cause() == null).isEqualTo(live.cause() == null);
    if (live.cause() != null) {
      assertSame(read.cause(), live.cause());
    }
  }

  private static List<String> names(ThrowableView failure) {
    return failure.frames().stream()
        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
        .toList();
  }

  @Provide
  Arbitrary<GeneratedFailure> straight() {
    return new FailureGenerator(false, false).failures();
  }

  /** Cycles, but no methods that misbehave: the JDK could not print them. */
  @Provide
  Arbitrary<GeneratedFailure> cyclic() {
    return new FailureGenerator(false, false)
        .failures()
        .map(failure -> new GeneratedFailure(failure.links(), failure.links().size() % 3 == 2));
  }

  @Provide
  Arbitrary<String> mutated() {
    return TraceMutations.of(new FailureGenerator(false, false));
  }

  @Provide
  Arbitrary<String> foreign() {
    return TraceMutations.of(new FailureGenerator(true, false));
  }
}
