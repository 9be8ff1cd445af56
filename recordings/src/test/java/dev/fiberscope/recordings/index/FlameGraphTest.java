package dev.fiberscope.recordings.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.index.FlameGraph.Subject;
import dev.fiberscope.recordings.index.FlameGraph.Threads;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FlameGraphTest {
  private static Session session;
  private static Sites sites;

  @BeforeAll
  static void open() throws Exception {
    session = Ingest.open(Path.of("samples/orders.jfr"), (_, _) -> {});
    sites = new SessionIndex(session).sites();
  }

  @Test
  void theWidthOfItAllIsTheTimeOfTheState() {
    long from = session.duration() / 4;
    long to = session.duration() * 3 / 4;
    for (State state : new State[] {State.PARKED, State.BLOCKED, State.PINNED}) {
      FlameGraph graph =
          FlameGraph.of(session, sites, Threads.FIBERS, Subject.valueOf(state.name()), from, to);
      long[] nanos = new long[State.values().length];
      for (int fiber : session.threads().rows(Kind.FIBER)) {
        session.spans().addStateTimes(fiber, from, to, nanos);
      }
      assertThat(graph.root().weight() + graph.untold()).isEqualTo(nanos[state.ordinal()]);
      checkSums(graph.root());
    }
  }

  private static void checkSums(FlameNode node) {
    long callees = node.callees().stream().mapToLong(FlameNode::weight).sum();
    assertThat(callees).isLessThanOrEqualTo(node.weight());
    node.callees().forEach(FlameGraphTest::checkSums);
  }

  @Test
  void pinsAndSuspensionsTellTheirMethods() {
    FlameNode pinned =
        FlameGraph.of(session, sites, Threads.FIBERS, Subject.PINNED, 0, session.duration()).root();
    assertThat(pinned.weight()).isPositive();
    assertThat(names(pinned)).contains("NativeUpcall.call").doesNotContain("0x");
    FlameNode parked =
        FlameGraph.of(session, sites, Threads.FIBERS, Subject.PARKED, 0, session.duration()).root();
    assertThat(names(parked)).contains("Decode.suspend");
  }

  private static String names(FlameNode node) {
    StringBuilder names = new StringBuilder(node.name());
    node.callees().forEach(callee -> names.append(' ').append(names(callee)));
    return names.toString();
  }

  @Test
  void samplesOfFibersAreCounted() {
    FlameGraph ran =
        FlameGraph.of(session, sites, Threads.FIBERS, Subject.RAN, 0, session.duration());
    long ofFibers = 0;
    for (int row = 0; row < session.samples().count(); row++) {
      ofFibers += session.threads().kind(session.samples().thread(row)) == Kind.FIBER ? 1 : 0;
    }
    assertThat(ran.root().weight()).isEqualTo(ofFibers).isPositive();
  }

  @Test
  void everyPinHasTheStackTraceThatWasRecordedWithIt() {
    SpanTable spans = session.spans();
    int pinned = 0;
    for (int row : spans.rows().toArray()) {
      if (spans.state(row) == State.PINNED
          && session.threads().kind(spans.track(row)) == Kind.FIBER) {
        pinned++;
        assertThat(sites.stackTraceOf(row)).isNotEqualTo(StackTraceTable.NONE);
      }
    }
    assertThat(pinned).isPositive();
  }

  @Test
  void theTaskOfAFiberIsItsOutermostMethod() {
    int fiber = session.pins().get(0).thread();
    assertThat(sites.task(fiber)).isNotEmpty().doesNotStartWith("VirtualThread");
  }
}
