package io.hangup.internal.logging;

import java.lang.StackWalker.StackFrame;

/** A frame of a stack that no thread has. */
record Frame(String type, String method) implements StackFrame {
  @Override
  public String getClassName() {
    return type;
  }

  @Override
  public String getMethodName() {
    return method;
  }

  @Override
  public Class<?> getDeclaringClass() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int getByteCodeIndex() {
    return -1;
  }

  @Override
  public String getFileName() {
    return "";
  }

  @Override
  public int getLineNumber() {
    return -1;
  }

  @Override
  public boolean isNativeMethod() {
    return false;
  }

  @Override
  public StackTraceElement toStackTraceElement() {
    return new StackTraceElement(type, method, null, -1);
  }
}
