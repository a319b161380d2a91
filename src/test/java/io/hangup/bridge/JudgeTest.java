package io.hangup.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private final List<String> asked = new ArrayList<>();
  private final BiPredicate<String, Throwable> judge = this::withholdAll;

  private boolean withholdAll(String logger, Throwable thrown) {
    return asked.add(logger);
  }

  @AfterEach
  void dismiss() {
    Judge.dismiss(judge);
  }

  @Test
  void withholdsNothingUnlessAppointed() {
    assertThat(new Judge().withholds("a", new IOException())).isFalse();
    Judge.appoint(judge);
    assertThat(new Judge().withholds("b", new IOException())).isTrue();
    assertThat(new Judge().withholds(null, new IOException())).isTrue();
    Judge.dismiss(judge);

    assertThat(new Judge().withholds("c", new IOException())).isFalse();
    assertThat(asked).containsExactly("b", "");
  }

  @Test
  void knowsAThrowableFromAnother() {
    Exception cause = new IOException();
    Exception thrown = new IllegalStateException(cause);

    assertThat(Judge.isOnly(thrown, null)).isTrue();
    assertThat(Judge.isOnly(thrown, new Object[] {"a", null, cause, thrown})).isTrue();
    assertThat(Judge.isOnly(thrown, new Object[] {new IOException(), thrown})).isFalse();
    assertThat(Judge.isOnly(cause, new Object[] {thrown})).isFalse();
  }

  @Test
  void keepsTheFirstUntilItIsDismissed() {
    Judge.appoint(judge);
    BiPredicate<String, Throwable> second = (logger, thrown) -> false;
    Judge.appoint(second);
    Judge.dismiss(second);

    assertThat(new Judge().withholds("a", new IOException())).isTrue();
  }

  @Test
  void isTheSameForTheCopyInAWebApplication() throws Exception {
    Judge.appoint(judge);
    URL classes = Judge.class.getProtectionDomain().getCodeSource().getLocation();
    try (LocalFirst webapp = new LocalFirst(classes)) {
      Class<?> copy = webapp.loadClass(Judge.class.getName());
      Object answer =
          copy.getMethod("withholds", String.class, Throwable.class)
              .invoke(copy.getConstructor().newInstance(), "webapp", new IOException());

      assertThat(copy).isNotSameAs(Judge.class);
      assertThat(answer).isEqualTo(true);
    }
    assertThat(asked).containsExactly("webapp");
  }

  /** Looks at home first, as a web application's class loader does. */
  private static final class LocalFirst extends URLClassLoader {
    LocalFirst(URL classes) {
      super(new URL[] {classes}, Judge.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.equals(Judge.class.getName()) && findLoadedClass(name) == null
          ? findClass(name)
          : super.loadClass(name, resolve);
    }
  }
}
