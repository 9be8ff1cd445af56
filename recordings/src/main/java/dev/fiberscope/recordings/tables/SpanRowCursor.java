package dev.fiberscope.recordings.tables;

import dev.fiberscope.recordings.store.SpanTable;

/** Walks all spans, thread by thread and in the order of time. */
final class SpanRowCursor implements RowCursor {
  private final SpanTable spans;
  private final int threads;
  private int thread = -1;
  private int row = SpanTable.NONE;

  SpanRowCursor(SpanTable spans, int threads) {
    this.spans = spans;
    this.threads = threads;
  }

  @Override
  public int next(int[] into) {
    int count = 0;
    while (count < into.length) {
      while (row == SpanTable.NONE) {
        if (++thread >= threads) {
          return count;
        }
        row = spans.isEmpty(thread) ? SpanTable.NONE : spans.first(thread);
      }
      into[count++] = row;
      row = spans.next(row);
    }
    return count;
  }
}
