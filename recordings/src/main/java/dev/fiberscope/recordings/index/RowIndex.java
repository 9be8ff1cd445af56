package dev.fiberscope.recordings.index;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** The rows of a table that share a key, in the order of time. */
public final class RowIndex {
  private static final int[] NO_ROWS = {};

  private final Map<Long, int[]> rowsOfKey = new HashMap<>();

  private RowIndex() {}

  /** Groups rows 0 to {@code rows - 1} by {@code keyOfRow}. */
  public static RowIndex by(int rows, IntToLongFunction keyOfRow, IntToLongFunction timeOfRow) {
    Map<Long, IntStream.Builder> groups = new HashMap<>();
    for (int row = 0; row < rows; row++) {
      groups.computeIfAbsent(keyOfRow.applyAsLong(row), _ -> IntStream.builder()).add(row);
    }
    RowIndex index = new RowIndex();
    groups.forEach((key, group) -> index.rowsOfKey.put(key, sorted(group, timeOfRow)));
    return index;
  }

  private static int[] sorted(IntStream.Builder group, IntToLongFunction timeOfRow) {
    return group
        .build()
        .boxed()
        .sorted(Comparator.comparingLong(timeOfRow::applyAsLong))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The rows with a key, none if it does not occur. Callers do not change the array. */
  public int[] rows(long key) {
    return rowsOfKey.getOrDefault(key, NO_ROWS);
  }
}
