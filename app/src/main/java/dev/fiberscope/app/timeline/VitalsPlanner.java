package dev.fiberscope.app.timeline;

import dev.fiberscope.app.theme.Role;
import dev.fiberscope.recordings.store.CpuLoad;
import dev.fiberscope.recordings.store.Pause;
import dev.fiberscope.recordings.store.RecordTable;
import dev.fiberscope.recordings.store.Throttling;
import dev.fiberscope.recordings.store.Vitals;
import java.util.List;
import java.util.Optional;

/** Plans what the JVM did as a whole, below the overview: CPU, heap, pauses, a row each. */
final class VitalsPlanner {
  /** Logical pixels of a row. */
  static final int ROW = 20;

  private static final int MACHINE_OPACITY = 70;
  private static final int HEAP_OPACITY = 140;
  private static final int FAINTEST = 110;

  private VitalsPlanner() {}

  /** What there is a row for, as far as it was recorded. */
  enum Kind {
    CPU,
    THROTTLING,
    HEAP,
    PAUSES;

    /** The colour that the row's name stands beside. */
    Role role() {
      return switch (this) {
        case CPU, HEAP -> Role.ACCENT;
        case THROTTLING -> Role.RUNNABLE;
        case PAUSES -> Role.SECONDARY_TEXT;
      };
    }

    boolean isIn(Vitals vitals) {
      return switch (this) {
        case CPU -> vitals.cpu().count() > 0;
        case THROTTLING -> vitals.throttling().count() > 0;
        case HEAP -> vitals.heap().count() > 0;
        case PAUSES -> vitals.pauses().count() > 0;
      };
    }
  }

  static List<Kind> rows(Vitals vitals) {
    return List.of(Kind.values()).stream().filter(kind -> kind.isIn(vitals)).toList();
  }

  /**
   * Adds all rows, in columns of two pixels.
   *
   * @param width pixels
   * @param top where the first row begins
   */
  static void add(DrawList list, Vitals vitals, TimeScale scale, int width, int top) {
    int y = top;
    for (Kind kind : rows(vitals)) {
      switch (kind) {
        case CPU -> cpu(list, vitals, scale, width, y);
        case THROTTLING -> throttling(list, vitals, scale, width, y);
        case HEAP -> heap(list, vitals, scale, width, y);
        case PAUSES -> pauses(list, vitals.pauses(), scale, width, y);
      }
      y += ROW;
    }
  }

  private static void cpu(DrawList list, Vitals vitals, TimeScale scale, int width, int top) {
    for (int x = 0; x < width; x += 2) {
      Optional<CpuLoad> load = vitals.loadAt(scale.time(x + 1.0));
      if (load.isPresent()) {
        column(list, x, top, load.get().machine(), Role.SECONDARY_TEXT, MACHINE_OPACITY);
        column(list, x, top, load.get().jvm(), Role.ACCENT, DrawList.OPAQUE);
      }
    }
  }

  private static void throttling(
      DrawList list, Vitals vitals, TimeScale scale, int width, int top) {
    for (int x = 0; x < width; x += 2) {
      double share = vitals.throttlingAt(scale.time(x + 1.0)).map(Throttling::share).orElse(0.0);
      column(list, x, top, share, Role.RUNNABLE, DrawList.OPAQUE);
    }
  }

  private static void heap(DrawList list, Vitals vitals, TimeScale scale, int width, int top) {
    double most = 1;
    for (int row = 0; row < vitals.heap().count(); row++) {
      most = Math.max(most, vitals.heap().get(row).bytes());
    }
    for (int x = 0; x < width; x += 2) {
      long bytes = vitals.heapAt(scale.time(x + 1.0));
      if (bytes != Vitals.UNKNOWN) {
        column(list, x, top, bytes / most, Role.ACCENT, HEAP_OPACITY);
      }
    }
  }

  private static void column(DrawList list, int x, int top, double share, Role role, int opacity) {
    int bottom = top + ROW - 1;
    int height = share <= 0 ? 0 : (int) Math.max(1, Math.round(share * (ROW - 3)));
    list.box(x, bottom - height, x + 2, bottom, role, opacity, false);
  }

  /** A pause is at least a pixel wide, the fuller the more of its pixel it takes. */
  private static void pauses(
      DrawList list, RecordTable<Pause> pauses, TimeScale scale, int width, int top) {
    int column = -1;
    double paused = 0;
    for (int row = 0; row < pauses.count(); row++) {
      Pause pause = pauses.get(row);
      int x0 = (int) Math.clamp(Math.floor(scale.x(pause.start())), 0, width);
      int x1 = (int) Math.clamp(Math.floor(scale.x(pause.end())), 0, width);
      if (x0 != column) {
        pauseColumn(list, column, top, paused);
        column = x0;
        paused = 0;
      }
      if (x1 - x0 >= 2) {
        list.box(x0, top + 3, x1, top + ROW - 3, Role.SECONDARY_TEXT, DrawList.OPAQUE, false);
      } else {
        paused += pause.duration() / scale.nanosPerPixel();
      }
    }
    pauseColumn(list, column, top, paused);
  }

  private static void pauseColumn(DrawList list, int x, int top, double share) {
    if (share > 0) {
      int opacity = FAINTEST + (int) ((DrawList.OPAQUE - FAINTEST) * Math.min(1, share));
      list.box(x, top + 3, x + 1, top + ROW - 3, Role.SECONDARY_TEXT, opacity, false);
    }
  }
}
