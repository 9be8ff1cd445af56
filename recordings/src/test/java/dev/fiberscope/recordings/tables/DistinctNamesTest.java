package dev.fiberscope.recordings.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistinctNamesTest {
  @Test
  void asMuchOfThePathsAsTellsThemApart() {
    assertThat(DistinctNames.of(List.of(Path.of("a/x.jfr"), Path.of("a/y.jfr"))).values())
        .containsExactly("x.jfr", "y.jfr");
    assertThat(DistinctNames.of(List.of(Path.of("before/x.jfr"), Path.of("after/x.jfr"))).values())
        .containsExactly("before/x.jfr", "after/x.jfr");
    assertThat(DistinctNames.of(List.of(Path.of("x.jfr"), Path.of("./x.jfr"))).values())
        .containsExactly("x.jfr");
  }
}
