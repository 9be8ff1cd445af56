package dev.fiberscope.recordings.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.schedule.ExactLog.Kind;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeTable;
import dev.fiberscope.recordings.store.WakeTable.Wake;
import dev.fiberscope.recordings.store.Why;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExactScheduleTest {
  private static final int RUNNING = 2;
  private static final int PARKING = 3;
  private static final int YIELDING = 10;
  private static final int BLOCKING = 12;
  private static final int AFTER_YIELD = 0;
  private static final int START = 1;
  private static final int UNPARK = 2;

  private final SchedulingHarness in = new SchedulingHarness(1_000);
  private final int main = in.threads.rowOf(9, "main", false);
  private final int carrier = in.carrier(1, "carrier");
  private final int other = in.carrier(2, "other");
  private final int fiber = in.fiber(10, "fiber");
  private final int waker = in.fiber(11, "waker");

  @BeforeEach
  void names() {
    in.scheduling.exactNames(
        "2=RUNNING,3=PARKING,10=YIELDING,12=BLOCKING,13=BLOCKED", "afterYield,start,unpark");
  }

  private void say(Kind kind, int thread, int of, long time, int detail) {
    in.scheduling.exact().add(kind, thread, of, time, detail);
  }

  private void slice(int on, int of, long begin, long end, int state) {
    say(Kind.BEGIN, on, of, begin, 0);
    say(Kind.END, on, of, end, state);
  }

  @Test
  void aLifeIsToldAsItWas() {
    say(Kind.RUNNABLE, main, fiber, 10, START);
    slice(carrier, fiber, 15, 20, PARKING);
    say(Kind.RUNNABLE, main, fiber, 40, UNPARK);
    slice(other, fiber, 50, 60, RUNNING);
    assertThat(in.states(fiber))
        .containsExactly(
            "10-15 RUNNABLE RECORDED",
            "15-20 RUNNING RECORDED",
            "20-40 PARKED RECORDED PARK",
            "40-50 RUNNABLE RECORDED",
            "50-60 RUNNING RECORDED");
    assertThat(in.fiberOn(carrier, 15)).isEqualTo(fiber);
    assertThat(in.wake(fiber, 15).reason()).isEqualTo(WakeTable.STARTED);
    Wake wake = in.wake(fiber, 50);
    assertThat(wake.waker()).isEqualTo(main);
    assertThat(wake.time()).isEqualTo(40);
    assertThat(in.threads.start(fiber)).isEqualTo(10);
    assertThat(in.scheduling.slices()).isEqualTo(2);
  }

  @Test
  void aFiberWakesUnderTheNameOfItsCarrierOnJdk21() {
    slice(carrier, fiber, 10, 20, PARKING);
    say(Kind.BEGIN, other, waker, 25, 0);
    say(Kind.RUNNABLE, other, fiber, 30, UNPARK);
    say(Kind.END, other, waker, 35, PARKING);
    slice(carrier, fiber, 40, 50, PARKING);
    assertThat(in.wake(fiber, 40).waker()).isEqualTo(waker);
  }

  @Test
  void whoLetsAFiberGoOnBeforeItHasLeftIsItsWaker() {
    say(Kind.BEGIN, carrier, fiber, 10, 0);
    say(Kind.UNPARK, main, fiber, 15, 0);
    say(Kind.END, carrier, fiber, 20, PARKING);
    say(Kind.RUNNABLE, carrier, fiber, 21, AFTER_YIELD);
    slice(carrier, fiber, 30, 40, PARKING);
    assertThat(in.wake(fiber, 30).waker()).isEqualTo(main);
  }

  @Test
  void whoYieldsWaitsForACarrierAtOnce() {
    slice(carrier, fiber, 10, 20, YIELDING);
    say(Kind.RUNNABLE, carrier, fiber, 21, AFTER_YIELD);
    slice(carrier, fiber, 30, 40, PARKING);
    assertThat(in.states(fiber))
        .contains("20-21 RUNNABLE RECORDED YIELD", "21-30 RUNNABLE RECORDED YIELD");
  }

  @Test
  void anEndThatIsSaidTwiceIsOneEnd() {
    say(Kind.BEGIN, carrier, fiber, 10, 0);
    say(Kind.END, carrier, fiber, 20, PARKING);
    say(Kind.END, carrier, fiber, 21, PARKING);
    say(Kind.RUNNABLE, main, fiber, 30, UNPARK);
    slice(carrier, fiber, 40, 50, PARKING);
    assertThat(in.states(fiber)).contains("20-30 PARKED RECORDED PARK");
    assertThat(in.scheduling.unmatched()).isZero();
  }

  @Test
  void howLongAFiberRanWhoseEndWasLostIsNotKnown() {
    say(Kind.BEGIN, carrier, fiber, 10, 0);
    slice(carrier, waker, 30, 40, PARKING);
    assertThat(in.states(fiber)).first().isEqualTo("10-30 UNKNOWN INFERRED");
    assertThat(in.scheduling.unmatched()).isEqualTo(1);
  }

  @Test
  void whoWasMountedWhenTheAgentCameRanSince() {
    say(Kind.UNPARK, main, waker, 5, 0);
    say(Kind.END, carrier, fiber, 20, PARKING);
    assertThat(in.states(fiber)).startsWith("5-20 RUNNING DERIVED");
  }

  @Test
  void whatGoesOnIsKnownFromItsBeginning() {
    slice(other, waker, 5, 8, BLOCKING);
    say(Kind.BEGIN, carrier, fiber, 10, 0);
    say(Kind.PINNED, fiber, fiber, 50, 0);
    assertThat(in.states(fiber))
        .containsExactly("10-50 RUNNING RECORDED", "50-1000 PINNED DERIVED");
    assertThat(in.states(carrier)).hasSameSizeAs(in.states(fiber));
    assertThat(in.states(waker)).endsWith("8-1000 BLOCKED RECORDED MONITOR");
  }

  @Test
  void whoMayWaitForAMonitorWithItsCarrierIsNotSaidToRun() {
    in.scheduling.exactNames("2=RUNNING,3=PARKING", "afterYield,start,unpark");
    say(Kind.BEGIN, carrier, fiber, 10, 0);
    say(Kind.BEGIN, other, waker, 10, 0);
    in.scheduling.seen(fiber, 400, true);
    in.scheduling.seen(waker, 400, true);
    in.scheduling.seen(waker, 500, false);
    assertThat(in.states(fiber))
        .containsExactly("10-400 RUNNING INFERRED", "400-1000 PINNED INFERRED");
    assertThat(in.states(waker)).containsExactly("10-1000 RUNNING INFERRED");
  }

  @Test
  void aWaitForAMonitorOnACarrierIsAPin() {
    say(Kind.BEGIN, carrier, fiber, 10, 0);
    Pin wait = new Pin(fiber, ThreadTable.NO_THREAD, 20, 30, "enter", "kept", StackTraceTable.NONE);
    in.scheduling.maybePinned(wait);
    say(Kind.END, carrier, fiber, 40, PARKING);
    // One that lasted beyond its slice let the carrier go.
    in.scheduling.maybePinned(
        new Pin(fiber, ThreadTable.NO_THREAD, 38, 70, "enter", "kept", StackTraceTable.NONE));
    assertThat(in.states(fiber))
        .startsWith("10-20 RUNNING RECORDED", "20-30 PINNED RECORDED", "30-40 RUNNING RECORDED");
    assertThat(in.found).singleElement().extracting(Pin::carrier).isEqualTo(carrier);
  }

  @Test
  void aWindowGoesOnWhereTheLastOneEnded() {
    in.scheduling.waits().add(fiber, 18, 55, Why.SLEEP);
    slice(carrier, fiber, 10, 20, PARKING);
    in.scheduling.settle(25);
    say(Kind.RUNNABLE, other, fiber, 40, UNPARK);
    in.scheduling.settle(45);
    slice(carrier, fiber, 50, 60, PARKING);
    assertThat(in.states(fiber)).contains("20-40 PARKED RECORDED SLEEP", "40-50 RUNNABLE RECORDED");
    assertThat(in.queueLengths().most(41, 49)).isEqualTo(1);
  }
}
