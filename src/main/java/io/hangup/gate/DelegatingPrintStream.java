package io.hangup.gate;

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

  @Override
  public void flush() {
    target.flush();
  }

  @Override
  public void close() {
    target.close();
  }

  @Override
  public boolean checkError() {
    return target.checkError();
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    target.write(bytes);
  }

  @Override
  public void writeBytes(byte[] bytes) {
    target.writeBytes(bytes);
  }

  @Override
  public void write(int b) {
    target.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    target.write(bytes, offset, length);
  }

  @Override
  public void print(boolean b) {
    target.print(b);
  }

  @Override
  public void print(char c) {
    target.print(c);
  }

  @Override
  public void print(int i) {
    target.print(i);
  }

  @Override
  public void print(long l) {
    target.print(l);
  }

  @Override
  public void print(float f) {
    target.print(f);
  }

  @Override
  public void print(double d) {
    target.print(d);
  }

  @Override
  public void print(char[] s) {
    target.print(s);
  }

  @Override
  public void print(@Nullable String s) {
    target.print(s);
  }

  @Override
  public void print(@Nullable Object o) {
    target.print(o);
  }

  @Override
  public void println() {
    target.println();
  }

  @Override
  public void println(boolean b) {
    target.println(b);
  }

  @Override
  public void println(char c) {
    target.println(c);
  }

  @Override
  public void println(int i) {
    target.println(i);
  }

  @Override
  public void println(long l) {
    target.println(l);
  }

  @Override
  public void println(float f) {
    target.println(f);
  }

  @Override
  public void println(double d) {
    target.println(d);
  }

  @Override
  public void println(char[] s) {
    target.println(s);
  }

  @Override
  public void println(@Nullable String s) {
    target.println(s);
  }

  @Override
  public void println(@Nullable Object o) {
    target.println(o);
  }

  @Override
  public PrintStream printf(String format, @Nullable Object... args) {
    target.printf(format, args);
    return this;
  }

  @Override
  public PrintStream printf(@Nullable Locale locale, String format, @Nullable Object... args) {
    target.printf(locale, format, args);
    return this;
  }

  @Override
  public PrintStream format(String format, @Nullable Object... args) {
    target.format(format, args);
    return this;
  }

  @Override
  public PrintStream format(@Nullable Locale locale, String format, @Nullable Object... args) {
    target.format(locale, format, args);
    return this;
  }

  @Override
  public PrintStream append(@Nullable CharSequence text) {
    target.append(text);
    return this;
  }

  @Override
  public PrintStream append(@Nullable CharSequence text, int start, int end) {
    target.append(text, start, end);
    return this;
  }

  @Override
  public PrintStream append(char c) {
    target.append(c);
    return this;
  }
}
