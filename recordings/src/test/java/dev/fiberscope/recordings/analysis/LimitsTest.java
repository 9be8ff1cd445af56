package dev.fiberscope.recordings.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fiberscope.recordings.rules.Rules;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
  private static Limit limit(String id) {
    return Rules.ALL.stream()
        .flatMap(rule -> rule.limits().stream())
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "carrier-pinned.behind=5ms, carrier-pinned.behind, 5000000",
    "carrier-pinned.behind = 1.5 s, carrier-pinned.behind, 1500000000",
    "carrier-pinned.share=35%, carrier-pinned.share, 35",
    "huge-length.claimed=2 KiB, huge-length.claimed, 2048",
    "tiny-chunks.suspensions=7, tiny-chunks.suspensions, 7"
  })
  void settingsAreReadWithTheirUnits(String setting, String id, long value) {
    assertThat(Limits.parse(List.of(setting), Rules.ALL).of(limit(id))).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "carrier-pinned.behind=5, no value",
    "carrier-pinned.behind, no value",
    "carrier-pinned.behind=-5ms, no value",
    "carrier-pinned.behind=5 parsecs, no value",
    "no-such.limit=5, There is no limit"
  })
  void whatIsNoneIsASentence(String setting, String sentence) {
    assertThatThrownBy(() -> Limits.parse(List.of(setting), Rules.ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence)
        .hasMessageEndingWith(".");
  }

  @Test
  void everyRuleHasAnIdOfItsOwnAndSaysWhatToDo() {
    Map<String, Long> ids =
        Rules.ALL.stream()
            .map(rule -> rule.text().id())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(ids.values()).containsOnly(1L);
    for (Rule rule : Rules.ALL) {
      assertThat(rule.text().remedy()).endsWith(".");
      assertThat(rule.limits()).allMatch(each -> each.id().startsWith(rule.text().id() + "."));
    }
  }
}
