package io.hangup.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The logs that arguments name: files, folders with all in them but access logs, and patterns. Each
 * is read once, however often it is named.
 */
final class LogInputs {
  private static final String STANDARD_INPUT = "-";

  private static final Pattern LOG =
      Pattern.compile("(?i).*(?:log|out|err|txt|json|console|catalina|localhost|journal).*");

  private static final Pattern NO_LOG =
      Pattern.compile(
          "(?i)\\..*|.*access[._]log.*"
              + "|.*\\.(?:jar|war|zip|class|xml|properties|html?|jsp|js|css|png|java|pid|so)");

  private final List<LogInput> inputs = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final Set<Path> seen = new HashSet<>();

  private LogInputs() {}

  static LogInputs of(List<String> arguments) {
    LogInputs found = new LogInputs();
    arguments.forEach(found::add);
    return found;
  }

  List<LogInput> inputs() {
    return inputs;
  }

  /** What is named and cannot be read, with why. */
  List<String> missing() {
    return missing;
  }

  /** How large all of them are where they lie. */
  long size() {
    return inputs.stream().mapToLong(LogInput::size).sum();
  }

  private void add(String argument) {
    if (argument.equals(STANDARD_INPUT)) {
      inputs.add(new LogInput("standard input", null));
      return;
    }
    try {
      Path path = Path.of(argument);
      if (Files.isDirectory(path)) {
        addAll(path);
      } else if (Files.exists(path)) {
        add(path);
      } else if (argument.matches(".*[*?\\[{].*")) {
        addMatching(argument);
      } else {
        missing.add(argument + " cannot be read: there is no such file");
      }
    } catch (InvalidPathException | IOException e) {
      missing.add(argument + " cannot be read: " + e);
    }
  }

  private void add(Path path) throws IOException {
    if (seen.add(path.toRealPath())) {
      inputs.add(new LogInput(path.toString(), path));
    }
  }

  private void addAll(Path folder) throws IOException {
    List<Path> logs = filesBelow(folder).stream().filter(LogInputs::isLog).toList();
    if (logs.isEmpty()) {
      missing.add(folder + " has no log in it");
    }
    addEach(logs);
  }

  private void addMatching(String pattern) throws IOException {
    int wild = pattern.replaceFirst("[*?\\[{].*", "").length();
    int slash = pattern.lastIndexOf('/', wild);
    Path folder = Path.of(slash < 0 ? "." : slash == 0 ? "/" : pattern.substring(0, slash));
    PathMatcher matcher =
        FileSystems.getDefault().getPathMatcher("glob:" + (slash < 0 ? "./" : "") + pattern);
    List<Path> files = Files.isDirectory(folder) ? filesBelow(folder) : List.of();
    List<Path> logs = files.stream().filter(matcher::matches).toList();
    if (logs.isEmpty()) {
      missing.add(pattern + " cannot be read: no file matches");
    }
    addEach(logs);
  }

  private void addEach(List<Path> logs) throws IOException {
    for (Path each : logs) {
      add(each);
    }
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** By the name: an access log has no stack trace in it, and what is hidden is none. */
  private static boolean isLog(Path file) {
    String name = file.getFileName().toString();
    return LOG.matcher(name).matches() && !NO_LOG.matcher(name).matches();
  }
}
