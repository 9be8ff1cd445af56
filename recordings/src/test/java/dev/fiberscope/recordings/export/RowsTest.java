package dev.fiberscope.recordings.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.ThreadTable.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RowsTest {
  private static Session session;

  @BeforeAll
  static void open() throws Exception {
    session = Ingest.open(Path.of("samples/orders.jfr"), (_, _) -> {});
  }

  private static List<Object[]> rows(Rows table) throws IOException {
    List<Object[]> rows = new ArrayList<>();
    table.forEach(
        values -> {
          assertThat(values).hasSameSizeAs(table.columns()).doesNotContainNull();
          rows.add(values.clone());
        });
    return rows;
  }

  @Test
  void whatShowsIsEverySpanThatLiesInTheTime() throws IOException {
    long from = session.duration() / 3;
    long to = session.duration() / 2;
    int expected = 0;
    SpanTable spans = session.spans();
    for (int row : spans.rows().toArray()) {
      expected += spans.end(row) > from && spans.start(row) < to ? 1 : 0;
    }
    List<Object[]> shown = rows(new ShownRows(session, from, to));
    assertThat(shown).hasSizeBetween(expected, expected + session.threads().count());
    assertThat(shown).extracting(row -> row[2]).contains("carrier", "fiber");
    assertThat(rows(new ShownRows(session, 0, session.duration() + 1)))
        .hasSize(spans.rows().toArray().length);
  }

  @Test
  void everyUseOfAStackIsARow() throws IOException {
    List<Object[]> uses = rows(new StackUseRows(session));
    assertThat(uses).hasSize(session.pool().uses());
    assertThat(uses).extracting(row -> row[4]).contains("Order");
  }

  @Test
  void everyFiberAndEveryCounterIsARow() throws IOException {
    assertThat(rows(SessionRows.fibers(session)))
        .hasSize(session.threads().rows(Kind.FIBER).length);
    assertThat(rows(new CounterRows(session))).hasSize(1_000);
  }
}
