package dev.fiberscope.recordings.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.index.FlameNode;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable.Kind;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class WaitDifferenceTest {
  private static Side side(String sample) throws Exception {
    Session session = Ingest.open(Path.of("samples", sample), (_, _) -> {});
    return Side.of(session, new SessionIndex(session), List.of());
  }

  @Test
  void nothingOfEitherVanishes() throws Exception {
    Side before = side("hazards.jfr");
    Side after = side("orders.jfr");
    FlameNode both = WaitDifference.of(before, after);
    assertThat((double) both.before()).isCloseTo(waited(before), Percentage.withPercentage(0.01));
    assertThat((double) both.after()).isCloseTo(waited(after), Percentage.withPercentage(0.01));
    FlameNode parked = callee(both, "parked");
    assertThat(parked.callees()).anyMatch(each -> each.growth() == 1);
    assertThat(parked.callees()).anyMatch(each -> each.growth() == -1);
  }

  @Test
  void whatIsTheSameDidNotGrow() throws Exception {
    Side orders = side("orders.jfr");
    unchanged(WaitDifference.of(orders, orders));
  }

  private static void unchanged(FlameNode node) {
    assertThat(node.growth()).isZero();
    node.callees().forEach(WaitDifferenceTest::unchanged);
  }

  private static FlameNode callee(FlameNode of, String name) {
    return of.callees().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  /** ns in each second, counted from the spans. */
  private static double waited(Side side) {
    long[] nanos = new long[State.values().length];
    for (int fiber : side.session().threads().rows(Kind.FIBER)) {
      side.session().spans().addStateTimes(fiber, side.from(), side.to(), nanos);
    }
    long waited =
        nanos[State.PARKED.ordinal()]
            + nanos[State.BLOCKED.ordinal()]
            + nanos[State.PINNED.ordinal()];
    return waited / side.seconds();
  }
}
