package dev.fiberscope.app.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.session.Settings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionHistoryTest {
  @TempDir private Path folder;

  @Test
  void oneWalksBackAndWhatWasTypedComesBack() {
    QuestionHistory history = new QuestionHistory(new Settings(folder.resolve("s")));
    assertThat(history.older("typed")).isEmpty();
    history.add("a");
    history.add("b");
    history.add("a");
    assertThat(history.asked()).containsExactly("a", "b");
    assertThat(history.older("typed")).contains("a");
    assertThat(history.older("a")).contains("b");
    assertThat(history.older("b")).isEmpty();
    assertThat(history.newer()).contains("a");
    assertThat(history.newer()).contains("typed");
    assertThat(history.newer()).isEmpty();
    assertThat(history.older("a")).as("what still stands there is passed over").contains("b");
    assertThat(history.newer()).contains("a");
    assertThat(history.newer()).isEmpty();
  }

  @Test
  void questionsAreThereAtTheNextStart() {
    Path file = folder.resolve("s");
    QuestionHistory history = new QuestionHistory(new Settings(file));
    for (int i = 0; i < 40; i++) {
      history.add("SELECT\n" + i);
    }
    assertThat(new QuestionHistory(new Settings(file)).asked())
        .hasSize(30)
        .startsWith("SELECT\n39")
        .endsWith("SELECT\n10");
  }
}
