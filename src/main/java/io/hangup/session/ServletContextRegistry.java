package io.hangup.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes dead sessions from maps and collections that the application keeps in attributes of its
 * {@code ServletContext}: {@code registry="io.hangup.session.ServletContextRegistry"
 * registry.attributes="sessions"}. What is removed is as with {@link StaticFieldRegistry}.
 */
public final class ServletContextRegistry extends CollectionRegistry {
  private List<String> attributes = List.of();

  /** The names of the attributes, separated by commas. */
  public String getAttributes() {
    return String.join(", ", attributes);
  }

  /**
   * Names the attributes.
   *
   * @param attributes names of {@code ServletContext} attributes, separated by commas
   */
  public void setAttributes(String attributes) {
    this.attributes = split(attributes);
  }

  @Override
  List<String> names() {
    return attributes;
  }

  @Override
  @Nullable Object find(String name, Webapp webapp) throws NoSuchFieldException {
    Object found = webapp.context().getAttribute(name);
    if (found == null) {
      throw new NoSuchFieldException(name);
    }
    return found;
  }
}
