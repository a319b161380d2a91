package io.hangup.session;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A static field of an application's class, read without initialising that class: an initialiser is
 * the application's code, to be run when the application wants it. A class that is not initialised
 * holds no session.
 */
final class StaticField {
  private static final @Nullable Object UNSAFE = unsafe();
  private static final @Nullable Method SHOULD_BE_INITIALIZED = shouldBeInitialized(UNSAFE);

  private final Field field;

  private StaticField(Field field) {
    this.field = field;
  }

  /**
   * Finds a field, whatever its access.
   *
   * @param name class and field, e.g. {@code com.example.Chat.SESSIONS}; a nested class may be
   *     written with a dot
   * @return null where {@code loader} sees no such static field
   */
  static @Nullable StaticField find(String name, ClassLoader loader) {
    int dot = name.lastIndexOf('.');
    Class<?> type = dot < 0 ? null : type(name.substring(0, dot), loader);
    try {
      Field field = type == null ? null : type.getDeclaredField(name.substring(dot + 1));
      return field != null && Modifier.isStatic(field.getModifiers()) && field.trySetAccessible()
          ? new StaticField(field)
          : null;
    } catch (NoSuchFieldException | LinkageError e) {
      return null;
    }
  }

  /** Why there is no such field to be used; null if there is one. */
  static @Nullable String fault(String name, ClassLoader loader) {
    int dot = name.lastIndexOf('.');
    Class<?> type = dot < 0 ? null : type(name.substring(0, dot), loader);
    if (type == null) {
      return dot < 0 ? "names no class: write it CLASS.FIELD" : "is of no class that is there";
    }
    try {
      Field field = type.getDeclaredField(name.substring(dot + 1));
      if (!Modifier.isStatic(field.getModifiers())) {
        return "is not static: nobody can say of which object it is to be read";
      }
      return mayHoldSessions(field.getType())
          ? null
          : "is a [" + field.getType().getName() + "], which is no map or collection";
    } catch (NoSuchFieldException e) {
      return "is no field of its class";
    } catch (LinkageError e) {
      return "is of a class that cannot be loaded: " + e;
    }
  }

  /** An interface, or a superclass, may be that of a map. */
  private static boolean mayHoldSessions(Class<?> type) {
    return Map.class.isAssignableFrom(type)
        || Collection.class.isAssignableFrom(type)
        || type.isInterface()
        || type == Object.class;
  }

  private static @Nullable Class<?> type(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      int dot = name.lastIndexOf('.');
      return dot < 0 ? null : type(name.substring(0, dot) + "$" + name.substring(dot + 1), loader);
    }
  }

  /** The field's value; null where it has none, or where its class is not initialised. */
  @Nullable Object value() {
    try {
      return isInitialised() ? field.get(null) : null;
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /**
   * The JDK has no API for it. Up to 21, {@code sun.misc.Unsafe} says it; from 22 on, a VarHandle
   * for a static field of a class that is not initialised is of a class of its own.
   */
  private boolean isInitialised() throws ReflectiveOperationException {
    Class<?> type = field.getDeclaringClass();
    return SHOULD_BE_INITIALIZED != null
        ? Boolean.FALSE.equals(SHOULD_BE_INITIALIZED.invoke(UNSAFE, type))
        : !MethodHandles.privateLookupIn(type, MethodHandles.lookup())
            .unreflectVarHandle(field)
            .getClass()
            .getSimpleName()
            .startsWith("LazyInitializing");
  }

  private static @Nullable Object unsafe() {
    try {
      Field instance = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      return instance.get(null);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  private static @Nullable Method shouldBeInitialized(@Nullable Object unsafe) {
    try {
      return unsafe == null
          ? null
          : unsafe.getClass().getMethod("shouldBeInitialized", Class.class);
    } catch (NoSuchMethodException e) {
      return null;
    }
  }
}
