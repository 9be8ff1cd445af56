package dev.fiberscope.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.engine.fiber.Carriers;
import dev.fiberscope.engine.workload.OrdersWorkload;
import dev.fiberscope.engine.workload.OrdersWorkload.Scale;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.source.FlightSettings;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.SuspensionTable.Suspension;
import dev.fiberscope.recordings.store.ThreadTable;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fibers that are no threads are joined with their carriers, decodes and bytes like any other. */
@Timeout(120)
class OwnCarriersTest {
  private static final int ORDERS = 600;
  private static final int FIBERS = 60;
  private static final int TRIES = 5;

  @TempDir private static Path folder;
  private static Session session;
  private static SessionIndex index;

  @BeforeAll
  static void recordTheWorkload() throws Exception {
    Path file = folder.resolve("carriers.jfr");
    // Who is to be pinned is, unless its bytes are there before it asks.
    for (int tries = 0;
        tries < TRIES && (session == null || session.pins().count() == 0);
        tries++) {
      record(file);
      session = Ingest.open(file, (_, _) -> {});
    }
    index = new SessionIndex(session);
  }

  private static void record(Path file) throws Exception {
    String jfc = FlightSettings.of(Level.STANDARD).toJfc();
    try (Carriers runtime = Carriers.of(2);
        Recording recording = new Recording(Configuration.create(new StringReader(jfc)))) {
      new OrdersWorkload(new Scale(1_000, 50, 16, 0), runtime).run(_ -> {});
      recording.start();
      int right = new OrdersWorkload(new Scale(ORDERS, FIBERS, 16, 9), runtime).run(_ -> {});
      assertThat(right).isEqualTo(ORDERS);
      // A slice is recorded when it is over, which is after its fiber has ended.
      runtime.awaitIdle();
      recording.stop();
      recording.dump(file);
    }
  }

  @Test
  void everySliceIsRecordedWithItsFiber() {
    assertThat(session.matchQuality()).isEqualTo(1);
    SpanTable spans = session.spans();
    Set<State> seen = new HashSet<>();
    int fibers = 0;
    for (int fiber : session.threads().rows(ThreadTable.Kind.FIBER)) {
      if (!session.threads().name(fiber).startsWith("fiber-")) {
        continue;
      }
      fibers++;
      assertThat(session.threads().name(session.threads().parent(fiber))).isEqualTo("main");
      for (int row = spans.first(fiber); row != SpanTable.NONE; row = spans.next(row)) {
        seen.add(spans.state(row));
        if (row != spans.first(fiber)) {
          assertThat(spans.start(row)).isGreaterThanOrEqualTo(spans.end(spans.previous(row)));
        }
        if (spans.state(row) == State.RUNNING) {
          assertThat(spans.evidence(row)).isEqualTo(Evidence.RECORDED);
          assertThat(session.threads().name(spans.link(row))).startsWith("carrier-");
        }
      }
    }
    assertThat(fibers).isEqualTo(FIBERS);
    assertThat(seen).contains(State.RUNNING, State.RUNNABLE, State.PARKED, State.PINNED);
  }

  @Test
  void everySuspensionLiesInItsFibersLife() {
    assertThat(session.decodes().count()).isEqualTo(ORDERS);
    assertThat(session.suspensions().count()).isGreaterThan(20);
    for (int row = 0; row < session.suspensions().count(); row++) {
      Suspension suspension = session.suspensions().get(row);
      int fiber = suspension.thread();
      assertThat(session.decodes().thread(suspension.decode())).isEqualTo(fiber);
      int span = session.spans().at(fiber, (suspension.time() + suspension.resumed()) / 2);
      assertThat(span).as("%s", suspension).isNotNegative();
      assertThat(session.spans().state(span))
          .isIn(State.PARKED, State.RUNNABLE, State.PINNED, State.RUNNING);
      assertThat(
              index.arrived(
                  session.decodes().get(suspension.decode()), Long.MAX_VALUE, Long.MAX_VALUE))
          .isNotEmpty();
    }
  }
}
