package io.hangup.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes dead sessions from static maps and collections of the application: {@code
 * registry="io.hangup.session.StaticFieldRegistry" registry.fields="com.example.Chat.SESSIONS"}.
 *
 * <p>An entry goes if its key or value, or an element if it, is the session, or has the session in
 * one of its instance fields (Spring's {@code WebSocketSession}, the endpoint of the tutorials);
 * also an entry of which one half is the session's id and the other a session. The same one level
 * down, in {@code Map<String, Set<Session>>}.
 */
public final class StaticFieldRegistry extends CollectionRegistry {
  private List<String> fields = List.of();

  /** The fields, separated by commas. */
  public String getFields() {
    return String.join(", ", fields);
  }

  /**
   * Names the fields.
   *
   * @param fields classes and fields, separated by commas, e.g. {@code com.example.Chat.SESSIONS};
   *     static, and of whatever access. Each web application's own are looked up, and no class is
   *     initialised for it
   */
  public void setFields(String fields) {
    this.fields = split(fields);
  }

  @Override
  List<String> names() {
    return fields;
  }

  @Override
  @Nullable String fault(String name, Webapp webapp) {
    return StaticField.fault(name, webapp.loader());
  }

  @Override
  @Nullable Object find(String name, Webapp webapp) throws NoSuchFieldException {
    StaticField field = StaticField.find(name, webapp.loader());
    if (field == null) {
      throw new NoSuchFieldException(name);
    }
    return field.value();
  }
}
