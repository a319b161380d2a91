package io.hangup.internal.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hangup.internal.logging.AdapterGate;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedSuppressorTest {
  private final List<String> asked = new ArrayList<>();
  private final BiFunction<Object[], Throwable, String> judge = this::withholdAll;

  private String withholdAll(Object[] event, Throwable thrown) {
    asked.add(event[0] + " " + event[1] + " " + ((Supplier<?>) event[2]).get());
    return SharedSuppressor.WITHHOLD;
  }

  private static String judge(String logger) {
    return new SharedSuppressor().judge(logger, "WARN", () -> "text", new IOException());
  }

  @AfterEach
  void uninstall() {
    SharedSuppressor.uninstall(judge);
  }

  @Test
  void withholdsNothingUnlessAppointed() {
    assertThat(judge("a")).isNull();
    Suppressors.install(judge);
    assertThat(judge("b")).isEqualTo(SharedSuppressor.WITHHOLD);
    assertThat(judge(null)).isEqualTo(SharedSuppressor.WITHHOLD);
    SharedSuppressor.uninstall(judge);

    assertThat(judge("c")).isNull();
    assertThat(asked).containsExactly("b WARN text", " WARN text");
  }

  /** The Valve may start after the first applications: so it is waited for. */
  @Test
  void isInVainAMinuteAfterItWasMadeWhereNoValveIs() {
    long before = System.nanoTime() - 61_000_000_000L;
    SharedSuppressor early = new SharedSuppressor();
    SharedSuppressor late = new SharedSuppressor(before);
    SharedSuppressor withValve = new SharedSuppressor(before);

    assertThat(early.isInVain()).isFalse();
    assertThat(late.isInVain()).isTrue();
    assertThat(late.isInVain()).as("said once").isFalse();
    Suppressors.install(judge);
    assertThat(withValve.isInVain()).isFalse();
  }

  @Test
  void knowsWhereAnAdapterIs() {
    SharedSuppressor unused = new SharedSuppressor();

    assertThat(SharedSuppressor.isMadeIn(SharedSuppressor.class.getClassLoader())).isTrue();
    assertThat(SharedSuppressor.isMadeIn(new URLClassLoader(new URL[0]))).isFalse();
    assertThat(unused.isInVain()).isFalse();
  }

  @Test
  void knowsAThrowableFromAnother() {
    Exception cause = new IOException();
    Exception thrown = new IllegalStateException(cause);

    assertThat(SharedSuppressor.hasNoOtherThrowable(thrown, null)).isTrue();
    assertThat(
            SharedSuppressor.hasNoOtherThrowable(thrown, new Object[] {"a", null, cause, thrown}))
        .isTrue();
    assertThat(
            SharedSuppressor.hasNoOtherThrowable(thrown, new Object[] {new IOException(), thrown}))
        .isFalse();
    assertThat(SharedSuppressor.hasNoOtherThrowable(cause, new Object[] {thrown})).isFalse();
  }

  @Test
  void keepsTheFirstUntilItIsDismissed() {
    Suppressors.install(judge);
    BiFunction<Object[], Throwable, String> second = (event, thrown) -> null;
    Suppressors.install(second);
    SharedSuppressor.uninstall(second);

    assertThat(judge("a")).isEqualTo(SharedSuppressor.WITHHOLD);
  }

  @Test
  void asksTheNextWhenTheFirstIsDismissed() {
    BiFunction<Object[], Throwable, String> second = (event, thrown) -> "second";
    Suppressors.install(judge);
    Suppressors.install(second);
    SharedSuppressor.uninstall(judge);

    assertThat(judge("a")).isEqualTo("second");
    SharedSuppressor.uninstall(second);
    assertThat(judge("a")).isNull();
  }

  /** Whoever sees it could read, and withhold, what all others log. */
  @Test
  void isAppointedByNobodyButTheGate() throws Exception {
    URL classes = AdapterGate.class.getProtectionDomain().getCodeSource().getLocation();
    try (LocalFirst webapp = new LocalFirst(AdapterGate.class.getName(), classes)) {
      Class<?> copy = webapp.loadClass(AdapterGate.class.getName());
      MethodHandles.Lookup own = MethodHandles.lookup();
      MethodHandles.Lookup ofCopy = MethodHandles.privateLookupIn(copy, own);
      MethodHandles.Lookup weak =
          MethodHandles.privateLookupIn(AdapterGate.class, own)
              .dropLookupMode(MethodHandles.Lookup.PRIVATE);

      assertThat(copy).isNotSameAs(AdapterGate.class);
      for (MethodHandles.Lookup each :
          List.of(own, MethodHandles.publicLookup(), ofCopy, weak, own.in(AdapterGate.class))) {
        assertThatThrownBy(() -> SharedSuppressor.install(each, judge))
            .isInstanceOf(IllegalCallerException.class);
      }
    }
    assertThat(judge("a")).isNull();
  }

  @Test
  void isTheSameForTheCopyInAWebApplication() throws Exception {
    Suppressors.install(judge);
    URL classes = SharedSuppressor.class.getProtectionDomain().getCodeSource().getLocation();
    try (LocalFirst webapp = new LocalFirst(SharedSuppressor.class.getName(), classes)) {
      Class<?> copy = webapp.loadClass(SharedSuppressor.class.getName());
      Object answer =
          copy.getMethod("judge", String.class, String.class, Supplier.class, Throwable.class)
              .invoke(
                  copy.getConstructor().newInstance(),
                  "webapp",
                  "WARN",
                  (Supplier<String>) () -> "text",
                  new IOException());

      assertThat(copy).isNotSameAs(SharedSuppressor.class);
      assertThat(answer).isEqualTo(SharedSuppressor.WITHHOLD);
    }
    assertThat(asked).containsExactly("webapp WARN text");
  }

  /** Looks at home first, as a web application's class loader does. */
  private static final class LocalFirst extends URLClassLoader {
    private final String own;

    LocalFirst(String own, URL classes) {
      super(new URL[] {classes}, SharedSuppressor.class.getClassLoader());
      this.own = own;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.equals(own) && findLoadedClass(name) == null
          ? findClass(name)
          : super.loadClass(name, resolve);
    }
  }
}
