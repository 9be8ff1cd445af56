package dev.fiberscope.app.timeline;

import dev.fiberscope.recordings.text.Times;
import java.util.ArrayList;
import java.util.List;

/** The marks of the time ruler: at multiples of 1, 2 or 5 times a power of ten. */
public final class Ticks {
  private static final double LEAST_PIXELS = 110;

  /** A mark of the ruler. */
  public record Tick(double x, String label) {}

  private Ticks() {}

  /** The ticks of a scale, far enough apart for their labels. */
  public static List<Tick> of(TimeScale scale) {
    long step = step(LEAST_PIXELS * scale.nanosPerPixel());
    List<Tick> ticks = new ArrayList<>();
    for (long time = Math.ceilDiv(scale.from(), step) * step; time <= scale.to(); time += step) {
      if (time >= 0) {
        ticks.add(new Tick(scale.x(time), Times.moment(time, step) + " s"));
      }
    }
    return ticks;
  }

  /** The shortest step of at least so many ns. */
  static long step(double atLeast) {
    long power = 1;
    while (true) {
      for (int times : new int[] {1, 2, 5}) {
        if (times * power >= atLeast) {
          return times * power;
        }
      }
      power *= 10;
    }
  }
}
