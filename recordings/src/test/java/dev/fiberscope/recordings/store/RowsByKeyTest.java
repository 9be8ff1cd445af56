package dev.fiberscope.recordings.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RowsByKeyTest {
  private static final int KEYS = 5;

  /** A row is a key from -1 on and a time. */
  @Property(tries = 300)
  void rowsAreGroupedAndSorted(
      @ForAll @Size(max = 60) List<@IntRange(max = 599) Integer> rows,
      @ForAll @IntRange(max = 110) int askedFor) {
    RowsByKey grouped =
        new RowsByKey(
            Storage.ofSession(), KEYS, rows.size(), row -> key(rows, row), row -> time(rows, row));
    for (int key = 0; key < KEYS; key++) {
      int wanted = key;
      int[] expected =
          IntStream.range(0, rows.size())
              .filter(row -> key(rows, row) == wanted)
              .boxed()
              .sorted(Comparator.comparingLong(row -> time(rows, row)))
              .mapToInt(row -> row)
              .toArray();
      assertThat(grouped.rows(key)).isEqualTo(expected);
      long upTo =
          IntStream.of(expected).filter(row -> time(rows, row) <= askedFor).count()
              + grouped.first(key)
              - 1;
      assertThat(grouped.lastUpTo(key, askedFor)).isEqualTo((int) upTo);
      int before = (int) upTo - grouped.first(key) + 1;
      assertThat(grouped.around(key, askedFor, 3))
          .isEqualTo(
              Arrays.copyOfRange(
                  expected, Math.max(0, before - 3), Math.min(expected.length, before + 3)));
    }
  }

  private static int key(List<Integer> rows, int row) {
    return rows.get(row) / 100 - 1;
  }

  private static long time(List<Integer> rows, int row) {
    return rows.get(row) % 100;
  }
}
