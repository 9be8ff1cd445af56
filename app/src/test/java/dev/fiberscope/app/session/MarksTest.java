package dev.fiberscope.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarksTest {
  private static final OpenSession OPEN = Samples.orders();

  @TempDir private Path folder;
  private final List<String> problems = new ArrayList<>();
  private SessionModel model;
  private MarksViewModel marks;

  @BeforeEach
  void open() {
    model = new SessionModel();
    marks = new MarksViewModel(model, new MarkStore(folder.resolve("marks")), problems::add);
    model.show(OPEN);
  }

  @Test
  void onlyTheLastMarkInPassingStays() {
    marks.mark(1_000);
    marks.mark(2_000);
    assertThat(marks.marks()).containsExactly(new Mark(2_000, "", false));
    marks.mark(Long.MAX_VALUE);
    assertThat(marks.marks().getFirst().time()).isEqualTo(OPEN.session().duration());
  }

  @Test
  void keptMarksAreThereAgainInOrderWithTheirNotes() {
    marks.mark(5_000);
    marks.keep(marks.passing().orElseThrow(), " slow: why? \u00e4 ");
    marks.mark(1_000);
    marks.keep(marks.passing().orElseThrow(), "");
    marks.mark(3_000);
    assertThat(problems).isEmpty();
    SessionModel again = new SessionModel();
    MarksViewModel reopened =
        new MarksViewModel(again, new MarkStore(folder.resolve("marks")), problems::add);
    again.show(OPEN);
    assertThat(reopened.marks())
        .containsExactly(new Mark(1_000, "", true), new Mark(5_000, "slow: why? \u00e4", true));
    reopened.marks().forEach(reopened::remove);
    assertThat(folder.resolve("marks")).isEmptyDirectory();
  }

  @Test
  void oneWalksFromMarkToMark() {
    for (long time : new long[] {10, 20, 30}) {
      marks.mark(time);
      marks.keep(marks.passing().orElseThrow(), "");
    }
    assertThat(marks.neighbour(20, 1).orElseThrow().time()).isEqualTo(30);
    assertThat(marks.neighbour(20, -1).orElseThrow().time()).isEqualTo(10);
    assertThat(marks.neighbour(30, 1)).isEmpty();
  }

  @Test
  void aDamagedFileCostsOnlyWhatIsDamaged() throws IOException {
    marks.mark(7);
    marks.keep(marks.passing().orElseThrow(), "good");
    Path file;
    try (var files = Files.list(folder.resolve("marks"))) {
      file = files.findFirst().orElseThrow();
    }
    Files.writeString(file, Files.readString(file) + "time.1=soon\nnote.1=bad\n");
    assertThat(new MarkStore(folder.resolve("marks")).load(OPEN.session()))
        .containsExactly(new Mark(7, "good", true));
  }

  @Test
  void aFolderThatCannotBeWrittenIsToldInASentence() throws IOException {
    Files.writeString(folder.resolve("marks"), "a file where the folder should be");
    marks.mark(7);
    marks.keep(marks.passing().orElseThrow(), "note");
    assertThat(problems).singleElement().asString().contains("could not be kept");
    assertThat(marks.marks()).hasSize(1);
  }
}
