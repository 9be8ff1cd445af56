package dev.fiberscope.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.index.RangeStatistics;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable.Kind;
import java.io.IOException;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class RangeStatisticsTest {
  private static final Session SESSION = sample();
  private static final SessionIndex INDEX = new SessionIndex(SESSION);

  private static Session sample() {
    try {
      return Ingest.open(IngestTest.SAMPLE, (_, _) -> {});
    } catch (IOException absent) {
      throw new ExceptionInInitializerError(absent);
    }
  }

  @Property(tries = 40)
  void aRangeAgreesWithLookingAtEverySpan(
      @ForAll @DoubleRange(max = 1) double some, @ForAll @DoubleRange(max = 1) double other) {
    long from = (long) (SESSION.duration() * Math.min(some, other));
    long to = (long) (SESSION.duration() * Math.max(some, other));
    long[] fiberNanos = new long[State.values().length];
    long waits = 0;
    long longest = 0;
    SpanTable spans = SESSION.spans();
    for (int row : spans.rows().toArray()) {
      long nanos = Math.min(to, spans.end(row)) - Math.max(from, spans.start(row));
      if (nanos > 0 && SESSION.threads().kind(spans.track(row)) == Kind.FIBER) {
        fiberNanos[spans.state(row).ordinal()] += nanos;
        switch (spans.state(row)) {
          case AWAY, PARKED, BLOCKED, PINNED -> {
            waits++;
            longest = Math.max(longest, nanos);
          }
          default -> {}
        }
      }
    }
    RangeStatistics statistics = RangeStatistics.of(SESSION, INDEX.sites(), from, to);
    assertThat(statistics.fiberNanos()).isEqualTo(fiberNanos);
    assertThat(statistics.waits().values().stream().mapToLong(RangeStatistics.Waits::count).sum())
        .isEqualTo(waits);
    assertThat(statistics.longest().stream().mapToLong(RangeStatistics.Wait::nanos).findFirst())
        .isEqualTo(waits == 0 ? OptionalLong.empty() : OptionalLong.of(longest));
    assertThat(statistics.carriers()).isEqualTo(SESSION.threads().rows(Kind.CARRIER).length);
  }
}
