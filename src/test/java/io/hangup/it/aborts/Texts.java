package io.hangup.it.aborts;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Logger;

/** An application that makes text of a stack trace before it shows it. */
@SuppressWarnings("DefaultCharset") // As applications do.
final class Texts {
  private static final Logger log = Logger.getLogger(Texts.class.getName());

  private Texts() {}

  static void show(String how, Exception e) {
    System.err.println("before " + how);
    switch (how) {
      case "text-print" -> System.err.print(text(e));
      case "text-println" -> System.err.println(text(e).stripTrailing());
      case "text-writer" -> flushed(e, new PrintWriter(System.err));
      case "text-lines" -> flushed(e, new PrintWriter(System.err, true));
      case "text-stream" -> e.printStackTrace(new PrintStream(System.err));
      case "text-out" -> e.printStackTrace(System.out);
      case "text-out-writer" -> flushed(e, new PrintWriter(System.out));
      case "text-log" -> log.severe(text(e));
      case "text-log-words" -> log.severe("Order 17 failed: " + text(e));
      default -> throw new IllegalArgumentException(how);
    }
    System.err.println("after " + how);
  }

  private static String text(Exception e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static void flushed(Exception e, PrintWriter writer) {
    e.printStackTrace(writer);
    writer.flush();
  }
}
