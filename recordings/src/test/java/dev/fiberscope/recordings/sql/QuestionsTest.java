package dev.fiberscope.recordings.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT 1; SELECT 2|SELECT 1/SELECT 2",
        "SELECT 1;|SELECT 1",
        "SELECT 'a;b'; SELECT \"c;d\"|SELECT 'a;b'/SELECT \"c;d\"",
        "SELECT 1 -- no; comment|SELECT 1 -- no; comment",
        "SELECT 1 x; /* a; b */ ; SELECT 3|SELECT 1 x/SELECT 3",
        "SELECT $$a;b$$; SELECT $t$;$t$|SELECT $$a;b$$/SELECT $t$;$t$",
        "SELECT 'it''s; one'|SELECT 'it''s; one'",
        "SELECT 'not closed; 1|SELECT 'not closed/1",
        ";;|``"
      })
  void aSemicolonEndsAQuestionUnlessItIsQuoted(String text, String questions) {
    assertThat(String.join("/", Questions.of(text))).isEqualTo(questions);
  }
}
