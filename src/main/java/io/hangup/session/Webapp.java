package io.hangup.session;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/**
 * The web application that a session belongs to. No record: the transformer that makes the jar for
 * Tomcat 9 does not rename the types of a record's components.
 */
public final class Webapp {
  private final ClassLoader loader;
  private final ServletContext context;

  /**
   * @param loader its class loader
   * @param context its attributes, among other things
   */
  public Webapp(ClassLoader loader, ServletContext context) {
    this.loader = loader;
    this.context = context;
  }

  public ClassLoader loader() {
    return loader;
  }

  public ServletContext context() {
    return context;
  }

  /** Whether it is the same one, since the same start. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Webapp webapp && webapp.loader == loader;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(loader);
  }
}
