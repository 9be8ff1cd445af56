package dev.fiberscope.app.timeline;

import dev.fiberscope.app.theme.Role;
import dev.fiberscope.recordings.index.FiberCounts;
import dev.fiberscope.recordings.store.Session;

/**
 * Plans the overview strip: how many fibers were on a carrier and waited for one, how many lived,
 * and where pins are.
 */
final class OverviewPlanner {
  private static final int MARK_HALF_WIDTH = 5;
  private static final int UNREAD_OPACITY = 110;
  private static final int LINE_OPACITY = 150;

  private OverviewPlanner() {}

  /**
   * Fills a strip with one column of two pixels per bucket.
   *
   * @param width device pixels; {@code height} likewise
   * @param marks device pixels at the top that are left to the marks of pins
   */
  static DrawList plan(
      Session session, FiberCounts counts, TimeScale scale, int width, int height, int marks) {
    DrawList list = new DrawList();
    double highest = highest(counts);
    boolean guessed = !FiberCounts.areKnown(session);
    double mostLiving = most(counts.living());
    for (int x = 0; x < width; x += 2) {
      double time = scale.time(x + 1.0);
      if (time >= 0 && time < session.duration()) {
        int part = counts.part((long) time);
        double running = counts.mounted()[part];
        double runnable = counts.waiting()[part];
        int green = pixels(running, highest, height - marks);
        int amber = pixels(running + runnable, highest, height - marks) - green;
        list.box(x, height - green, x + 2, height, Role.RUNNING, DrawList.OPAQUE, guessed);
        list.box(
            x,
            height - green - amber,
            x + 2,
            height - green,
            Role.RUNNABLE,
            DrawList.OPAQUE,
            false);
        int living = height - pixels(counts.living()[part], mostLiving, height - marks);
        list.box(x, living, x + 2, living + 1, Role.SECONDARY_TEXT, LINE_OPACITY, false);
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

  private static double highest(FiberCounts counts) {
    double highest = 1;
    for (int part = 0; part < counts.parts(); part++) {
      highest = Math.max(highest, counts.mounted()[part] + counts.waiting()[part]);
    }
    return highest;
  }

  private static double most(float[] fibers) {
    double most = 1;
    for (float each : fibers) {
      most = Math.max(most, each);
    }
    return most;
  }
}
