package io.hangup;

import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The attributes of the Valve that have a setter. */
public final class ValveAttributes {
  private ValveAttributes() {}

  /** Their names and defaults; null is {@code null}. */
  public static Map<String, String> defaults() throws ReflectiveOperationException {
    DisconnectValve valve = new DisconnectValve();
    Map<String, String> defaults = new TreeMap<>();
    for (Method setter : DisconnectValve.class.getDeclaredMethods()) {
      if (isSetter(setter)) {
        String name = setter.getName().substring(3);
        String attribute = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        defaults.put(attribute, String.valueOf(getter(attribute).invoke(valve)));
      }
    }
    return defaults;
  }

  private static boolean isSetter(Method method) {
    return method.getName().startsWith("set")
        && method.getParameterCount() == 1
        && !method.getName().equals("setRequestAttributesEnabled");
  }

  static Method getter(String attribute) throws NoSuchMethodException {
    String name = attribute.substring(0, 1).toUpperCase(Locale.ROOT) + attribute.substring(1);
    return DisconnectValve.class.getMethod("get" + name);
  }
}
