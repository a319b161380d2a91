package io.hangup.matrix.real;

/** Something that the application does and that fails. */
@FunctionalInterface
interface Attempt {
  void run(Order order) throws Exception;
}
