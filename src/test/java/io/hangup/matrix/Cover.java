package io.hangup.matrix;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A part of the full matrix in which every two values meet that meet in the whole: what goes wrong
 * with one value, or with two together, is seen in it. It is derived from the matrix: each time the
 * row with the most pairs that are still missing, the first of them in the matrix's order; at the
 * end those go again whose pairs the others have.
 */
final class Cover {
  /** Whether no more than this is to run, as with {@code -Pcover}. */
  static final boolean IS_ALL_THAT_RUNS = Boolean.getBoolean("hangup.cover");

  private Cover() {}

  /** The rows of the cover on {@code run}; {@code hangup.rows} chooses. */
  static List<Row> rows(Run run) {
    return Whole.COVER.stream()
        .filter(choice -> choice.run().equals(run))
        .map(Choice::row)
        .filter(Choice::isChosen)
        .toList();
  }

  /** The cover of {@code all}; the same for the same, in the same order. */
  static List<Choice> of(List<Choice> all) {
    Set<String> missing = pairs(all.stream());
    List<Choice> left = new ArrayList<>(all);
    List<Choice> cover = new ArrayList<>();
    while (!missing.isEmpty()) {
      Choice best = null;
      long most = 0;
      List<Choice> useful = new ArrayList<>();
      for (Choice choice : left) {
        long gain = choice.pairs().stream().filter(missing::contains).count();
        if (gain > 0) {
          useful.add(choice);
        }
        if (gain > most) {
          most = gain;
          best = choice;
        }
      }
      cover.add(best);
      best.pairs().forEach(missing::remove);
      left = useful;
    }
    return withoutTheNeedless(cover);
  }

  /** The pairs of all of these. */
  static Set<String> pairs(Stream<Choice> choices) {
    Set<String> pairs = new HashSet<>();
    choices.map(Choice::pairs).forEach(pairs::addAll);
    return pairs;
  }

  private static List<Choice> withoutTheNeedless(List<Choice> cover) {
    List<Choice> needed = new ArrayList<>(cover);
    for (Choice choice : cover) {
      Set<String> others = pairs(needed.stream().filter(other -> !other.equals(choice)));
      if (others.containsAll(choice.pairs())) {
        needed.remove(choice);
      }
    }
    return needed;
  }

  /** Derived once. */
  private static final class Whole {
    static final List<Choice> COVER = of(Choice.all(Run.all()));
  }
}
