package dev.fiberscope.recordings.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.schedule.SchedulingLog.Kind;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.PinTable;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeTable;
import dev.fiberscope.recordings.store.WakeTable.Wake;
import dev.fiberscope.recordings.store.Why;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateDeriverTest {
  private static final long SESSION_END = 1_000;

  private final Storage storage = Storage.ofSession();
  private final ThreadTable threads = new ThreadTable(storage);
  private final int carrier = threads.rowOf(1, "carrier", false);
  private final int fiber = threads.rowOf(10, "fiber", true);
  private final Slices slices = new Slices(storage);
  private final SchedulingLog log = new SchedulingLog(storage);
  private final PinTable pins = new PinTable();
  private final WakeTable wakes = new WakeTable(storage);
  private final WaitLog waits = new WaitLog(storage);

  private void slice(long start, long end) {
    slices.add(carrier, start, end);
    slices.assign(slices.count() - 1, fiber, Evidence.DERIVED);
  }

  private List<String> states(int track) {
    int count = threads.count();
    Submits submits = new Submits(storage, log);
    SortedRows rows = SortedRows.of(storage, slices, waits, count);
    Leaving.mark(storage, slices, log, waits, rows, count);
    Wakes none =
        WakeMatcher.match(storage, log, slices, submits, waits, rows, threads, SESSION_END);
    SpanTable spans =
        new StateDeriver(storage, slices, log, threads, pins, none, wakes, waits, rows, SESSION_END)
            .derive(Storage.ofSession())
            .spans();
    List<String> told = new ArrayList<>();
    for (int row = spans.first(track); row < spans.first(track + 1); row++) {
      told.add(
          spans.start(row)
              + "-"
              + spans.end(row)
              + " "
              + spans.state(row)
              + " "
              + spans.evidence(row)
              + (spans.why(row) == Why.UNKNOWN ? "" : " " + spans.why(row)));
    }
    return told;
  }

  @Test
  void aYieldBetweenSlicesIsAParkAndAWakeEndsIt() {
    threads.started(fiber, 5, ThreadTable.NO_THREAD);
    threads.ended(fiber, 80);
    slice(10, 20);
    log.add(Kind.YIELD, fiber, 19, 62);
    wakes.add(Wake.recorded(fiber, carrier, 50, "chunk"));
    slice(60, 80);
    assertThat(states(fiber))
        .containsExactly(
            "5-10 RUNNABLE RECORDED",
            "10-20 RUNNING DERIVED",
            "20-50 PARKED DERIVED PARK",
            "50-60 RUNNABLE RECORDED",
            "60-80 RUNNING DERIVED");
  }

  @Test
  void aWakeBeforeTheUnmountMakesAllOfTheGapRunnable() {
    threads.ended(fiber, 80);
    slice(10, 20);
    log.add(Kind.YIELD, fiber, 18, 62);
    wakes.add(Wake.recorded(fiber, carrier, 19, "chunk"));
    slice(60, 80);
    assertThat(states(fiber)).contains("20-60 RUNNABLE RECORDED");
  }

  @Test
  void leavingTheCarrierWithoutAYieldIsAMonitor() {
    threads.ended(fiber, 80);
    slice(10, 20);
    slice(60, 80);
    assertThat(states(fiber)).contains("20-60 AWAY INFERRED MONITOR");
  }

  @Test
  void whatEnclosesTheYieldTellsWhy() {
    threads.ended(fiber, 100);
    slice(10, 20);
    log.add(Kind.YIELD, fiber, 19, 32);
    waits.add(fiber, 17, 33, Why.SLEEP);
    slice(30, 40);
    log.add(Kind.YIELD, fiber, 39, 52);
    waits.add(fiber, 38, 53, Why.TIMED_PARK);
    slice(50, 60);
    log.add(Kind.YIELD, fiber, 59, 72);
    waits.add(fiber, 58, 73, Why.YIELD);
    slice(70, 80);
    waits.add(fiber, 91, 91, Why.WAIT);
    slice(90, 100);
    assertThat(states(fiber))
        .contains(
            "20-30 AWAY INFERRED SLEEP",
            "40-50 AWAY INFERRED TIMED_PARK",
            "60-70 RUNNABLE DERIVED YIELD",
            "80-90 AWAY INFERRED WAIT");
  }

  @Test
  void aYieldThatReturnedInAMissingSliceLeavesTheRestUnknown() {
    threads.ended(fiber, 80);
    slice(10, 20);
    log.add(Kind.YIELD, fiber, 19, 40);
    slice(60, 80);
    assertThat(states(fiber)).contains("20-40 AWAY INFERRED PARK", "40-60 UNKNOWN INFERRED");
  }

  @Test
  void aPinSplitsTheSliceOnBothTracks() {
    threads.ended(fiber, 40);
    slice(10, 40);
    pins.add(new Pin(fiber, carrier, 20, 30, "LockSupport.park", "Native frame", -1));
    List<String> expected =
        List.of("10-20 RUNNING DERIVED", "20-30 PINNED RECORDED", "30-40 RUNNING DERIVED");
    assertThat(states(fiber)).isEqualTo(expected);
    assertThat(states(carrier)).isEqualTo(expected);
  }

  @Test
  void aFiberThatNeverEndedMostLikelyStillWaits() {
    slice(10, 20);
    assertThat(states(fiber)).last().isEqualTo("20-1000 AWAY INFERRED");
  }

  @Test
  void aSliceOfAnUnknownFiberShowsOnItsCarrier() {
    slices.add(carrier, 10, 20);
    assertThat(states(carrier)).containsExactly("10-20 RUNNING RECORDED");
  }
}
