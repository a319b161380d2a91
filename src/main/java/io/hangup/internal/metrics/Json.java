package io.hangup.internal.metrics;

import java.util.Iterator;
import java.util.Map;

/** Writes JSON (RFC 8259) of maps, iterables, numbers, booleans and texts; ASCII alone. */
public final class Json {
  private Json() {}

  /** The text of {@code value}; what is none of these types is written as its text. */
  public static String of(Object value) {
    StringBuilder json = new StringBuilder();
    append(json, value);
    return json.toString();
  }

  private static void append(StringBuilder json, Object value) {
    if (value instanceof Map<?, ?> map) {
      json.append('{');
      for (Iterator<? extends Map.Entry<?, ?>> i = map.entrySet().iterator(); i.hasNext(); ) {
        Map.Entry<?, ?> entry = i.next();
        append(json, String.valueOf(entry.getKey()));
        json.append(':');
        append(json, entry.getValue());
        json.append(i.hasNext() ? "," : "");
      }
      json.append('}');
    } else if (value instanceof Iterable<?> list) {
      json.append('[');
      for (Iterator<?> i = list.iterator(); i.hasNext(); ) {
        append(json, i.next());
        json.append(i.hasNext() ? "," : "");
      }
      json.append(']');
    } else if (value instanceof Number || value instanceof Boolean) {
      json.append(value);
    } else {
      appendText(json, String.valueOf(value));
    }
  }

  /** What HTML could take for markup is escaped as well. */
  private static void appendText(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPlain =
          c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&';
      json.append(isPlain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    json.append('"');
  }
}
