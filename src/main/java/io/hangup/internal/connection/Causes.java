package io.hangup.internal.connection;

import org.jspecify.annotations.Nullable;

/**
 * The causes of a throwable, which may be an application's: asking for one may fail, and a chain
 * may be without end.
 */
public final class Causes {
  /** A chain with more links than this, cyclic ones among them, is looked at no further. */
  public static final int MAX_LINKS = 64;

  private Causes() {}

  /** The cause of {@code thrown}; null where there is none, or where it cannot be read. */
  public static @Nullable Throwable of(Throwable thrown) {
    try {
      return thrown.getCause();
    } catch (VirtualMachineError e) {
      if (e instanceof StackOverflowError) {
        return null;
      }
      throw e;
    } catch (Throwable hostile) {
      return null;
    }
  }

  /** The deepest cause of {@code thrown}, as far as a chain is looked at. */
  public static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    for (int links = 1; links < MAX_LINKS; links++) {
      Throwable cause = of(root);
      if (cause == null) {
        break;
      }
      root = cause;
    }
    return root;
  }

  /** Whether {@code link} is {@code thrown} or one of its causes. */
  public static boolean lead(Throwable thrown, Throwable link) {
    Throwable each = thrown;
    for (int links = 1; links < MAX_LINKS && each != null && each != link; links++) {
      each = of(each);
    }
    return each == link;
  }
}
