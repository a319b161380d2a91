package io.hangup.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CausesTest {
  private final IOException root = new IOException("root");
  private final IllegalStateException outer =
      new IllegalStateException(new IllegalArgumentException(root));

  @Test
  void theRootIsTheDeepest() {
    assertThat(Causes.root(outer)).isSameAs(root);
    assertThat(Causes.root(root)).isSameAs(root);
  }

  @Test
  void aThrowableLeadsToItselfAndToItsCauses() {
    assertThat(Causes.lead(outer, outer)).isTrue();
    assertThat(Causes.lead(outer, root)).isTrue();
    assertThat(Causes.lead(root, outer)).isFalse();
  }

  @Test
  void aChainWithoutAnEndHasOne() {
    Exception one = new Exception();
    Exception other = new Exception(one);
    one.initCause(other);

    assertThat(Causes.root(one)).isIn(one, other);
    assertThat(Causes.lead(one, root)).isFalse();
  }

  @Test
  void aCauseThatCannotBeReadIsNone() {
    Throwable hostile =
        new Exception() {
          private static final long serialVersionUID = 1;

          @Override
          public synchronized Throwable getCause() {
            throw new IllegalStateException("hostile");
          }
        };

    assertThat(Causes.of(hostile)).isNull();
    assertThat(Causes.root(hostile)).isSameAs(hostile);
  }
}
