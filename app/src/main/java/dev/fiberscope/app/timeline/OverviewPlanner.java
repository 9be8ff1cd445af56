package dev.fiberscope.app.timeline;

import dev.fiberscope.app.theme.Role;
import dev.fiberscope.recordings.index.StateDensity;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.State;

/** Plans the overview strip: how many fibers ran and waited for a carrier, and where pins are. */
final class OverviewPlanner {
  private static final int MARK_HALF_WIDTH = 5;
  private static final int UNREAD_OPACITY = 110;

  private OverviewPlanner() {}

  /**
   * Fills a strip with one column of two pixels per bucket.
   *
   * @param width device pixels; {@code height} likewise
   * @param marks device pixels at the top that are left to the marks of pins
   */
  static DrawList plan(
      Session session, StateDensity density, TimeScale scale, int width, int height, int marks) {
    DrawList list = new DrawList();
    double highest = highest(density);
    double bucketNanos = session.duration() / (double) density.buckets();
    for (int x = 0; x < width; x += 2) {
      double time = scale.time(x + 1.0);
      int bucket = (int) (time / bucketNanos);
      if (time >= 0 && bucket < density.buckets()) {
        double running = density.fibers(State.RUNNING, bucket);
        double runnable = density.fibers(State.RUNNABLE, bucket);
        int green = pixels(running, highest, height - marks);
        int amber = pixels(running + runnable, highest, height - marks) - green;
        list.box(x, height - green, x + 1, height, Role.RUNNING, DrawList.OPAQUE, false);
        list.box(
            x,
            height - green - amber,
            x + 1,
            height - green,
            Role.RUNNABLE,
            DrawList.OPAQUE,
            false);
      }
    }
    if (session.isPartial()) {
      int unread = (int) Math.round(scale.x(session.readTo()));
      int end = (int) Math.round(scale.x(session.duration()));
      list.box(unread, marks, end, height, Role.UNKNOWN, UNREAD_OPACITY, true);
    }
    for (int pin = 0; pin < session.pins().count(); pin++) {
      mark(list, (int) Math.round(scale.x(session.pins().get(pin).start())));
    }
    return list;
  }

  private static void mark(DrawList list, int x) {
    for (int row = 0; row < MARK_HALF_WIDTH; row++) {
      int half = MARK_HALF_WIDTH - 1 - row;
      list.box(x - half, row, x + half + 1, row + 1, Role.PINNED, DrawList.OPAQUE, false);
    }
  }

  // The square root lets a few running fibers be seen beside many that wait.
  private static int pixels(double fibers, double highest, int height) {
    return fibers == 0 ? 0 : (int) Math.max(1, Math.round(height * Math.sqrt(fibers / highest)));
  }

  private static double highest(StateDensity density) {
    double highest = 1;
    for (int bucket = 0; bucket < density.buckets(); bucket++) {
      double fibers =
          density.fibers(State.RUNNING, bucket) + density.fibers(State.RUNNABLE, bucket);
      highest = Math.max(highest, fibers);
    }
    return highest;
  }
}
