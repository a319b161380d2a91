package io.hangup.internal.classify;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The plan of a chain: its links from the outermost to the root.
 *
 * @param cyclic whether the root's cause is the outermost link
 */
record GeneratedFailure(List<Link> links, boolean cyclic) {

  GeneratedFailure {
    cyclic &= links.size() > 1;
  }

  /** The plan of one throwable. */
  record Link(
      GeneratedType type,
      String message,
      List<StackTraceElement> frames,
      List<GeneratedFailure> suppressed) {

    Link saying(String other) {
      return new Link(type, other, frames, suppressed);
    }

    Link suppressing(List<GeneratedFailure> others) {
      return new Link(type, message, frames, others);
    }

    boolean isHostile() {
      return type.standing() == GeneratedType.Standing.HOSTILE;
    }

    @Override
    public String toString() {
      return type.make().apply("").getClass().getName()
          + (": \"" + message + "\" at " + frames)
          + (suppressed.isEmpty() ? "" : " suppressed " + suppressed);
    }
  }

  /** The throwable; {@code made} gets the links of its own chain. */
  Throwable throwable(Throwable[] made) {
    Throwable cause = null;
    Throwable root = null;
    for (int i = links.size() - 1; i >= 0; i--) {
      Link link = links.get(i);
      Throwable thrown = link.type().make().apply(link.message());
      thrown.setStackTrace(link.frames().toArray(StackTraceElement[]::new));
      link.suppressed().forEach(each -> thrown.addSuppressed(each.throwable()));
      if (cause == null) {
        root = thrown;
      } else {
        thrown.initCause(cause);
      }
      made[i] = thrown;
      cause = thrown;
    }
    if (cyclic) {
      root.initCause(cause);
    }
    return cause;
  }

  Throwable throwable() {
    return throwable(new Throwable[links.size()]);
  }

  /** What the JDK prints of it. */
  String text() {
    StringWriter text = new StringWriter();
    throwable().printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** With {@code error} suppressed by the link at {@code index}. */
  GeneratedFailure suppressing(int index, GeneratedFailure error) {
    List<Link> changed = new ArrayList<>(links);
    List<GeneratedFailure> suppressed = new ArrayList<>(links.get(index).suppressed());
    suppressed.add(error);
    changed.set(index, links.get(index).suppressing(suppressed));
    return new GeneratedFailure(changed, cyclic);
  }

  /** With {@code wrappers} around it. */
  GeneratedFailure in(List<Link> wrappers) {
    return new GeneratedFailure(Stream.concat(wrappers.stream(), links.stream()).toList(), cyclic);
  }

  /** Smaller plans of the same sort, to find the smallest that still fails. */
  Stream<GeneratedFailure> smaller() {
    Stream.Builder<GeneratedFailure> smaller = Stream.builder();
    for (int i = 0; i < links.size(); i++) {
      Link link = links.get(i);
      if (links.size() > 1) {
        smaller.add(with(i, null));
      }
      for (int j = 0; j < link.frames().size(); j++) {
        smaller.add(
            with(
                i,
                new Link(
                    link.type(), link.message(), without(link.frames(), j), link.suppressed())));
      }
      for (int j = 0; j < link.suppressed().size(); j++) {
        smaller.add(with(i, link.suppressing(without(link.suppressed(), j))));
        for (GeneratedFailure each : link.suppressed().get(j).smaller().toList()) {
          List<GeneratedFailure> changed = new ArrayList<>(link.suppressed());
          changed.set(j, each);
          smaller.add(with(i, link.suppressing(changed)));
        }
      }
      if (link.message() != null) {
        smaller.add(with(i, link.saying(null)));
      }
    }
    if (cyclic) {
      smaller.add(new GeneratedFailure(links, false));
    }
    return smaller.build();
  }

  int size() {
    int size = cyclic ? 1 : 0;
    for (Link link : links) {
      size += 1 + link.frames().size() + (link.message() == null ? 0 : 1);
      size += link.suppressed().stream().mapToInt(each -> 1 + each.size()).sum();
    }
    return size;
  }

  private GeneratedFailure with(int index, Link link) {
    List<Link> changed = new ArrayList<>(links);
    if (link == null) {
      changed.remove(index);
    } else {
      changed.set(index, link);
    }
    return new GeneratedFailure(changed, cyclic);
  }

  private static <T> List<T> without(List<T> all, int index) {
    List<T> rest = new ArrayList<>(all);
    rest.remove(index);
    return rest;
  }
}
