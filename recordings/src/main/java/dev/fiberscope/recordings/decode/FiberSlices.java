package dev.fiberscope.recordings.decode;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** The slices of one fiber by time; they do not overlap. */
final class FiberSlices {
  static final FiberSlices NONE = new FiberSlices(new Slices(), List.of());

  private final Slices slices;
  private final TreeMap<Long, Integer> byStart = new TreeMap<>(Comparator.naturalOrder());

  FiberSlices(Slices slices, List<Integer> rows) {
    this.slices = slices;
    rows.forEach(this::add);
  }

  void add(int slice) {
    byStart.put(slices.start(slice), slice);
  }

  /** True if the fiber was mounted at some time from {@code from} to {@code to}. */
  boolean cover(long from, long to) {
    var last = byStart.floorEntry(to);
    return last != null && slices.end(last.getValue()) >= from;
  }
}
