package io.hangup.internal.logging;

import io.hangup.internal.classify.ThrowableView;
import java.util.List;
import java.util.stream.Stream;

/**
 * The loggers, by their names' beginnings, to which frameworks say that a request, a message or a
 * callback which they dispatched has failed. What is logged there is not the application's words.
 */
public record FrameworkLoggers(List<String> prefixes) {
  private static final int MAX_LINKS = 64;

  /** Those that are known; each dispatches what the container hands to it. */
  public static final FrameworkLoggers KNOWN =
      new FrameworkLoggers(
          List.of(
              // Spring MVC, WebFlux, Spring's WebSockets, Boot's ErrorPageFilter.
              "org.springframework",
              // Reactor: dropped errors, and those that no subscriber handles.
              "reactor",
              // Jakarta REST and SOAP: a resource method, or a body's writer, has failed.
              "org.glassfish.jersey",
              "org.jboss.resteasy",
              "org.apache.cxf",
              // Push over HTTP and WebSocket, for which every abort is a failed broadcast.
              "org.atmosphere",
              "org.cometd",
              // Page frameworks, whose servlet or filter logs what a page has thrown.
              "org.apache.struts2",
              "org.apache.wicket",
              "org.apache.myfaces",
              "com.sun.faces",
              "jakarta.enterprise.resource.webcontainer",
              "javax.enterprise.resource.webcontainer",
              "com.vaadin.flow",
              "org.grails"));

  /** Whether the logger, or the class, {@code name} is a framework's. */
  boolean contains(String name) {
    return prefixes.stream().anyMatch(prefix -> isIn(name, prefix));
  }

  private static boolean isIn(String name, String prefix) {
    return name.startsWith(prefix)
        && (name.length() == prefix.length() || ".$".indexOf(name.charAt(prefix.length())) >= 0);
  }

  /**
   * Whether a link of the chain says something in words of the application's own: more than its
   * cause does, where neither the container nor a framework defines or creates it.
   */
  public boolean hasOwnWords(ThrowableView failure) {
    return failure.chain(MAX_LINKS).stream()
        .anyMatch(link -> link.saysMoreThanItsCause() && !isTheirs(link));
  }

  private boolean isTheirs(ThrowableView link) {
    List<StackTraceElement> frames = link.frames();
    return isTheirs(link.type()) || (!frames.isEmpty() && isTheirs(frames.get(0).getClassName()));
  }

  private boolean isTheirs(String type) {
    return ContainerNames.contain(type) || contains(type);
  }

  /** These and {@code more}. */
  public FrameworkLoggers and(List<String> more) {
    return new FrameworkLoggers(Stream.concat(prefixes.stream(), more.stream()).toList());
  }

  /** Those that are in both: where two Valves speak for one record, both must call it theirs. */
  FrameworkLoggers common(FrameworkLoggers other) {
    Stream<String> ours = prefixes.stream().filter(other::contains);
    Stream<String> theirs = other.prefixes.stream().filter(this::contains);
    return new FrameworkLoggers(Stream.concat(ours, theirs).distinct().toList());
  }
}
