package io.hangup.matrix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server logged and printed for one real error, without what differs from run to run: time
 * stamps, names of threads, ports and ids.
 *
 * @param items records, and traces that were printed
 */
record RealErrorsConsole(List<String> items) {
  private static final Pattern HEADER =
      Pattern.compile("^\\d\\d-\\w{3}-\\d{4} [\\d:.]+ (\\w+) \\[[^\\]]*\\] ");
  private static final Pattern PORT = Pattern.compile("(127\\.0\\.0\\.1|localhost)([/:]+)\\d{2,5}");
  private static final Pattern ID =
      Pattern.compile(
          "(?<=passed to this method was \\[)[\\d,]+|@[0-9a-f]{3,8}\\b|(?<=GeneratedMethodAccessor)\\d+|(?<=session \\[)[0-9a-f-]+(?=\\])");
  private static final Pattern END = Pattern.compile("END \\d+");

  /** The number of a case, where its text is quoted. */
  private static final Pattern TASK = Pattern.compile("\\b\\d+(,[A-Z_]+,[A-Z_]+,[A-Z_]+),[\\d,]+");

  private static final Pattern VALVE_FRAME =
      Pattern.compile(
          "\t+at io\\.hangup\\.DisconnectValve\\.invoke\\(DisconnectValve\\.java:\\d+\\)");
  private static final Pattern MORE = Pattern.compile("(\t*)\\.\\.\\. (\\d+) more");

  /** Tomcat's code in which a client's hang-up is found. */
  private static final Pattern SOCKET_CODE =
      Pattern.compile(
          "at org\\.apache\\.tomcat\\.util\\.net\\.[\\w$]*Nio[\\w$]*(Channel\\.(read|write)"
              + "|SocketWrapper(\\$\\w+)*\\.(fillReadBuffer|read|write\\w*|doWrite))\\(");

  static RealErrorsConsole of(String console) {
    List<String> items = new ArrayList<>();
    StringBuilder item = new StringBuilder();
    String before = "";
    for (String line : console.lines().filter(each -> !END.matcher(each).matches()).toList()) {
      boolean header = HEADER.matcher(line).find();
      boolean afterTrace = isFrame(before) && !isTraceLine(line);
      if ((header || afterTrace) && item.length() > 0) {
        items.add(withoutValveFrame(item.toString()));
        item.setLength(0);
      }
      item.append(normal(line)).append('\n');
      before = line;
    }
    if (item.length() > 0) {
      items.add(withoutValveFrame(item.toString()));
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
    return ID.matcher(text).replaceAll("ID");
  }

  /**
   * The one frame of the Valve's own, and what follows from it: a cause's trace that shares it with
   * its effect's has one frame more in common.
   */
  private static String withoutValveFrame(String item) {
    List<String> lines = item.lines().toList();
    long seen = lines.stream().filter(line -> VALVE_FRAME.matcher(line).matches()).count();
    return seen == 1 ? withoutValveFrame(lines) : item;
  }

  private static String withoutValveFrame(List<String> lines) {
    StringBuilder text = new StringBuilder();
    // Whether the last trace with an indentation has the frame, by itself or in common.
    Map<Integer, Boolean> has = new HashMap<>();
    boolean enclosingHas = false;
    int depth = 0;
    int after = after(lines);
    for (String line : lines) {
      Matcher more = MORE.matcher(line);
      if (VALVE_FRAME.matcher(line).matches()) {
        has.put(depth, true);
        continue;
      }
      String words = line.stripLeading();
      if (words.startsWith("Caused by: ") || words.startsWith("Suppressed: ")) {
        depth = line.length() - words.length();
        enclosingHas = has.getOrDefault(words.startsWith("S") ? depth - 1 : depth, false);
        has.put(depth, false);
      } else if (line.startsWith("\t") && !words.startsWith("at ") && !more.matches()) {
        depth = line.length() - words.length();
      }
      if (more.matches() && enclosingHas && Integer.parseInt(more.group(2)) > after) {
        has.put(depth, true);
        int count = Integer.parseInt(more.group(2)) - 1;
        text.append(more.group(1)).append("... ").append(count).append(" more\n");
      } else {
        text.append(line).append('\n');
      }
    }
    return text.toString();
  }

  /** The number of frames after the Valve's. */
  private static int after(List<String> lines) {
    int frames = 0;
    boolean seen = false;
    for (String line : lines) {
      if (seen && !line.stripLeading().startsWith("at ")) {
        break;
      }
      frames += seen ? 1 : 0;
      seen |= VALVE_FRAME.matcher(line).matches();
    }
    return frames;
  }

  /** The items without those of the client's own hang-up, which the application has no part in. */
  RealErrorsConsole withoutHangUps() {
    return new RealErrorsConsole(
        items.stream()
            .filter(
                item ->
                    item.contains("io.hangup.matrix.real.RealError.fail(")
                        || !SOCKET_CODE.matcher(item).find())
            .toList());
  }

  String text() {
    return String.join("", items);
  }
}
