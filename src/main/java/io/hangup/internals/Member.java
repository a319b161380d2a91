package io.hangup.internals;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A field, method or constructor of this Tomcat's. */
final class Member {
  static final String WEB_SOCKET = "org.apache.tomcat.websocket.";

  private static final Object[] NONE = {};

  private final Class<?> type;
  private final AccessibleObject found;

  private Member(Class<?> type, AccessibleObject found) {
    this.type = type;
    this.found = found;
  }

  /**
   * The member that a class, or one above it, declares so, with the simple names of types and
   * without modifiers: {@code long left}, {@code void close(String, int)}; null if there is none,
   * or it cannot be used.
   */
  static @Nullable Member find(String className, String declaration) {
    try {
      Class<?> type = load(className);
      return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
          .flatMap(
              each ->
                  Stream.of(
                          each.getDeclaredFields(),
                          each.getDeclaredMethods(),
                          each.getDeclaredConstructors())
                      .flatMap(Arrays::stream))
          .filter(each -> declarationOf(each).equals(declaration))
          .findFirst()
          .filter(AccessibleObject::trySetAccessible)
          .map(each -> new Member(type, each))
          .orElse(null);
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  /** Whether this Tomcat has WebSockets. */
  static boolean hasWebSocket() {
    try {
      load(WEB_SOCKET + "server.WsServerContainer");
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private static Class<?> load(String className) throws ClassNotFoundException {
    return Class.forName(className, false, Member.class.getClassLoader());
  }

  private static String declarationOf(AccessibleObject member) {
    if (member instanceof Field field) {
      return field.getType().getSimpleName() + " " + field.getName();
    }
    if (member instanceof Method method) {
      return method.getReturnType().getSimpleName() + " " + method.getName() + parameters(method);
    }
    Constructor<?> constructor = (Constructor<?>) member;
    return constructor.getDeclaringClass().getSimpleName() + parameters(constructor);
  }

  private static String parameters(Executable executable) {
    return Arrays.stream(executable.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** Calls this method, which has one parameter. */
  void call(Object owner, Object argument) {
    try {
      ((Method) found).invoke(owner, argument);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Tomcat refused a call of [" + found + "]", e);
    }
  }

  /** The value of this field, or what this method without parameters returns. */
  @Nullable Object of(@Nullable Object owner) {
    if (!type.isInstance(owner)) {
      return null;
    }
    try {
      return found instanceof Field field ? field.get(owner) : ((Method) found).invoke(owner, NONE);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /** Gives this field a value; false where {@code owner} has none. */
  boolean set(Object owner, Object value) {
    if (!type.isInstance(owner) || !(found instanceof Field field)) {
      return false;
    }
    try {
      field.set(owner, value);
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }
}
