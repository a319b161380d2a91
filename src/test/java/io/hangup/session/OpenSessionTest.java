package io.hangup.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session must open, whatever the application's {@code Principal} does. */
class OpenSessionTest {
  private final List<String> asked = new ArrayList<>();

  @Test
  void aPrincipalIsAskedForItsNameWhenSomebodyAsks() {
    OpenSession anonymous = TestSessions.opened("1", new Object());
    OpenSession session = anonymous.of(user("kim"));
    assertThat(session).isEqualTo(anonymous).hasToString(anonymous.toString());
    assertThat(asked).isEmpty();

    assertThat(session.user()).isEqualTo("kim");
    assertThat(session.user()).isEqualTo("kim");
    assertThat(asked).containsExactly("kim");
  }

  @Test
  void whoCannotSayItsNameHasNone() {
    Principal failing =
        () -> {
          throw new IllegalStateException("on purpose");
        };
    assertThat(TestSessions.opened("1", new Object()).of(failing).user()).isNull();
  }

  @Test
  void whereNobodyIsAuthenticatedThereIsNoUser() {
    assertThat(TestSessions.opened("1", new Object()).of(null).user()).isNull();
  }

  private Principal user(String name) {
    return () -> {
      asked.add(name);
      return name;
    };
  }
}
