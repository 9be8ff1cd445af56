package dev.fiberscope.app.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.store.Session;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecodeRowTest {
  private static List<DecodeRow> rows(String sample) throws Exception {
    Session session = Ingest.open(Path.of("../recordings/samples", sample), (_, _) -> {});
    return DecodeRow.worst(session);
  }

  @Test
  void theLongestOfManyAreListedFirst() throws Exception {
    List<DecodeRow> rows = rows("orders.jfr");
    assertThat(rows).hasSize(500);
    assertThat(rows).isSortedAccordingTo((a, b) -> Long.compare(b.nanos(), a.nanos()));
    assertThat(rows).allMatch(row -> row.outcome().equals("decoded") && row.bytes() > 0);
    assertThat(rows.getFirst().waits()).isPositive();
  }

  @Test
  void thoseThatWentWrongStandBeforeThem() throws Exception {
    List<DecodeRow> rows = rows("hazards.jfr");
    assertThat(rows).hasSize(256);
    long wrong = rows.stream().filter(row -> !row.outcome().equals("decoded")).count();
    assertThat(wrong).isPositive();
    assertThat(rows.getFirst().outcome()).contains("an error was swallowed");
  }
}
