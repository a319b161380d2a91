package io.hangup.internal.websocket;

/** Lets through, unchanged, what a method cannot declare and Tomcat expects all the same. */
final class SneakyThrow {
  private SneakyThrow() {}

  /**
   * Throws {@code e} as it came.
   *
   * @return never; for callers to write {@code throw}
   */
  static RuntimeException asItCame(Exception e) {
    SneakyThrow.<RuntimeException>raise(e);
    throw new AssertionError(e);
  }

  @SuppressWarnings("unchecked")
  private static <X extends Exception> void raise(Exception e) throws X {
    throw (X) e;
  }
}
