package dev.fiberscope.recordings.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.export.EventRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

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

  @Example
  void listsWhatTheExportTellsInTheOrderOfTime() throws IOException {
    for (Path file : List.of(SAMPLE, OTHER_JDK)) {
      List<EventRow> expected = all(file);
      expected.sort(Comparator.comparingLong(EventRow::start));
      assertThat(listed(file, EventFilter.ALL)).isEqualTo(expected);
    }
  }

  @Example
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

  @Example
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

  @Property(tries = 40)
  void aDamagedFileHasRowsThatSaySo(@ForAll long seed) throws IOException {
    byte[] bytes = Files.readAllBytes(SAMPLE);
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      bytes[100 + random.nextInt(bytes.length - 100)] = (byte) random.nextInt();
    }
    Path damaged = Files.write(Files.createTempFile("damaged", ".jfr"), bytes);
    try (EventList list = EventList.read(damaged, EventFilter.ALL, _ -> {})) {
      for (int i = 0; i < list.size(); i++) {
        EventRow row = list.row(i);
        assertThat(row.type().isEmpty())
            .isEqualTo(row.fields().equals("cannot be read in the file"));
      }
    } finally {
      Files.delete(damaged);
    }
  }

  @Example
  void whatTheFilterWantsIsExportedAsItIsListed() throws IOException {
    EventFilter filter =
        new EventFilter("jdk.ThreadPark", EventFilter.ANY_THREAD, "pool", 0, Long.MAX_VALUE);
    List<String> exported = new ArrayList<>();
    new EventRows(SAMPLE, filter).forEach(row -> exported.add((String) row[5]));
    assertThat(exported)
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            listed(SAMPLE, filter).stream().map(EventRow::fields).toList());
  }

  @Example
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
