package io.hangup.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The part of the matrix that runs on every change leaves out no two values that meet. */
class CoverTest {
  private static final List<Choice> ALL = Choice.all(Run.all());
  private static final List<Choice> COVER = Cover.of(ALL);

  @Test
  void hasEveryPairOfTheFullMatrix() {
    assertThat(Cover.pairs(COVER.stream())).isEqualTo(Cover.pairs(ALL.stream()));
  }

  @Test
  void isOfTheFullMatrix() {
    assertThat(names(ALL)).containsAll(names(COVER)).doesNotHaveDuplicates();
  }

  @Test
  void isTheSameEachTime() {
    assertThat(names(Cover.of(Choice.all(Run.all())))).isEqualTo(names(COVER));
  }

  @Test
  void isSmallAndOtherLanguagesHaveATenth() {
    assertThat(COVER.size()).isLessThan(ALL.size() * 11 / 100);
    for (String language : List.of("de_DE.UTF-8", "zh_CN.UTF-8")) {
      assertThat(inLanguage(COVER, language))
          .isPositive()
          .isLessThanOrEqualTo(inLanguage(ALL, language) * 12 / 100);
    }
  }

  @Test
  void runsEverywhere() {
    assertThat(COVER.stream().map(Choice::run).distinct())
        .containsExactlyInAnyOrderElementsOf(Run.all().toList());
  }

  @Test
  void hasNoRowThatTheOthersMakeNeedless() {
    for (Choice choice : COVER) {
      Stream<Choice> others = COVER.stream().filter(other -> !other.equals(choice));
      assertThat(Cover.pairs(others).containsAll(choice.pairs())).as(choice.name()).isFalse();
    }
  }

  private static List<String> names(List<Choice> choices) {
    return choices.stream().map(Choice::name).toList();
  }

  private static long inLanguage(List<Choice> choices, String locale) {
    return choices.stream().filter(choice -> choice.run().locale().equals(locale)).count();
  }
}
