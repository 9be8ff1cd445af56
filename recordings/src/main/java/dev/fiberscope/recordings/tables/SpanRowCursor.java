package dev.fiberscope.recordings.tables;

import dev.fiberscope.recordings.store.SpanTable;

/** Walks spans, thread by thread and in the order of time. */
final class SpanRowCursor implements RowCursor {
  private final SpanTable spans;
  private final int threads;
  private int thread;
  private int row = SpanTable.NONE;

  /** Walks those of a part of the threads. */
  SpanRowCursor(SpanTable spans, int threads, int which, int of) {
    this.spans = spans;
    this.thread = (int) ((long) threads * which / of) - 1;
    this.threads = (int) ((long) threads * (which + 1) / of);
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
