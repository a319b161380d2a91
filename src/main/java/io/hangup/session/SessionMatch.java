package io.hangup.session;

import jakarta.servlet.AsyncContext;
import jakarta.websocket.Session;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
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

  private final Collection<OpenSession> all;

  SessionMatch(Collection<OpenSession> sessions) {
    all = sessions;
    for (OpenSession session : sessions) {
      handles.add(session.handle());
      ids.computeIfAbsent(session.type(), type -> new HashSet<>()).add(session.id());
    }
  }

  /** Whether {@code element} is a session, or an object that has one in a field of its own. */
  boolean matches(@Nullable Object element) {
    return element != null && (handles.contains(element) || holdsOne(element));
  }

  /** Whether {@code element} is a session itself. */
  boolean isOne(@Nullable Object element) {
    return element != null && handles.contains(element);
  }

  /** Whether key or value is a session; or its id, where the other half is a session at all. */
  boolean matchesItself(Map.Entry<?, ?> entry) {
    Object key = entry.getKey();
    Object value = entry.getValue();
    return isOne(key) || isOne(value) || isIdBeside(key, value) || isIdBeside(value, key);
  }

  private boolean isIdBeside(@Nullable Object id, @Nullable Object other) {
    if (!(id instanceof String)) {
      return false;
    }
    for (Map.Entry<SessionType, Set<String>> each : ids.entrySet()) {
      if (isOf(each.getKey(), other) && each.getValue().contains(id)) {
        return true;
      }
    }
    return false;
  }

  static boolean isOf(SessionType type, @Nullable Object handle) {
    return type == SessionType.WEBSOCKET
        ? handle instanceof Session
        : handle instanceof AsyncContext;
  }

  Collection<OpenSession> all() {
    return all;
  }

  /**
   * Whether {@code holder} has, in a field or in a collection in a field, a session that is none of
   * these. A collection that has {@code holder} itself in it, or its like, is no part of it but
   * what it is part of.
   */
  boolean hasLiving(Object holder) {
    for (Object held : valuesOf(holder)) {
      if (isLiving(held)) {
        return true;
      }
      if (held instanceof Map<?, ?> map
          && (hasLivingIn(map.keySet(), holder) || hasLivingIn(map.values(), holder))) {
        return true;
      }
      if (held instanceof Collection<?> collection && hasLivingIn(collection, holder)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasLivingIn(Collection<?> members, Object holder) {
    for (Object member : members) {
      if (member != null && member.getClass() == holder.getClass()) {
        return false;
      }
      if (isLiving(member)) {
        return true;
      }
      if (member != null && !isSession(member)) {
        for (Object held : valuesOf(member)) {
          if (isLiving(held)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean isLiving(@Nullable Object held) {
    return isSession(held) && !isOne(held);
  }

  private static boolean isSession(@Nullable Object held) {
    return held instanceof Session || held instanceof AsyncContext;
  }

  /** The maps and collections in the fields of {@code holder}. */
  List<Object> heldBy(Object holder) {
    return valuesOf(holder).stream()
        .filter(held -> held instanceof Map || held instanceof Collection)
        .toList();
  }

  private static List<Object> valuesOf(Object holder) {
    List<Object> values = new ArrayList<>();
    try {
      for (Field field : FIELDS.get(holder.getClass())) {
        Object held = field.get(holder);
        if (held != null) {
          values.add(held);
        }
      }
    } catch (ReflectiveOperationException e) {
      // Only accessible fields are in the list.
    }
    return values;
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
