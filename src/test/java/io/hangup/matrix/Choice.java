package io.hangup.matrix;

import io.hangup.fixture.Connector;
import io.hangup.fixture.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A row of the full matrix: on which Tomcat, in which language, and which hang-up. */
record Choice(Run run, Row row) {
  private static final Pattern CHOSEN = Pattern.compile(System.getProperty("hangup.rows", ""));

  /** The rows of the full matrix on {@code run}; {@code hangup.rows} chooses. */
  static List<Row> rows(Run run) {
    return allOn(run).filter(Choice::isChosen).toList();
  }

  static boolean isChosen(Row row) {
    return CHOSEN.matcher(row.name()).find();
  }

  /** The full matrix. */
  static List<Choice> all(Stream<Run> runs) {
    return runs.flatMap(run -> allOn(run).map(row -> new Choice(run, row))).toList();
  }

  private static Stream<Row> allOn(Run run) {
    Platform platform = run.platform();
    return Stream.of(WebSocketRows.all(), Http1Rows.all(), Http2Rows.all(), AjpRows.all())
        .flatMap(List::stream)
        .filter(row -> platform.has(row.connector()))
        .filter(row -> platform == Platform.STANDARD || !AjpRows.contain(row))
        .map(row -> AprRows.on(platform, row));
  }

  /**
   * The pairs of values that occur together in it. Any two of its axes make one, but for language:
   * that only changes a message's text, from which the kind is read. So it is paired with the ways
   * to hang up, with the connectors, and with the kinds over each connector, and with no place.
   */
  List<String> pairs() {
    Connector connector = row.connector();
    String tomcat = "tomcat " + run.version() + ' ' + run.platform();
    List<String> axes =
        List.of("place " + row.place(), "abort " + row.abort(), "connector " + connector, tomcat);
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      for (int j = i + 1; j < axes.size(); j++) {
        pairs.add(axes.get(i) + " x " + axes.get(j));
      }
    }
    String language = "language " + run.locale();
    pairs.add(language + " x " + axes.get(1));
    pairs.add(language + " x " + axes.get(2));
    pairs.add(language + " x " + tomcat);
    pairs.add(language + " x kind " + new TreeSet<>(row.expected()) + " over " + connector);
    return pairs;
  }

  String name() {
    return run.file() + " | " + row.name();
  }
}
