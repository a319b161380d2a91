package io.hangup.internal.logging;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A print stream whose every call is another one's: no buffer, no charset of its own. */
class DelegatingPrintStream extends PrintStream {
  private final PrintStream target;

  DelegatingPrintStream(PrintStream target) {
    super(target);
    this.target = target;
  }

  final PrintStream target() {
    return target;
  }

  /** The other one, for the call that is made now. */
  PrintStream next() {
    return target;
  }

  @Override
  public void flush() {
    next().flush();
  }

  @Override
  public void close() {
    next().close();
  }

  @Override
  public boolean checkError() {
    return next().checkError();
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    next().write(bytes);
  }

  @Override
  public void writeBytes(byte[] bytes) {
    next().writeBytes(bytes);
  }

  @Override
  public void write(int b) {
    next().write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    next().write(bytes, offset, length);
  }

  @Override
  public void print(boolean b) {
    next().print(b);
  }

  @Override
  public void print(char c) {
    next().print(c);
  }

  @Override
  public void print(int i) {
    next().print(i);
  }

  @Override
  public void print(long l) {
    next().print(l);
  }

  @Override
  public void print(float f) {
    next().print(f);
  }

  @Override
  public void print(double d) {
    next().print(d);
  }

  @Override
  public void print(char[] s) {
    next().print(s);
  }

  @Override
  public void print(@Nullable String s) {
    next().print(s);
  }

  @Override
  public void print(@Nullable Object o) {
    next().print(o);
  }

  @Override
  public void println() {
    next().println();
  }

  @Override
  public void println(boolean b) {
    next().println(b);
  }

  @Override
  public void println(char c) {
    next().println(c);
  }

  @Override
  public void println(int i) {
    next().println(i);
  }

  @Override
  public void println(long l) {
    next().println(l);
  }

  @Override
  public void println(float f) {
    next().println(f);
  }

  @Override
  public void println(double d) {
    next().println(d);
  }

  @Override
  public void println(char[] s) {
    next().println(s);
  }

  @Override
  public void println(@Nullable String s) {
    next().println(s);
  }

  @Override
  public void println(@Nullable Object o) {
    next().println(o);
  }

  @Override
  public PrintStream printf(String format, @Nullable Object... args) {
    next().printf(format, args);
    return this;
  }

  @Override
  public PrintStream printf(@Nullable Locale locale, String format, @Nullable Object... args) {
    next().printf(locale, format, args);
    return this;
  }

  @Override
  public PrintStream format(String format, @Nullable Object... args) {
    next().format(format, args);
    return this;
  }

  @Override
  public PrintStream format(@Nullable Locale locale, String format, @Nullable Object... args) {
    next().format(locale, format, args);
    return this;
  }

  @Override
  public PrintStream append(@Nullable CharSequence text) {
    next().append(text);
    return this;
  }

  @Override
  public PrintStream append(@Nullable CharSequence text, int start, int end) {
    next().append(text, start, end);
    return this;
  }

  @Override
  public PrintStream append(char c) {
    next().append(c);
    return this;
  }
}
