package io.hangup.internal.logging;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stack trace that comes in pieces: what {@code printStackTrace} has printed through a writer or
 * a stream of the application's, line by line or as a buffer fills up, and a writer's whole buffer
 * with a trace in it. What is printed cannot be taken back. Nothing else is ever held. Guarded by
 * itself.
 */
final class HeldTrace {
  /** The size of a writer's buffer, and of a stream's. */
  private static final int BUFFER = 8192;

  /** It is full when less than a character is left. */
  private static final int NEARLY_FULL = BUFFER - 4;

  private final Thread thread = Thread.currentThread();
  private final @Nullable ClassLoader webapp = thread.getContextClassLoader();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);

  /** Whether a buffer has cut it into pieces, so that its end may still be in that. */
  private boolean cut;

  private boolean inMidLine;
  private boolean released;

  /** Whether {@code length} is that of a buffer that was full, so that its trace may go on. */
  static boolean isFullBuffer(int length) {
    return length >= NEARLY_FULL && length <= BUFFER;
  }

  /** Takes what {@code printStackTrace} prints, or what is left of it in a buffer. */
  void append(byte[] more, int offset, int length) {
    cut |= more[offset + length - 1] != '\n' || TraceBytes.hasFrame(more, offset, length);
    inMidLine = more[offset + length - 1] != '\n' || isFullBuffer(length);
    bytes.write(more, offset, length);
  }

  /**
   * Whether the next bytes, which the application's own code prints, are the rest of it: that of a
   * line, or of a trace.
   */
  boolean goesOnWith(byte[] more, int offset, int length) {
    return cut
        && (inMidLine
            || more[offset] == '\t'
            || TraceBytes.startsWith(more, offset, length, "Caused by: "));
  }

  /** Whether a trace's next header may follow: the last line is a whole one. */
  boolean isAtLineEnd() {
    return !inMidLine;
  }

  /** Whether it may be judged: its last line is there. */
  boolean isWhole(boolean rest) {
    return !inMidLine && (rest || !cut);
  }

  /** Whether its thread is still about to print it. */
  boolean isGrowing() {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().equals("java.lang.Throwable")
          && frame.getMethodName().equals("printStackTrace")) {
        return true;
      }
    }
    return false;
  }

  Thread thread() {
    return thread;
  }

  @Nullable ClassLoader webappLoader() {
    return webapp;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** False if it was released before. */
  boolean release() {
    boolean first = !released;
    released = true;
    return first;
  }

  boolean isReleased() {
    return released;
  }
}
