package dev.fiberscope.app.flame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.fiberscope.app.Samples;
import dev.fiberscope.app.flame.FlamePlan.Cell;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.recordings.index.FlameGraph;
import dev.fiberscope.recordings.index.FlameGraph.Subject;
import dev.fiberscope.recordings.index.FlameGraph.Threads;
import dev.fiberscope.recordings.index.FlameNode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class FlamePlanTest {
  private static final OpenSession OPEN = Samples.orders();
  private static final FlameNode ROOT =
      FlameGraph.of(
              OPEN.session(),
              OPEN.index().sites(),
              Threads.FIBERS,
              Subject.PARKED,
              0,
              OPEN.session().duration())
          .root();

  @Property(tries = 50)
  void widthsAreSharesAndNothingLiesBesideItsCaller(
      @ForAll @DoubleRange(min = 1, max = 2_000) double width) {
    FlamePlan plan = FlamePlan.of(ROOT, width);
    for (Cell cell : plan.cells()) {
      double share = cell.node().weight() / (double) ROOT.weight();
      assertThat(cell.width()).isCloseTo(width * share, offset(1e-6));
      plan.caller(cell)
          .ifPresent(caller -> assertThat(caller.node().callees()).contains(cell.node()));
      assertThat(plan.at(cell.x() + cell.width() / 2, cell.depth())).contains(cell);
    }
  }

  @Example
  void aNarrowFrameIsShownWhenOneZoomsToIt() {
    FlameNode narrow = ROOT;
    while (!narrow.callees().isEmpty()) {
      narrow = narrow.callees().getLast();
    }
    assertThat(FlamePlan.of(narrow, 500).cells().getFirst().width()).isEqualTo(500);
  }

  @Example
  void oneWalksByKeysToEveryNeighbour() {
    FlamePlan plan = FlamePlan.of(ROOT, 1_000);
    Cell root = plan.cells().getFirst();
    Cell callee = plan.callee(root).orElseThrow();
    assertThat(plan.caller(callee)).contains(root);
    plan.beside(callee, 1).ifPresent(right -> assertThat(plan.beside(right, -1)).contains(callee));
    assertThat(plan.beside(root, 1)).isEmpty();
  }
}
