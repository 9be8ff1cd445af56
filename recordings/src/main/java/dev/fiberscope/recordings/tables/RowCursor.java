package dev.fiberscope.recordings.tables;

/** Walks the rows of a table, many at a time. */
@FunctionalInterface
public interface RowCursor {
  /**
   * The next rows.
   *
   * @param into takes as many as fit
   * @return how many there were; 0 at the end
   */
  int next(int[] into);

  /** A part of rows that follow each other. */
  static RowCursor range(int first, int end, int which, int of) {
    int rows = Math.max(0, end - first);
    int[] next = {first + (int) ((long) rows * which / of)};
    int last = first + (int) ((long) rows * (which + 1) / of);
    return into -> {
      int count = Math.min(into.length, last - next[0]);
      for (int i = 0; i < count; i++) {
        into[i] = next[0]++;
      }
      return Math.max(0, count);
    };
  }
}
