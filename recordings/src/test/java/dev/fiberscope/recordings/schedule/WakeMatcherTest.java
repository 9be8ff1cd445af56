package dev.fiberscope.recordings.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.schedule.SchedulingLog.Kind;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeTable.Wake;
import dev.fiberscope.recordings.store.Why;
import org.junit.jupiter.api.Test;

/** Small schedules whose truth is plain. */
class WakeMatcherTest {
  private static final long END = 10_000_000;

  private final SchedulingHarness in = new SchedulingHarness(END);
  private final int main = in.threads.rowOf(1, "main", false);
  private final int carrierA = in.carrier(2, "A");
  private final int carrierB = in.carrier(3, "B");
  private final int x = in.fiber(10, "x");
  private final int y = in.fiber(11, "y");
  private final int z = in.fiber(12, "z");

  private void began(int fiber, long time) {
    in.threads.started(fiber, time, ThreadTable.NO_THREAD);
    in.sign(fiber, time);
  }

  private void start(int by, long time) {
    in.log(Kind.START, by, time, time + 1);
  }

  @Test
  void aFiberBehindASpinningOneWaitsFromItsStartOn() {
    start(main, 100);
    start(main, 110);
    began(x, 201);
    in.log(Kind.OTHER, x, 4_999, 4_999);
    in.threads.ended(x, 4_999);
    in.slice(carrierA, 200, 5_000);
    began(y, 5_101);
    in.threads.ended(y, 5_150);
    in.slice(carrierA, 5_100, 5_200);
    Wake wake = in.wake(y, 5_100);
    assertThat(wake.time()).isEqualTo(110);
    assertThat(wake.waker()).isEqualTo(main);
    assertThat(in.at(y, 3_000)).isEqualTo(State.RUNNABLE);
    assertThat(in.queueLengths().most(4_000, 4_500)).isEqualTo(1);
    assertThat(in.scheduling.neverRan()).isZero();
  }

  @Test
  void whatNeverGotACarrierIsCounted() {
    start(main, 100);
    start(main, 110);
    start(main, 120);
    began(x, 201);
    in.slice(carrierA, 200, 5_000);
    in.spans();
    assertThat(in.scheduling.neverRan()).isEqualTo(2);
    assertThat(in.queueLengths().most(END - 1, END)).isEqualTo(2);
  }

  /** Both carriers wake somebody at the same time: each takes first from its own line. */
  @Test
  void aCarrierTakesFromItsOwnLineFirst() {
    began(x, 101);
    began(y, 103);
    // x on A wakes y, which then runs on A; z on B wakes x, which then runs on B.
    in.log(Kind.SUBMIT, x, 1_000, 1_001);
    in.slice(carrierA, 100, 1_100);
    in.log(Kind.YIELD, y, 150, 1_202);
    in.slice(carrierA, 1_200, 1_300);
    in.log(Kind.OTHER, y, 110, 110);
    in.slice(carrierB, 102, 160);
    in.log(Kind.OTHER, z, 300, 300);
    in.log(Kind.SUBMIT, z, 1_110, 1_111);
    in.slice(carrierB, 290, 1_190);
    in.log(Kind.YIELD, x, 1_050, 1_204);
    in.slice(carrierB, 1_203, 1_400);
    assertThat(in.wake(y, 1_200).waker()).isEqualTo(x);
    assertThat(in.wake(x, 1_203).waker()).isEqualTo(z);
  }

  @Test
  void aSleepThatWasOverCountsAsWaitingFromItsEnd() {
    began(x, 101);
    in.slice(carrierA, 100, 1_000);
    // The timer runs only when the carrier is free again.
    in.log(Kind.OTHER, y, 1_150, 1_150);
    in.slice(carrierA, 1_100, 2_000_000);
    in.log(Kind.SUBMIT_LAZILY, carrierA, 2_000_100, 2_000_101);
    in.log(Kind.YIELD, x, 990, 2_000_202);
    in.scheduling.waits().add(x, 980, 2_000_205, Why.SLEEP, 500_000);
    in.slice(carrierA, 2_000_200, 2_000_300);
    assertThat(in.at(x, 400_000)).isEqualTo(State.PARKED);
    assertThat(in.at(x, 1_500_000)).isEqualTo(State.RUNNABLE);
  }

  @Test
  void aTimerThatMayHaveBeenLateLeavesTheWaitOpen() {
    began(x, 101);
    in.log(Kind.TIMER, carrierA, 999, 999);
    in.slice(carrierA, 100, 1_000);
    in.log(Kind.OTHER, y, 1_150, 1_150);
    in.slice(carrierA, 1_100, 2_000_000);
    in.log(Kind.SUBMIT_LAZILY, carrierA, 2_000_100, 2_000_101);
    in.log(Kind.YIELD, x, 990, 2_000_202);
    in.scheduling.waits().add(x, 980, 2_000_205, Why.TIMED_PARK);
    in.slice(carrierA, 2_000_200, 2_000_300);
    assertThat(in.at(x, 1_500_000)).isEqualTo(State.AWAY);
    assertThat(in.at(x, 2_000_150)).isEqualTo(State.RUNNABLE);
  }

  @Test
  void withoutSubmitsAWaitIsParkedOrWaitingForACarrier() {
    began(x, 101);
    in.slice(carrierA, 100, 1_000);
    in.log(Kind.YIELD, x, 990, 2_002);
    in.slice(carrierA, 2_000, 3_000);
    SpanTable spans = in.spans();
    int span = spans.at(x, 1_500);
    assertThat(spans.state(span)).isEqualTo(State.AWAY);
    assertThat(spans.evidence(span)).isEqualTo(Evidence.INFERRED);
    assertThat(in.queueLengths().isRecorded()).isFalse();
  }

  /** A loses its processor while x leaves it; x has run on B and parked again before A says so. */
  @Test
  void aSliceThatEndsLateHidesNoWaitBehindIt() {
    began(x, 101);
    in.slice(carrierA, 100, 3_000);
    began(y, 103);
    in.slice(carrierB, 102, 160);
    in.log(Kind.SUBMIT, main, 1_500, 1_501);
    in.log(Kind.SUBMIT, main, 1_600, 1_601);
    in.log(Kind.YIELD, x, 900, 2_002);
    in.slice(carrierB, 2_000, 2_200);
    in.log(Kind.YIELD, y, 150, 2_302);
    in.slice(carrierB, 2_300, 2_400);
    in.log(Kind.SUBMIT, main, 4_000, 4_001);
    in.log(Kind.YIELD, x, 2_100, 5_002);
    in.slice(carrierB, 5_000, 5_100);
    assertThat(in.wake(x, 2_000).time()).isEqualTo(1_500);
    assertThat(in.wake(y, 2_300).time()).isEqualTo(1_600);
    assertThat(in.wake(x, 5_000).time()).isEqualTo(4_000);
  }

  @Test
  void whatIsWokenWhileItLeavesIsInLineAtOnce() {
    start(main, 50);
    began(x, 101);
    in.log(Kind.SUBMIT_LAZILY, carrierA, 995, 996);
    in.slice(carrierA, 100, 1_000);
    in.log(Kind.YIELD, x, 980, 5_002);
    in.slice(carrierA, 5_000, 6_000);
    assertThat(in.at(x, 3_000)).isEqualTo(State.RUNNABLE);
    assertThat(in.wake(x, 5_000).evidence()).isEqualTo(Evidence.DERIVED);
  }
}
