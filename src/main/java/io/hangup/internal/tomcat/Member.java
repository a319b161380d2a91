package io.hangup.internal.tomcat;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.StringJoiner;
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
      AccessibleObject found = null;
      for (Class<?> each = type; each != null && found == null; each = each.getSuperclass()) {
        found = declared(each, declaration);
      }
      return found == null || !found.trySetAccessible() ? null : new Member(type, found);
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  /** By its name first: the server's start waits for this. */
  private static @Nullable AccessibleObject declared(Class<?> type, String declaration) {
    int open = declaration.indexOf('(');
    String named = open < 0 ? declaration : declaration.substring(0, open);
    String name = named.substring(named.indexOf(' ') + 1);
    Object[] members =
        open < 0
            ? type.getDeclaredFields()
            : name.equals(named) ? constructors(type, name) : type.getDeclaredMethods();
    for (Object each : members) {
      boolean isNamed =
          each instanceof Constructor || ((java.lang.reflect.Member) each).getName().equals(name);
      if (isNamed && declarationOf((AccessibleObject) each).equals(declaration)) {
        return (AccessibleObject) each;
      }
    }
    return null;
  }

  private static Constructor<?>[] constructors(Class<?> type, String name) {
    return type.getSimpleName().equals(name)
        ? type.getDeclaredConstructors()
        : new Constructor<?>[0];
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
    StringJoiner parameters = new StringJoiner(", ", "(", ")");
    for (Class<?> each : executable.getParameterTypes()) {
      parameters.add(each.getSimpleName());
    }
    return parameters.toString();
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
  @Nullable Object read(@Nullable Object owner) {
    if (!type.isInstance(owner)) {
      return null;
    }
    try {
      return found instanceof Field field ? field.get(owner) : ((Method) found).invoke(owner, NONE);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /** Gives this field, which is a number, another value if it has the one that is expected. */
  boolean compareAndSet(Object owner, long expected, long value) {
    try {
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
          .unreflectVarHandle((Field) found)
          .compareAndSet(owner, expected, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("Tomcat refused a use of [" + found + "]", e);
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
