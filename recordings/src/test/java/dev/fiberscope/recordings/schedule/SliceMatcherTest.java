package dev.fiberscope.recordings.schedule;

import static dev.fiberscope.recordings.schedule.SchedulingLog.Kind.OTHER;
import static dev.fiberscope.recordings.schedule.SchedulingLog.Kind.SLICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadTable;
import org.junit.jupiter.api.Test;

class SliceMatcherTest {
  private final Storage storage = Storage.ofSession();
  private final ThreadTable threads = new ThreadTable(storage);
  private final int carrierA = threads.rowOf(1, "A", false);
  private final int carrierB = threads.rowOf(2, "B", false);
  private final int fiberX = threads.rowOf(10, "x", true);
  private final int fiberY = threads.rowOf(11, "y", true);
  private final SchedulingLog log = new SchedulingLog(storage);

  private void fiber(int fiber, long time) {
    log.add(OTHER, fiber, time, time);
  }

  private void slice(int carrier, long start, long end) {
    log.add(SLICE, carrier, start, end);
  }

  private Slices match() {
    return SliceMatcher.match(storage, log, new WaitLog(storage), threads, 1_000).slices();
  }

  @Test
  void theFiberEventBeforeTheEndOfASliceNamesItsFiber() {
    fiber(fiberX, 15);
    slice(carrierA, 10, 20);
    fiber(fiberY, 25);
    slice(carrierA, 22, 30);
    Slices slices = match();
    assertThat(slices.fiber(0)).isEqualTo(fiberX);
    assertThat(slices.fiber(1)).isEqualTo(fiberY);
    assertThat(slices.evidence(0)).isEqualTo(Evidence.DERIVED);
  }

  @Test
  void fileOrderTellsWhatTimeAloneCannot() {
    // Both slices contain both events; the buffers say who was where.
    fiber(fiberX, 15);
    slice(carrierA, 10, 20);
    fiber(fiberY, 14);
    slice(carrierB, 9, 21);
    Slices slices = match();
    assertThat(slices.fiber(0)).isEqualTo(fiberX);
    assertThat(slices.fiber(1)).isEqualTo(fiberY);
  }

  @Test
  void aCutBetweenBuffersMovesBackOverTheNewCarriersFiber() {
    fiber(fiberX, 15);
    slice(carrierA, 10, 20);
    // Time does not go backwards here: only the platform thread gives the new buffer away.
    fiber(fiberY, 24);
    slice(carrierB, 23, 26);
    Slices slices = match();
    assertThat(slices.fiber(1)).isEqualTo(fiberY);
    // By time alone it would be inferred, and drawn so.
    assertThat(slices.evidence(1)).isEqualTo(Evidence.DERIVED);
  }

  @Test
  void aSignAtTheMomentASliceEndsDoesNotNameTheNextOne() {
    fiber(fiberX, 20);
    slice(carrierA, 10, 20);
    slice(carrierA, 20, 30);
    Slices slices = match();
    assertThat(slices.fiber(0)).isEqualTo(fiberX);
    assertThat(slices.assigned(1)).isFalse();
  }

  @Test
  void withSeveralCarriersOneMomentIsTooFewToNameASlice() {
    slice(carrierA, 10, 20);
    slice(carrierB, 30, 40);
    // In a buffer of its own; the slice that it was in may not have been recorded.
    fiber(fiberX, 12);
    Slices slices = match();
    assertThat(slices.assigned(0)).isFalse();
  }

  @Test
  void aSliceThatWasLostIsFoundByItsEvents() {
    fiber(fiberX, 15);
    slice(carrierA, 10, 20);
    fiber(fiberY, 22);
    fiber(fiberY, 25);
    fiber(fiberX, 32);
    slice(carrierA, 31, 40);
    Slices slices = match();
    assertThat(slices.count()).isEqualTo(3);
    assertThat(slices.fiber(2)).isEqualTo(fiberY);
    assertThat(slices.start(2)).isEqualTo(22);
    assertThat(slices.end(2)).isEqualTo(25);
    assertThat(slices.evidence(2)).isEqualTo(Evidence.INFERRED);
  }

  @Test
  void aCarrierThatNeverGaveItsFiberBackIsHeldToTheEnd() {
    threads.markCarrier(carrierA);
    fiber(fiberX, 15);
    slice(carrierA, 10, 20);
    fiber(fiberY, 22);
    Slices slices = match();
    assertThat(slices.count()).isEqualTo(2);
    assertThat(slices.fiber(1)).isEqualTo(fiberY);
    assertThat(slices.isOpen(1)).isTrue();
    assertThat(slices.end(1)).isEqualTo(1_000);
  }

  @Test
  void aFiberIsNeverOnTwoCarriersAtOnce() {
    fiber(fiberX, 15);
    slice(carrierA, 10, 20);
    fiber(fiberX, 16);
    slice(carrierB, 12, 18);
    Slices slices = match();
    assertThat(slices.withdrawn()).isEqualTo(2);
    // What is filled in by time afterwards still puts the fiber in one place only.
    boolean both = slices.assigned(0) && slices.assigned(1);
    assertThat(both).isFalse();
  }

  @Test
  void anEventInABufferOfItsOwnFillsTheOnlySliceAroundIt() {
    slice(carrierA, 10, 20);
    fiber(fiberX, 12);
    Slices slices = match();
    assertThat(slices.fiber(0)).isEqualTo(fiberX);
    assertThat(slices.evidence(0)).isEqualTo(Evidence.INFERRED);
  }

  @Test
  void aSliceThatNoEventLiesInStaysUnknown() {
    fiber(fiberX, 5);
    slice(carrierA, 10, 20);
    Slices slices = match();
    assertThat(slices.assigned(0)).isFalse();
    assertThat(slices.unmatched()).isEqualTo(1);
  }
}
