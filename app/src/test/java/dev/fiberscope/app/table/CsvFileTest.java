package dev.fiberscope.app.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.recordings.export.RowList;
import dev.fiberscope.recordings.export.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {
  private static final Background AT_ONCE = new Background(Runnable::run, Runnable::run);

  @TempDir private Path folder;
  private final List<String> problems = new ArrayList<>();

  @Test
  void rowsAreQuotedWhereTheyMustBe() throws IOException {
    Path file = folder.resolve("table.csv");
    Rows rows =
        new RowList(List.of("name", "count"), List.<Object[]>of(new Object[] {"a, \"b\"", 7L}));
    CsvFile.save(rows, file, AT_ONCE, problems::add);
    assertThat(problems).isEmpty();
    assertThat(Files.readString(file)).isEqualTo("name,count\n\"a, \"\"b\"\"\",7\n");
  }

  @Test
  void aTableThatFailsHalfWayLeavesTheFileAsItWas() throws IOException {
    Path file = Files.writeString(folder.resolve("table.csv"), "before");
    Rows broken =
        new Rows() {
          @Override
          public List<String> columns() {
            return List.of("n");
          }

          @Override
          public void forEach(Taker taker) throws IOException {
            taker.row(1L);
            throw new IOException("the recording is gone");
          }
        };
    CsvFile.save(broken, file, AT_ONCE, problems::add);
    assertThat(problems).singleElement().asString().contains("the recording is gone");
    assertThat(Files.readString(file)).isEqualTo("before");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
