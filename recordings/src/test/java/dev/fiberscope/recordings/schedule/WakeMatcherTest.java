package dev.fiberscope.recordings.schedule;

import static dev.fiberscope.recordings.schedule.SchedulingLog.Kind.SLICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.schedule.SchedulingLog.Kind;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.PinTable;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeTable;
import dev.fiberscope.recordings.store.WakeTable.Wake;
import dev.fiberscope.recordings.store.Why;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Small schedules whose truth is plain. */
class WakeMatcherTest {
  private static final long END = 10_000_000;

  private final Storage storage = Storage.ofSession();
  private final ThreadTable threads = new ThreadTable(storage);
  private final int main = threads.rowOf(1, "main", false);
  private final int carrierA = threads.rowOf(2, "A", false);
  private final int carrierB = threads.rowOf(3, "B", false);
  private final int x = threads.rowOf(10, "x", true);
  private final int y = threads.rowOf(11, "y", true);
  private final int z = threads.rowOf(12, "z", true);
  private final SchedulingLog log = new SchedulingLog(storage);
  private final WaitLog waits = new WaitLog(storage);

  private Schedule schedule() {
    return Schedule.derive(
        storage,
        storage,
        log,
        waits,
        threads,
        new PinTable(),
        new Slices(storage),
        new WakeTable(storage),
        END);
  }

  private static Wake wake(Schedule schedule, int fiber, long mounted) {
    WakeTable wakes = schedule.wakes();
    return IntStream.range(0, wakes.count())
        .mapToObj(wakes::get)
        .filter(wake -> wake.thread() == fiber && wake.mounted() == mounted)
        .findFirst()
        .orElseThrow();
  }

  private static State at(Schedule schedule, int fiber, long time) {
    return schedule.spans().state(schedule.spans().at(fiber, time));
  }

  private void began(int fiber, long time) {
    threads.started(fiber, time, ThreadTable.NO_THREAD);
    log.add(Kind.OTHER, fiber, time, time);
  }

  private void start(int by, long time) {
    log.add(Kind.START, by, time, time + 1);
  }

  private void slice(int carrier, long start, long end) {
    log.add(SLICE, carrier, start, end);
  }

  @Test
  void aFiberBehindASpinningOneWaitsFromItsStartOn() {
    start(main, 100);
    start(main, 110);
    began(x, 201);
    log.add(Kind.OTHER, x, 4_999, 4_999);
    threads.ended(x, 4_999);
    slice(carrierA, 200, 5_000);
    began(y, 5_101);
    threads.ended(y, 5_150);
    slice(carrierA, 5_100, 5_200);
    Schedule schedule = schedule();
    Wake wake = wake(schedule, y, 5_100);
    assertThat(wake.time()).isEqualTo(110);
    assertThat(wake.waker()).isEqualTo(main);
    assertThat(at(schedule, y, 3_000)).isEqualTo(State.RUNNABLE);
    assertThat(schedule.queueLengths().most(4_000, 4_500)).isEqualTo(1);
    assertThat(schedule.neverRan()).isZero();
  }

  @Test
  void whatNeverGotACarrierIsCounted() {
    start(main, 100);
    start(main, 110);
    start(main, 120);
    began(x, 201);
    slice(carrierA, 200, 5_000);
    Schedule schedule = schedule();
    assertThat(schedule.neverRan()).isEqualTo(2);
    assertThat(schedule.queueLengths().most(END - 1, END)).isEqualTo(2);
  }

  /** Both carriers wake somebody at the same time: each takes first from its own line. */
  @Test
  void aCarrierTakesFromItsOwnLineFirst() {
    began(x, 101);
    began(y, 103);
    // x on A wakes y, which then runs on A; z on B wakes x, which then runs on B.
    log.add(Kind.SUBMIT, x, 1_000, 1_001);
    slice(carrierA, 100, 1_100);
    log.add(Kind.YIELD, y, 150, 1_202);
    slice(carrierA, 1_200, 1_300);
    log.add(Kind.OTHER, y, 110, 110);
    slice(carrierB, 102, 160);
    log.add(Kind.OTHER, z, 300, 300);
    log.add(Kind.SUBMIT, z, 1_110, 1_111);
    slice(carrierB, 290, 1_190);
    log.add(Kind.YIELD, x, 1_050, 1_204);
    slice(carrierB, 1_203, 1_400);
    Schedule schedule = schedule();
    assertThat(wake(schedule, y, 1_200).waker()).isEqualTo(x);
    assertThat(wake(schedule, x, 1_203).waker()).isEqualTo(z);
  }

  @Test
  void aSleepThatWasOverCountsAsWaitingFromItsEnd() {
    began(x, 101);
    slice(carrierA, 100, 1_000);
    // The timer runs only when the carrier is free again.
    log.add(Kind.OTHER, y, 1_150, 1_150);
    slice(carrierA, 1_100, 2_000_000);
    log.add(Kind.SUBMIT_LAZILY, carrierA, 2_000_100, 2_000_101);
    log.add(Kind.YIELD, x, 990, 2_000_202);
    waits.add(x, 980, 2_000_205, Why.SLEEP, 500_000);
    slice(carrierA, 2_000_200, 2_000_300);
    Schedule schedule = schedule();
    assertThat(at(schedule, x, 400_000)).isEqualTo(State.PARKED);
    assertThat(at(schedule, x, 1_500_000)).isEqualTo(State.RUNNABLE);
  }

  @Test
  void aTimerThatMayHaveBeenLateLeavesTheWaitOpen() {
    threads.markCarrier(carrierA);
    began(x, 101);
    log.add(Kind.TIMER, carrierA, 999, 999);
    slice(carrierA, 100, 1_000);
    log.add(Kind.OTHER, y, 1_150, 1_150);
    slice(carrierA, 1_100, 2_000_000);
    log.add(Kind.SUBMIT_LAZILY, carrierA, 2_000_100, 2_000_101);
    log.add(Kind.YIELD, x, 990, 2_000_202);
    waits.add(x, 980, 2_000_205, Why.TIMED_PARK);
    slice(carrierA, 2_000_200, 2_000_300);
    Schedule schedule = schedule();
    assertThat(at(schedule, x, 1_500_000)).isEqualTo(State.AWAY);
    assertThat(at(schedule, x, 2_000_150)).isEqualTo(State.RUNNABLE);
  }

  @Test
  void withoutSubmitsAWaitIsParkedOrWaitingForACarrier() {
    began(x, 101);
    slice(carrierA, 100, 1_000);
    log.add(Kind.YIELD, x, 990, 2_002);
    slice(carrierA, 2_000, 3_000);
    Schedule schedule = schedule();
    SpanTable spans = schedule.spans();
    int span = spans.at(x, 1_500);
    assertThat(spans.state(span)).isEqualTo(State.AWAY);
    assertThat(spans.evidence(span)).isEqualTo(Evidence.INFERRED);
    assertThat(schedule.queueLengths().isRecorded()).isFalse();
  }

  @Test
  void whatIsWokenWhileItLeavesIsInLineAtOnce() {
    start(main, 50);
    began(x, 101);
    log.add(Kind.SUBMIT_LAZILY, carrierA, 995, 996);
    slice(carrierA, 100, 1_000);
    log.add(Kind.YIELD, x, 980, 5_002);
    slice(carrierA, 5_000, 6_000);
    Schedule schedule = schedule();
    assertThat(at(schedule, x, 3_000)).isEqualTo(State.RUNNABLE);
    assertThat(wake(schedule, x, 5_000).evidence()).isEqualTo(Evidence.DERIVED);
  }
}
