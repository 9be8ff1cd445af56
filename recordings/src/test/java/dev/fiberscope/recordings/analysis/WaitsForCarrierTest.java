package dev.fiberscope.recordings.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WaitsForCarrierTest {
  private record Wait(long start, long end) {}

  private static List<Wait> waits(Session session) {
    List<Wait> waits = new ArrayList<>();
    SpanTable spans = session.spans();
    for (int fiber : session.threads().rows(ThreadTable.Kind.FIBER)) {
      for (int row = spans.first(fiber); row != SpanTable.NONE; row = spans.next(row)) {
        if (spans.state(row) == State.RUNNABLE) {
          waits.add(new Wait(spans.start(row), spans.end(row)));
        }
      }
    }
    return waits;
  }

  @Test
  void anyStretchIsAnsweredAsByLookingAtEveryWait() throws Exception {
    Session session = Ingest.open(Path.of("samples", "orders.jfr"), (_, _) -> {});
    WaitsForCarrier counted = WaitsForCarrier.of(session);
    List<Wait> waits = waits(session);
    SplittableRandom random = new SplittableRandom(7);
    // Longer stretches may know of more than spans do: the scheduler's lines.
    long longest = (long) (3 * session.queueLengths().partNanos());
    for (int i = 0; i < 2_000; i++) {
      long from = random.nextLong(session.duration());
      long to = from + 1 + random.nextLong(longest);
      long nanos =
          waits.stream()
              .mapToLong(
                  wait -> Math.max(0, Math.min(to, wait.end()) - Math.max(from, wait.start())))
              .sum();
      assertThat(counted.nanos(from, to)).isCloseTo(nanos, Offset.offset(2_000L));
      assertThat(counted.atOnce(from, to)).isEqualTo(atOnce(waits, from, to));
    }
  }

  private static long atOnce(List<Wait> waits, long from, long to) {
    List<Wait> there =
        waits.stream().filter(wait -> wait.start() < to && wait.end() > from).toList();
    long most = there.stream().filter(wait -> wait.start() <= from).count();
    for (Wait begins : there) {
      if (begins.start() > from) {
        most =
            Math.max(
                most,
                there.stream()
                    .filter(each -> each.start() <= begins.start() && each.end() > begins.start())
                    .count());
      }
    }
    return most;
  }
}
