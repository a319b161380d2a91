package io.hangup.it.scan;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import java.util.Set;
import java.util.TreeSet;

/** Has Tomcat look at every class that it scans for the application, and says which were ours. */
@HandlesTypes(Filter.class)
public final class Seeing implements ServletContainerInitializer {

  @Override
  public void onStartup(Set<Class<?>> found, ServletContext context) {
    Set<String> names = new TreeSet<>();
    for (Class<?> each : found == null ? Set.<Class<?>>of() : found) {
      if (each.getName().startsWith("io.hangup.")) {
        names.add(each.getSimpleName());
      }
    }
    System.out.println("seen of " + context.getContextPath() + ": " + names);
  }
}
