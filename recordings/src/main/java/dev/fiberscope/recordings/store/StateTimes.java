package dev.fiberscope.recordings.store;

/**
 * How long the spans of any range of rows of a slab were in each state, without looking at all of
 * them. This is the level of detail for zoomed-out pictures: sums up to every 32nd row, so that a
 * pixel or a selection asks for two of them and at most 62 spans, whatever the zoom. A pyramid of
 * coarser levels would answer for its own bucket bounds only.
 */
final class StateTimes {
  private static final int BLOCK_SHIFT = 5;
  private static final int STATES = State.values().length;

  private final SpanSlab spans;
  // For each block and state: ns of all spans before the block. Sums may wrap; differences don't.
  private final LongColumn sums;

  StateTimes(Storage storage, SpanSlab spans) {
    this.spans = spans;
    long[] nanos = new long[STATES];
    long[] all = new long[((spans.count() >> BLOCK_SHIFT) + 1) * STATES];
    for (int row = 0; row < spans.count(); row++) {
      if ((row & (1 << BLOCK_SHIFT) - 1) == 0) {
        System.arraycopy(nanos, 0, all, (row >> BLOCK_SHIFT) * STATES, STATES);
      }
      nanos[spans.state(row).ordinal()] += spans.duration(row);
    }
    if ((spans.count() & (1 << BLOCK_SHIFT) - 1) == 0) {
      System.arraycopy(nanos, 0, all, (spans.count() >> BLOCK_SHIFT) * STATES, STATES);
    }
    sums = LongColumn.of(storage, all, all.length);
  }

  /** Adds the time of rows {@code from} to before {@code to}, by the ordinal of the state. */
  void add(int from, int to, long[] nanos) {
    int firstBlock = (from + (1 << BLOCK_SHIFT) - 1) >> BLOCK_SHIFT;
    int lastBlock = to >> BLOCK_SHIFT;
    if (firstBlock >= lastBlock) {
      addSpans(from, to, nanos);
      return;
    }
    addSpans(from, firstBlock << BLOCK_SHIFT, nanos);
    for (int state = 0; state < STATES; state++) {
      nanos[state] += sums.get(lastBlock * STATES + state) - sums.get(firstBlock * STATES + state);
    }
    addSpans(lastBlock << BLOCK_SHIFT, to, nanos);
  }

  private void addSpans(int from, int to, long[] nanos) {
    for (int row = from; row < to; row++) {
      nanos[spans.state(row).ordinal()] += spans.duration(row);
    }
  }
}
