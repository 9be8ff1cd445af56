package dev.fiberscope.recordings.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.export.EventRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EventListTest {
  private static final Path SAMPLE = Path.of("samples/orders.jfr");
  private static final Path OTHER_JDK = Path.of("samples/jdk/jdk21-standard.jfr");

  /** What the export tells of every event, which walks the file without looking back. */
  private static List<EventRow> all(Path file) throws IOException {
    List<EventRow> rows = new ArrayList<>();
    new EventRows(file)
        .forEach(
            row ->
                rows.add(
                    new EventRow(
                        (Long) row[0],
                        (Long) row[1] - (Long) row[0],
                        (String) row[2],
                        row[3] instanceof Long id ? id : EventFilter.ANY_THREAD,
                        (String) row[4],
                        (String) row[5])));
    return rows;
  }

  private static List<EventRow> listed(Path file, EventFilter filter) throws IOException {
    try (EventList list = EventList.read(file, filter, _ -> {})) {
      List<EventRow> rows = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        rows.add(list.row(i));
      }
      assertThat(list.wanted()).isEqualTo(rows.size());
      return rows;
    }
  }

  @Test
  void listsWhatTheExportTellsInTheOrderOfTime() throws IOException {
    for (Path file : List.of(SAMPLE, OTHER_JDK)) {
      List<EventRow> expected = all(file);
      expected.sort(Comparator.comparingLong(EventRow::start));
      assertThat(listed(file, EventFilter.ALL)).isEqualTo(expected);
    }
  }

  @Test
  void listsWhatTheFilterWants() throws IOException {
    List<EventRow> all = all(SAMPLE);
    EventRow some =
        all.stream().filter(row -> row.type().equals("jdk.ThreadSleep")).findFirst().orElseThrow();
    long from = some.start();
    long to = from + 100_000_000;
    EventFilter filter = new EventFilter("jdk.ThreadSleep", some.threadId(), "TIME", from, to);
    List<EventRow> expected =
        all.stream()
            .filter(row -> row.type().equals("jdk.ThreadSleep"))
            .filter(row -> row.threadId() == some.threadId())
            .filter(row -> row.fields().contains("time"))
            .filter(row -> row.start() + row.nanos() >= from && row.start() < to)
            .sorted(Comparator.comparingLong(EventRow::start))
            .toList();
    assertThat(expected).isNotEmpty().hasSizeLessThan(all.size());
    assertThat(listed(SAMPLE, filter)).isEqualTo(expected);
    EventFilter nothing =
        new EventFilter("", EventFilter.ANY_THREAD, "no such words", 0, Long.MAX_VALUE);
    assertThat(listed(SAMPLE, nothing)).isEmpty();
  }

  @Test
  void countsEveryTypeWhateverIsWanted() throws IOException {
    var expected = new TreeMap<String, Long>();
    all(SAMPLE).forEach(row -> expected.merge(row.type(), 1L, Long::sum));
    EventFilter oneType =
        new EventFilter("jdk.ThreadPark", EventFilter.ANY_THREAD, "", 0, Long.MAX_VALUE);
    try (EventList list = EventList.read(SAMPLE, oneType, _ -> {})) {
      assertThat(list.types()).isEqualTo(expected);
      assertThat(list.size()).isEqualTo(expected.get("jdk.ThreadPark").intValue());
    }
  }

  @Test
  void findsTheFirstEventFromATimeOn() throws IOException {
    try (EventList list = EventList.read(SAMPLE, EventFilter.ALL, _ -> {})) {
      int middle = list.size() / 2;
      int found = list.firstFrom(list.row(middle).start());
      assertThat(list.row(found).start()).isEqualTo(list.row(middle).start());
      assertThat(found == 0 || list.row(found - 1).start() < list.row(found).start()).isTrue();
      assertThat(list.firstFrom(Long.MAX_VALUE)).isEqualTo(list.size());
    }
  }
}
