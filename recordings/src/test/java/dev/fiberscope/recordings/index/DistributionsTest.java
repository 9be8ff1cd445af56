package dev.fiberscope.recordings.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable.Kind;
import java.nio.file.Path;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DistributionsTest {
  private static final int PARTS = 50;

  @Test
  void theWholeSessionAgreesWithItsSpans() throws Exception {
    Session session = Ingest.open(Path.of("samples/orders.jfr"), (_, _) -> {});
    Distributions all = Distributions.of(session, 0, session.duration(), PARTS);
    long[] nanos = new long[State.values().length];
    for (int fiber : session.threads().rows(Kind.FIBER)) {
      session.spans().addStateTimes(fiber, 0, session.duration(), nanos);
    }
    all.byState()
        .forEach(
            (state, durations) -> assertThat(durations.sum()).isEqualTo(nanos[state.ordinal()]));
    assertThat(all.carriers()).hasSize(session.threads().rows(Kind.CARRIER).length);
    for (var carrier : all.carriers()) {
      double busy = LongStream.of(carrier.nanos()).sum() / (double) session.duration();
      assertThat(DoubleStream.of(carrier.busy()).average().orElseThrow())
          .isCloseTo(busy, offset(0.001));
      assertThat(carrier.slices()).isEqualTo((int) session.spans().count(carrier.thread()));
    }
  }
}
