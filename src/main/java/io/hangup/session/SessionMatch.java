package io.hangup.session;

import jakarta.servlet.AsyncContext;
import jakarta.websocket.Session;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether what a collection holds stands for one session. */
final class SessionMatch {
  /** The fields of a class and those above it that can hold a session; kept by the class itself. */
  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return fields(type);
        }
      };

  private final OpenSession session;

  SessionMatch(OpenSession session) {
    this.session = session;
  }

  /** Whether {@code element} is the session, or an object that has it in a field of its own. */
  boolean matches(@Nullable Object element) {
    return element != null && (element == session.handle() || holdsIt(element));
  }

  /** Whether key or value is the session; or its id, where the other half is a session at all. */
  boolean matches(Map.Entry<?, ?> entry) {
    Object key = entry.getKey();
    Object value = entry.getValue();
    return matches(key)
        || matches(value)
        || (session.id().equals(key) && isSession(value))
        || (session.id().equals(value) && isSession(key));
  }

  private boolean isSession(@Nullable Object other) {
    return session.type() == SessionType.WEBSOCKET
        ? other instanceof Session
        : other instanceof AsyncContext;
  }

  private boolean holdsIt(Object element) {
    try {
      for (Field field : FIELDS.get(element.getClass())) {
        if (field.get(element) == session.handle()) {
          return true;
        }
      }
    } catch (ReflectiveOperationException e) {
      // Only accessible fields are in the list.
    }
    return false;
  }

  private static List<Field> fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Field field : declaredFields(each)) {
        if (!Modifier.isStatic(field.getModifiers())
            && !field.getType().isPrimitive()
            && field.trySetAccessible()) {
          fields.add(field);
        }
      }
    }
    return List.copyOf(fields);
  }

  private static Field[] declaredFields(Class<?> type) {
    try {
      return type.getDeclaredFields();
    } catch (LinkageError e) {
      // The type of a field is not there; nobody can have put a session into it.
      return new Field[0];
    }
  }
}
