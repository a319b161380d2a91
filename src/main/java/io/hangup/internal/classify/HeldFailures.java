package io.hangup.internal.classify;

import io.hangup.internal.connection.Causes;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The failures that a throwable holds besides its cause: those it iterates over, and those in its
 * fields. Fields are read and getters are not called, as those are an application's code; what the
 * module system does not let be read is not looked at.
 */
final class HeldFailures {
  /** The fields of each type of throwable that may hold others; a class keeps what is its own. */
  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          List<Field> found = new ArrayList<>();
          for (Class<?> each = type; isLookedAt(each); each = each.getSuperclass()) {
            addFields(each, found);
          }
          return List.copyOf(found);
        }
      };

  /** What is held beyond this number is not looked at, and may be a real error. */
  private static final int MAX_ELEMENTS = 256;

  private static final List<String> PLAIN =
      List.of("java.util.", "com.google.common.collect.", "kotlin.collections.");

  private final Throwable holder;
  private final Function<Throwable, ThrowableView> view;
  private final List<ThrowableView> found = new ArrayList<>();
  private int seen;

  private HeldFailures(Throwable holder, Function<Throwable, ThrowableView> view) {
    this.holder = holder;
    this.view = view;
  }

  /** Those of {@code holder}. May throw what the application's iterators throw. */
  static List<ThrowableView> of(Throwable holder, Function<Throwable, ThrowableView> view)
      throws IllegalAccessException {
    List<Field> fields = FIELDS.get(holder.getClass());
    if (fields.isEmpty() && !(holder instanceof Iterable<?>)) {
      return List.of();
    }
    HeldFailures held = new HeldFailures(holder, view);
    if (holder instanceof Iterable<?> several) {
      held.addAll(several);
    }
    for (Field field : fields) {
      held.addValue(field.get(holder));
    }
    return held.found;
  }

  /** The JDK's own types have a cause, or are lists of several. */
  private static boolean isLookedAt(Class<?> type) {
    return type != null && type.getClassLoader() != null;
  }

  private static void addFields(Class<?> type, List<Field> found) {
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())
          && mayHold(field.getType())
          && field.trySetAccessible()) {
        found.add(field);
      }
    }
  }

  private static boolean mayHold(Class<?> type) {
    return Throwable.class.isAssignableFrom(type)
        || Iterable.class.isAssignableFrom(type)
        || Map.class.isAssignableFrom(type)
        || (type.isArray() && Throwable.class.isAssignableFrom(type.getComponentType()));
  }

  private void addValue(Object value) {
    if (value instanceof Throwable other) {
      add(other);
    } else if (value instanceof Collection<?> several && isPlain(several)) {
      addAll(several);
    } else if (value instanceof Map<?, ?> map && isPlain(map)) {
      addAll(map.keySet());
      addAll(map.values());
    } else if (value != null && value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value) && !isEnough(); i++) {
        addOne(Array.get(value, i));
      }
    }
  }

  /** Whether to look into {@code collection} has no effects: others may ask a database. */
  private static boolean isPlain(Object collection) {
    String type = collection.getClass().getName();
    return PLAIN.stream().anyMatch(type::startsWith);
  }

  private void addAll(Iterable<?> several) {
    for (Object each : several) {
      if (isEnough()) {
        break;
      }
      addOne(each);
    }
  }

  private boolean isEnough() {
    if (++seen <= MAX_ELEMENTS) {
      return false;
    }
    found.add(PrintedThrowable.UNREADABLE);
    return true;
  }

  private void addOne(Object each) {
    if (each instanceof Throwable other) {
      add(other);
    }
  }

  private void add(Throwable other) {
    if (!Causes.lead(holder, other) && found.stream().noneMatch(known -> known.thrown() == other)) {
      found.add(view.apply(other));
    }
  }
}
