package dev.fiberscope.recordings.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.schedule.SchedulingLog.Kind;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.Why;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanDeriverTest {
  private final SchedulingHarness in = new SchedulingHarness(1_000);
  private final int carrier = in.carrier(1, "carrier");
  private final int fiber = in.fiber(10, "fiber");

  /** A slice of the fiber. */
  private void slice(long start, long end) {
    in.sign(fiber, end - 1);
    in.slice(carrier, start, end);
  }

  private void yielded(long start, long end) {
    in.log(Kind.YIELD, fiber, start, end);
  }

  @Test
  void aYieldBetweenSlicesIsAParkAndAWakeEndsIt() {
    in.threads.started(fiber, 5, ThreadTable.NO_THREAD);
    in.threads.ended(fiber, 80);
    slice(10, 20);
    yielded(19, 62);
    in.scheduling.woken(fiber, carrier, 50, "chunk");
    slice(60, 80);
    assertThat(in.states(fiber))
        .containsExactly(
            "5-10 RUNNABLE RECORDED",
            "10-20 RUNNING DERIVED",
            "20-50 PARKED DERIVED PARK",
            "50-60 RUNNABLE RECORDED",
            "60-80 RUNNING DERIVED");
  }

  @Test
  void aWakeBeforeTheUnmountMakesAllOfTheGapRunnable() {
    in.threads.ended(fiber, 80);
    slice(10, 20);
    yielded(18, 62);
    in.scheduling.woken(fiber, carrier, 19, "chunk");
    slice(60, 80);
    assertThat(in.states(fiber)).contains("20-60 RUNNABLE RECORDED");
  }

  @Test
  void leavingTheCarrierWithoutAYieldIsAMonitor() {
    in.threads.ended(fiber, 80);
    slice(10, 20);
    slice(60, 80);
    assertThat(in.states(fiber)).contains("20-60 AWAY INFERRED MONITOR");
  }

  @Test
  void whatEnclosesTheYieldTellsWhy() {
    WaitLog waits = in.scheduling.waits();
    in.threads.ended(fiber, 100);
    slice(10, 20);
    yielded(19, 32);
    waits.add(fiber, 17, 33, Why.SLEEP);
    slice(30, 40);
    yielded(39, 52);
    waits.add(fiber, 38, 53, Why.TIMED_PARK);
    slice(50, 60);
    yielded(59, 72);
    waits.add(fiber, 58, 73, Why.YIELD);
    slice(70, 80);
    waits.add(fiber, 91, 91, Why.WAIT);
    slice(90, 100);
    assertThat(in.states(fiber))
        .contains(
            "20-30 AWAY INFERRED SLEEP",
            "40-50 AWAY INFERRED TIMED_PARK",
            "60-70 RUNNABLE DERIVED YIELD",
            "80-90 AWAY INFERRED WAIT");
  }

  @Test
  void aYieldThatReturnedInAMissingSliceLeavesTheRestUnknown() {
    in.threads.ended(fiber, 80);
    slice(10, 20);
    // In a buffer of its own: nothing tells where.
    slice(60, 80);
    yielded(19, 40);
    assertThat(in.states(fiber)).contains("20-40 AWAY INFERRED PARK", "40-60 UNKNOWN INFERRED");
  }

  @Test
  void aPinSplitsTheSliceOnBothTracks() {
    in.threads.ended(fiber, 40);
    slice(10, 40);
    in.scheduling.pinned(new Pin(fiber, carrier, 20, 30, "LockSupport.park", "Native frame", -1));
    List<String> expected =
        List.of("10-20 RUNNING DERIVED", "20-30 PINNED RECORDED", "30-40 RUNNING DERIVED");
    assertThat(in.states(fiber)).isEqualTo(expected);
    assertThat(in.states(carrier)).isEqualTo(expected);
  }

  @Test
  void aPinWithoutSlicesStandsAlone() {
    // Of fibers of the JDK's carriers single events tell.
    int own = in.fiber(-10, "own");
    in.scheduling.pinned(new Pin(own, carrier, 20, 30, "LockSupport.park", "Native frame", -1));
    in.scheduling.pinned(new Pin(fiber, carrier, 40, 50, "LockSupport.park", "Native frame", -1));
    assertThat(in.states(own)).containsExactly("20-30 PINNED RECORDED");
    assertThat(in.states(fiber)).isEmpty();
    assertThat(in.states(carrier))
        .containsExactly("20-30 PINNED RECORDED", "40-50 PINNED RECORDED");
  }

  @Test
  void aFiberThatNeverEndedMostLikelyStillWaits() {
    slice(10, 20);
    assertThat(in.states(fiber)).last().isEqualTo("20-1000 AWAY INFERRED");
  }

  @Test
  void aSliceOfAnUnknownFiberShowsOnItsCarrier() {
    in.slice(carrier, 10, 20);
    assertThat(in.states(carrier)).containsExactly("10-20 RUNNING RECORDED");
  }
}
