package dev.fiberscope.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.index.StateDensity;
import dev.fiberscope.recordings.store.QueueLengths;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The recording that people are told to open first. */
class SampleTest {
  @Test
  void itIsSmallAndShowsWhatItPromises() throws Exception {
    assertThat(Files.size(IngestTest.SAMPLE)).isLessThan(2_000_000);
    Session session = Ingest.open(IngestTest.SAMPLE, (_, _) -> {});
    assertThat(session.threads().rows(ThreadTable.Kind.FIBER)).hasSize(160);
    assertThat(session.threads().rows(ThreadTable.Kind.CARRIER)).hasSize(4);
    assertThat(session.decodes().count()).isEqualTo(1_600);
    assertThat(session.matchQuality()).isGreaterThan(0.995);
    assertThat(session.pins().count()).isPositive();
    // There are 160 fibers, of which some always run, and none waits when all have ended.
    QueueLengths queues = session.queueLengths();
    assertThat(queues.most(0, session.duration())).isBetween(50, 160);
    assertThat(queues.most(session.duration() - 1, session.duration())).isLessThan(5);
  }

  @Test
  void densityAddsUpToTheTimeInEachState() throws Exception {
    Session session = Ingest.open(IngestTest.SAMPLE, (_, _) -> {});
    StateDensity density = StateDensity.of(session, 500);
    double bucketNanos = session.duration() / 500.0;
    double counted = 0;
    for (int bucket = 0; bucket < density.buckets(); bucket++) {
      counted += density.fibers(State.RUNNING, bucket) * bucketNanos;
    }
    double truth = 0;
    for (int row : session.spans().rows().toArray()) {
      boolean fiber = session.threads().kind(session.spans().track(row)) == ThreadTable.Kind.FIBER;
      if (fiber && session.spans().state(row) == State.RUNNING) {
        truth += session.spans().duration(row);
      }
    }
    assertThat(counted / truth).isBetween(0.999, 1.001);
  }
}
