package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.IntLongHashMap;
import com.carrotsearch.hppc.cursors.IntLongCursor;
import dev.fiberscope.recordings.store.SiteTable;

/** Where in its code each fiber waits, by the fiber's row, until it goes on. */
final class ExactSites {
  private final SiteTable over;
  private final IntLongHashMap since = new IntLongHashMap();
  private final IntIntHashMap stackTraces = new IntIntHashMap();

  /**
   * @param over gets them when the wait is over
   */
  ExactSites(SiteTable over) {
    this.over = over;
  }

  /** A fiber begins to wait; what it waited for before with its carrier is forgotten. */
  void waits(int fiber, long time, int stackTrace) {
    since.put(fiber, time);
    stackTraces.put(fiber, stackTrace);
  }

  /** A fiber is mounted again. */
  void goesOn(int fiber, long time) {
    if (since.containsKey(fiber)) {
      over.add(fiber, since.remove(fiber), time, stackTraces.remove(fiber));
    }
  }

  /** A fiber has ended. */
  void ended(int fiber) {
    since.remove(fiber);
    stackTraces.remove(fiber);
  }

  void forEach(SiteTable.Waiting taker) {
    for (IntLongCursor each : since) {
      taker.waits(each.key, each.value, stackTraces.get(each.key));
    }
  }
}
