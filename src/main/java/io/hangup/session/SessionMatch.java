package io.hangup.session;

import jakarta.servlet.AsyncContext;
import jakarta.websocket.Session;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether what a collection holds stands for one of several sessions. */
final class SessionMatch {
  /** The fields of a class and those above it that can hold a session; kept by the class itself. */
  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return fields(type);
        }
      };

  private final Set<Object> handles = Collections.newSetFromMap(new IdentityHashMap<>());

  /** By type: an asynchronous request and a WebSocket may have the same id. */
  private final Map<SessionType, Set<String>> ids = new EnumMap<>(SessionType.class);

  SessionMatch(Iterable<OpenSession> sessions) {
    for (OpenSession session : sessions) {
      handles.add(session.handle());
      ids.computeIfAbsent(session.type(), type -> new HashSet<>()).add(session.id());
    }
  }

  /** Whether {@code element} is a session, or an object that has one in a field of its own. */
  boolean matches(@Nullable Object element) {
    return element != null && (handles.contains(element) || holdsOne(element));
  }

  /** Whether key or value is a session; or its id, where the other half is a session at all. */
  boolean matches(Map.Entry<?, ?> entry) {
    Object key = entry.getKey();
    Object value = entry.getValue();
    return matches(key) || matches(value) || isIdBeside(key, value) || isIdBeside(value, key);
  }

  private boolean isIdBeside(@Nullable Object id, @Nullable Object other) {
    return id instanceof String
        && ((other instanceof Session && has(SessionType.WEBSOCKET, id))
            || (other instanceof AsyncContext && has(SessionType.ASYNC_REQUEST, id)));
  }

  private boolean has(SessionType type, Object id) {
    return ids.getOrDefault(type, Set.of()).contains(id);
  }

  private boolean holdsOne(Object element) {
    try {
      for (Field field : FIELDS.get(element.getClass())) {
        Object held = field.get(element);
        if (held != null && handles.contains(held)) {
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
