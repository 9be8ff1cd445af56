package dev.fiberscope.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ViewportTest {
  private static final long DURATION = 1_000_000_000;
  private static final Viewport ALL = Viewport.all(0, DURATION);

  @Property
  void zoomingInKeepsTheMomentUnderThePointer(
      @ForAll @LongRange(min = 0, max = DURATION) long time,
      @ForAll @DoubleRange(min = 0.1, max = 1) double factor) {
    Viewport before = ALL;
    Viewport after = before.zoomed(time, factor, ALL);
    double width = 1_000;
    double xBefore = new TimeScale(before.from(), before.to(), width).x(time);
    double xAfter = new TimeScale(after.from(), after.to(), width).x(time);
    assertThat(xAfter).isBetween(xBefore - 0.5, xBefore + 0.5);
  }

  @Property
  void noGestureLeavesTheSession(
      @ForAll @LongRange(min = -DURATION, max = 2 * DURATION) long time,
      @ForAll @DoubleRange(min = 0.01, max = 100) double factor,
      @ForAll @DoubleRange(min = -50, max = 50) double pan) {
    Viewport all = ALL;
    Viewport moved = all.zoomed(time, factor, ALL).panned(pan, ALL);
    assertThat(moved.from()).isGreaterThanOrEqualTo(all.from());
    assertThat(moved.to()).isLessThanOrEqualTo(all.to());
    assertThat(moved.length()).isGreaterThanOrEqualTo(Viewport.SHORTEST);
  }

  @Test
  void ticksAreFarEnoughApartAndTellTheirTime() {
    var ticks = Ticks.of(new TimeScale(0, 12_000_000, 1_200));
    assertThat(ticks).hasSize(7);
    assertThat(ticks.get(1).x()).isEqualTo(200);
    assertThat(ticks.get(1).label()).isEqualTo("0.002 s");
  }

  @Property
  void theStepOfTicksIsOneTwoOrFiveTimesAPowerOfTen(
      @ForAll @DoubleRange(min = 0.5, max = 1e15) double atLeast) {
    long step = Ticks.step(atLeast);
    assertThat((double) step).isGreaterThanOrEqualTo(atLeast);
    assertThat(String.valueOf(step)).matches("[125]0*");
    assertThat(step / 2.5).isLessThan(Math.max(1, atLeast));
  }
}
