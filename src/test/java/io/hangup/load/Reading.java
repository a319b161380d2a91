package io.hangup.load;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a server has used and holds, as it says itself; see {@code ProbeServlet}. */
public record Reading(Map<String, Long> values) {
  /** As it answers. */
  public static Reading of(String lines) {
    return new Reading(
        lines
            .lines()
            .map(line -> line.split(" ", -1))
            .collect(Collectors.toMap(word -> word[0], word -> Long.valueOf(word[1]))));
  }

  /** What it says of {@code item}. */
  public long of(Item item) {
    return values.get(item.name().toLowerCase(Locale.ROOT));
  }

  /** How much more it is than it was. */
  long since(Reading before, Item item) {
    return of(item) - before.of(item);
  }

  /** What can be asked for. */
  public enum Item {
    /** Nanoseconds of the processors, of the whole process. */
    CPU,
    /** Bytes, of all threads there have been. */
    ALLOCATED,
    /** Sessions and asynchronous requests, as the application knows them. */
    OPEN,
    /** What a registry was told of. */
    OPENED,
    DROPPED,
    DISCONNECTS,
    /** Bytes of the old generation. */
    HEAP,
    THREADS,
    DESCRIPTORS,
    HANDLERS
  }
}
