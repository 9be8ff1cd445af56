package dev.fiberscope.recordings.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.SpanTable;
import org.junit.jupiter.api.Test;

class SliceMatcherTest {
  private static final int UNKNOWN = SpanTable.NO_LINK;

  private final SchedulingHarness in = new SchedulingHarness(1_000);
  private final int carrierA = in.carrier(1, "A");
  private final int carrierB = in.carrier(2, "B");
  private final int fiberX = in.fiber(10, "x");
  private final int fiberY = in.fiber(11, "y");

  private void fiber(int fiber, long time) {
    in.sign(fiber, time);
  }

  private void slice(int carrier, long start, long end) {
    in.slice(carrier, start, end);
  }

  private Evidence evidence(int carrier, long time) {
    return in.spans().evidence(in.spans().at(carrier, time));
  }

  @Test
  void theFiberEventBeforeTheEndOfASliceNamesItsFiber() {
    fiber(fiberX, 15);
    slice(carrierA, 10, 20);
    fiber(fiberY, 25);
    slice(carrierA, 22, 30);
    assertThat(in.fiberOn(carrierA, 10)).isEqualTo(fiberX);
    assertThat(in.fiberOn(carrierA, 22)).isEqualTo(fiberY);
    assertThat(evidence(carrierA, 10)).isEqualTo(Evidence.DERIVED);
  }

  @Test
  void fileOrderTellsWhatTimeAloneCannot() {
    // Both slices contain both events; the buffers say who was where.
    fiber(fiberX, 15);
    slice(carrierA, 10, 20);
    fiber(fiberY, 14);
    slice(carrierB, 9, 21);
    assertThat(in.fiberOn(carrierA, 10)).isEqualTo(fiberX);
    assertThat(in.fiberOn(carrierB, 9)).isEqualTo(fiberY);
  }

  @Test
  void aCutBetweenBuffersMovesBackOverTheNewCarriersFiber() {
    fiber(fiberX, 15);
    slice(carrierA, 10, 20);
    // Time does not go backwards here: only the platform thread gives the new buffer away.
    fiber(fiberY, 24);
    slice(carrierB, 23, 26);
    assertThat(in.fiberOn(carrierB, 23)).isEqualTo(fiberY);
    // By time alone it would be inferred, and drawn so.
    assertThat(evidence(carrierB, 23)).isEqualTo(Evidence.DERIVED);
  }

  @Test
  void aSignAtTheMomentASliceEndsDoesNotNameTheNextOne() {
    fiber(fiberX, 20);
    slice(carrierA, 10, 20);
    slice(carrierA, 20, 30);
    assertThat(in.fiberOn(carrierA, 10)).isEqualTo(fiberX);
    assertThat(in.fiberOn(carrierA, 20)).isEqualTo(UNKNOWN);
  }

  @Test
  void withSeveralCarriersOneMomentIsTooFewToNameASlice() {
    slice(carrierA, 10, 20);
    slice(carrierB, 30, 40);
    // In a buffer of its own; the slice that it was in may not have been recorded.
    fiber(fiberX, 12);
    assertThat(in.fiberOn(carrierA, 10)).isEqualTo(UNKNOWN);
  }

  @Test
  void aSliceThatWasLostIsFoundByItsEvents() {
    fiber(fiberX, 15);
    slice(carrierA, 10, 20);
    fiber(fiberY, 22);
    fiber(fiberY, 25);
    fiber(fiberX, 32);
    slice(carrierA, 31, 40);
    int span = in.spans().at(carrierA, 23);
    assertThat(in.spans().link(span)).isEqualTo(fiberY);
    assertThat(in.spans().start(span)).isEqualTo(22);
    assertThat(in.spans().end(span)).isEqualTo(25);
    assertThat(in.spans().evidence(span)).isEqualTo(Evidence.INFERRED);
  }

  @Test
  void aCarrierThatNeverGaveItsFiberBackIsHeldToTheEnd() {
    fiber(fiberX, 15);
    slice(carrierA, 10, 20);
    fiber(fiberY, 22);
    int span = in.spans().last(carrierA);
    assertThat(in.spans().link(span)).isEqualTo(fiberY);
    assertThat(in.spans().start(span)).isEqualTo(22);
    assertThat(in.spans().end(span)).isEqualTo(1_000);
    assertThat(in.spans().evidence(span)).isEqualTo(Evidence.INFERRED);
  }

  @Test
  void aBufferThatStandsBehindALaterOneOfItsCarrierIsReadBeforeIt() {
    // Written first: what the carrier went on with; cut by the flush.
    slice(carrierA, 28, 33);
    fiber(fiberY, 52);
    // Written behind it: its buffer that was full.
    fiber(fiberY, 15);
    slice(carrierA, 10, 20);
    fiber(fiberX, 30);
    in.scheduling.settle(52);
    fiber(fiberY, 60);
    slice(carrierA, 50, 65);
    assertThat(in.fiberOn(carrierA, 10)).isEqualTo(fiberY);
    assertThat(in.fiberOn(carrierA, 30)).isEqualTo(fiberX);
    assertThat(in.fiberOn(carrierA, 50)).isEqualTo(fiberY);
    assertThat(evidence(carrierA, 50)).isEqualTo(Evidence.DERIVED);
  }

  @Test
  void aFiberIsNeverOnTwoCarriersAtOnce() {
    fiber(fiberX, 15);
    slice(carrierA, 10, 20);
    fiber(fiberX, 16);
    slice(carrierB, 12, 18);
    in.spans();
    assertThat(in.scheduling.withdrawn()).isEqualTo(2);
    // What is filled in by time afterwards still puts the fiber in one place only.
    boolean onA = in.fiberOn(carrierA, 15) == fiberX;
    boolean onB = in.fiberOn(carrierB, 15) == fiberX;
    assertThat(onA && onB).isFalse();
  }

  @Test
  void anEventInABufferOfItsOwnFillsTheOnlySliceAroundIt() {
    slice(carrierA, 10, 20);
    fiber(fiberX, 12);
    assertThat(in.fiberOn(carrierA, 10)).isEqualTo(fiberX);
    assertThat(evidence(carrierA, 10)).isEqualTo(Evidence.INFERRED);
  }

  @Test
  void aSliceThatNoEventLiesInStaysUnknown() {
    fiber(fiberX, 5);
    slice(carrierA, 10, 20);
    assertThat(in.fiberOn(carrierA, 10)).isEqualTo(UNKNOWN);
    assertThat(in.scheduling.unmatched()).isEqualTo(1);
  }
}
