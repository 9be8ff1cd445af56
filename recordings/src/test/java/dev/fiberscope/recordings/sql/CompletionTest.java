package dev.fiberscope.recordings.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.sql.SqlDatabase.Described;
import dev.fiberscope.recordings.sql.SqlDatabase.DescribedColumn;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {
  private static final List<Described> SCHEMA =
      List.of(table("pin", "thread", "start_ns"), table("thread", "name", "start_ns", "task"));

  private static Described table(String name, String... columns) {
    return new Described(
        name,
        "",
        false,
        Stream.of(columns).map(each -> new DescribedColumn(each, "BIGINT", "")).toList());
  }

  /** A bar stands where the caret is. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "FROM p|; pin",
        "from |; pin thread",
        "SELECT sta| FROM pin; start_ns",
        "SELECT t| FROM pin; thread THEN",
        "SELECT q.s| FROM pin AS q JOIN thread ON q.thread = thread.thread; start_ns",
        "SELECT thread.| FROM pin JOIN thread USING (thread); name start_ns task",
        "SELECT thread.n| FROM pin JOIN thread USING (thread); name",
        "SEL|; SELECT",
        "SELECT xyz|; ''"
      })
  void whatFitsIsOffered(String question, String names) {
    int caret = question.indexOf('|');
    Completion completion = Completion.of(question.replace("|", ""), caret, SCHEMA);
    assertThat(String.join(" ", completion.names())).isEqualTo(names);
    assertThat(question.substring(completion.from(), caret)).matches("\\w*");
  }
}
