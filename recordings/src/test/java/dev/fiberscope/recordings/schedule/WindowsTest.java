package dev.fiberscope.recordings.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.schedule.SchedulingLog.Kind;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeSink;
import org.junit.jupiter.api.Test;

/** What is settled window by window, and what goes on meanwhile. */
class WindowsTest {
  private static final WakeSink NOBODY = (_, _, _, _, _, _) -> {};

  private final SchedulingHarness in = new SchedulingHarness(10_000_000);
  private final int main = in.threads.rowOf(1, "main", false);
  private final int carrier = in.carrier(2, "A");
  private final int x = in.fiber(10, "x");
  private final int y = in.fiber(11, "y");

  private void began(int fiber, long time) {
    in.threads.started(fiber, time, ThreadTable.NO_THREAD);
    in.sign(fiber, time);
  }

  @Test
  void aParkedFiberIsParkedUntilItIsKnownToGoOn() {
    in.log(Kind.START, main, 50, 51);
    began(x, 101);
    in.sign(x, 199);
    in.slice(carrier, 100, 200);
    in.scheduling.settle(1_000);
    SpanTable soFar = in.spansSoFar(1_000, NOBODY);
    assertThat(SchedulingHarness.states(soFar, x))
        .containsExactly(
            "50-100 RUNNABLE DERIVED", "100-200 RUNNING DERIVED", "200-1000 PARKED INFERRED");
    in.log(Kind.SUBMIT, main, 5_000, 5_001);
    in.log(Kind.YIELD, x, 190, 6_010);
    in.slice(carrier, 6_000, 6_100);
    in.scheduling.settle(9_000);
    SpanTable later = in.spansSoFar(9_000, NOBODY);
    assertThat(SchedulingHarness.states(later, x))
        .containsExactly(
            "50-100 RUNNABLE DERIVED",
            "100-200 RUNNING DERIVED",
            "200-5000 PARKED DERIVED PARK",
            "5000-6000 RUNNABLE INFERRED",
            "6000-6100 RUNNING DERIVED",
            "6100-9000 PARKED INFERRED");
    // Who has the picture from before sees what it saw.
    assertThat(soFar.end(soFar.last(x))).isEqualTo(1_000);
  }

  @Test
  void aSliceThatLastsForWindowsRunsFromItsFirstSignOnAndThenFromItsStart() {
    in.log(Kind.START, main, 50, 51);
    in.log(Kind.MOUNT, carrier, 105, 106);
    began(x, 110);
    in.scheduling.settle(1_000);
    SpanTable soFar = in.spansSoFar(1_000, NOBODY);
    assertThat(SchedulingHarness.states(soFar, x))
        .containsExactly("50-105 RUNNABLE DERIVED", "105-1000 RUNNING INFERRED");
    assertThat(SchedulingHarness.states(soFar, carrier))
        .containsExactly("105-1000 RUNNING INFERRED");
    in.scheduling.settle(2_000);
    in.sign(x, 2_900);
    in.slice(carrier, 100, 3_000);
    assertThat(in.states(x)).startsWith("50-100 RUNNABLE DERIVED", "100-3000 RUNNING DERIVED");
    assertThat(in.wake(x, 100).waker()).isEqualTo(main);
  }

  @Test
  void whoWaitsBehindALongSliceIsInLineInEveryWindow() {
    in.log(Kind.START, main, 50, 51);
    in.log(Kind.START, main, 60, 61);
    in.log(Kind.MOUNT, carrier, 105, 106);
    began(x, 110);
    in.scheduling.settle(1_000);
    assertThat(in.scheduling.neverRan()).isEqualTo(1);
    in.scheduling.settle(9_000);
    assertThat(in.scheduling.queueLengths(9_000).most(3_000, 8_000)).isEqualTo(1);
    in.sign(x, 9_900);
    in.threads.ended(x, 9_900);
    in.slice(carrier, 100, 10_000);
    began(y, 10_110);
    in.slice(carrier, 10_100, 10_200);
    assertThat(in.states(y).getFirst()).isEqualTo("60-10100 RUNNABLE DERIVED");
    assertThat(in.scheduling.neverRan()).isZero();
    assertThat(in.at(y, 1_500)).isEqualTo(State.RUNNABLE);
  }

  @Test
  void whatComesLateIsPlacedAsFarAsItFits() {
    began(x, 101);
    in.sign(x, 199);
    in.slice(carrier, 100, 200);
    in.scheduling.settle(1_000);
    // Told after its time was settled.
    in.sign(y, 160);
    in.slice(carrier, 150, 300);
    assertThat(in.states(carrier)).contains("200-300 RUNNING DERIVED");
  }
}
