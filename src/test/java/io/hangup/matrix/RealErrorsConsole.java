package io.hangup.matrix;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server logged and printed for one real error, without what differs from run to run: time
 * stamps, names of threads, ports, hash codes and ids.
 *
 * @param items records, and traces that were printed
 */
record RealErrorsConsole(List<String> items) {
  private static final Pattern HEADER =
      Pattern.compile("^\\d\\d-\\w{3}-\\d{4} [\\d:.]+ (\\w+) \\[[^\\]]*\\] ");
  private static final Pattern PORT = Pattern.compile("(127\\.0\\.0\\.1|localhost)([/:]+)\\d{2,5}");
  private static final Pattern ID =
      Pattern.compile(
          String.join(
              "|",
              "@[0-9a-f]{3,8}(:\\d+)?\\b",
              "(?<=native socket \\[)[\\d,]+(?=\\])",
              "(?<=GeneratedMethodAccessor)\\d+",
              "(?<=session \\[)[0-9a-f-]+(?=\\])",
              "(?<=Connection \\[)[0-9a-f]+(?=\\])"));

  /** Tomcat's WebSocket client says how long it had to write. */
  private static final Pattern MILLIS =
      Pattern.compile(
          "(?<=passed to this method was \\[)[\\d,]+|(?<=used for the write was \\[)\\d+");

  private static final Pattern END = Pattern.compile("END \\d+");

  /** The number of a case, where its text is quoted. */
  private static final Pattern TASK = Pattern.compile("\\b\\d+(,[A-Z_]+,[A-Z_]+,[A-Z_]+),[\\d,]+");

  /** The Valve's own frame, or that of the one which stands in its place. */
  private static final Pattern VALVE_FRAME =
      Pattern.compile(
          "^(\\s+at )io\\.hangup\\.(DisconnectValve|matrix\\.RealErrorsValve)\\.invoke\\(.*\\)$");

  /** Tomcat's code in which a client's hang-up is found. */
  private static final Pattern SOCKET_CODE =
      Pattern.compile(
          "at org\\.apache\\.tomcat\\.util\\.net\\.[\\w$]*(Nio|Apr)[\\w$]*(Channel\\.(read|write)"
              + "|SocketWrapper(\\$\\w+)*\\.(fillReadBuffer|read|write\\w*|doWrite\\w*))\\(");

  /**
   * What only a real error has in its trace: where it was made or shown, or that it was suppressed,
   * if it was made in a thread that shows nothing of the application.
   */
  private static final Pattern REAL_ERROR =
      Pattern.compile("io\\.hangup\\.matrix\\.real\\.(RealError\\.fail\\(|Way\\b)|Suppressed: ");

  /** What no console has in it. */
  private static final String BETWEEN = "\u001e";

  static RealErrorsConsole of(String console) {
    List<String> items = new ArrayList<>();
    StringBuilder item = new StringBuilder();
    String before = "";
    for (String line : console.lines().filter(each -> !END.matcher(each).matches()).toList()) {
      boolean header = HEADER.matcher(line).find();
      boolean afterTrace = isFrame(before) && !isTraceLine(line);
      if ((header || afterTrace) && item.length() > 0) {
        items.add(item.toString());
        item.setLength(0);
      }
      item.append(normal(line)).append('\n');
      before = line;
    }
    if (item.length() > 0) {
      items.add(item.toString());
    }
    return new RealErrorsConsole(items);
  }

  private static boolean isFrame(String line) {
    String words = line.strip();
    return line.startsWith("\t") && (words.startsWith("at ") || words.startsWith("... "));
  }

  private static boolean isTraceLine(String line) {
    return line.startsWith("\t") || line.startsWith("Caused by: ");
  }

  private static String normal(String line) {
    String text = HEADER.matcher(line).replaceFirst("TIME $1 [thread] ");
    text = PORT.matcher(text).replaceAll("$1$2PORT");
    text = TASK.matcher(text).replaceAll("N$1");
    text = VALVE_FRAME.matcher(text).replaceFirst("$1VALVE");
    text = MILLIS.matcher(text).replaceAll("MILLIS");
    return ID.matcher(text).replaceAll("ID");
  }

  /** The items without those of the client's own hang-up, which the application has no part in. */
  RealErrorsConsole withoutHangUps() {
    return new RealErrorsConsole(
        items.stream()
            .filter(item -> REAL_ERROR.matcher(item).find() || !SOCKET_CODE.matcher(item).find())
            .toList());
  }

  /** The items without the frames of their traces: what they say, and in which exceptions. */
  RealErrorsConsole withoutFrames() {
    return new RealErrorsConsole(
        items.stream()
            .map(item -> item.lines().filter(line -> !isFrame(line)).collect(joining("\n")))
            .toList());
  }

  /** These items and one more. */
  RealErrorsConsole and(String item) {
    return new RealErrorsConsole(Stream.concat(items.stream(), Stream.of(item + "\n")).toList());
  }

  /** This as it is kept. */
  String kept() {
    return String.join(BETWEEN, items);
  }

  static RealErrorsConsole fromKept(String kept) {
    return new RealErrorsConsole(kept.isEmpty() ? List.of() : List.of(kept.split(BETWEEN, -1)));
  }

  /** Whether the case has not run as it was to. */
  boolean isBroken() {
    return items.isEmpty() || didNotHappen();
  }

  /**
   * Whether its client, or its server, never came to the end, or the client's reset came after the
   * write that it was to meet.
   */
  boolean didNotHappen() {
    return items.stream()
        .anyMatch(item -> item.contains("NO END") || item.contains("DID NOT FAIL"));
  }

  String text() {
    return String.join("", items);
  }
}
