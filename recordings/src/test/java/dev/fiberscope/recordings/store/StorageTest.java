package dev.fiberscope.recordings.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StorageTest {
  /** So small that nearly everything goes to the temporary file. */
  private static final long TINY = 100;

  @Property(tries = 20)
  void columnsKeepWhatTheyAreGivenWhereverTheyLie(
      @ForAll @IntRange(max = 200_000) int rows, @ForAll boolean inFile) {
    Storage storage = inFile ? Storage.ofSession(TINY) : Storage.ofSession();
    LongColumn longs = new LongColumn(storage);
    IntColumn ints = new IntColumn(storage);
    ShortColumn shorts = new ShortColumn(storage);
    for (int row = 0; row < rows; row++) {
      longs.add(row * 0x9e3779b97f4a7c15L);
      ints.add(row * 0x9e3779b9);
      shorts.add((short) row);
    }
    for (int row = 0; row < rows; row++) {
      assertThat(longs.get(row)).isEqualTo(row * 0x9e3779b97f4a7c15L);
      assertThat(ints.get(row)).isEqualTo(row * 0x9e3779b9);
      assertThat(shorts.get(row)).isEqualTo((short) row);
    }
    assertThat(longs.size()).isEqualTo(rows);
  }

  @Property(tries = 50)
  void bytesComeBackWhole(@ForAll @Size(max = 40) List<@IntRange(max = 300_000) Integer> lengths) {
    BytesColumn column = new BytesColumn(Storage.ofSession(TINY));
    for (int i = 0; i < lengths.size(); i++) {
      column.add(filled(lengths.get(i), i));
    }
    for (int i = 0; i < lengths.size(); i++) {
      assertThat(column.get(i)).isEqualTo(filled(lengths.get(i), i));
    }
  }

  private static byte[] filled(int length, int with) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }

  @Test
  void aFrozenColumnDoesNotSeeWhatIsAddedLater() {
    IntColumn column = new IntColumn(Storage.ofSession());
    for (int row = 0; row < 70_000; row++) {
      column.add(row);
    }
    IntColumn frozen = column.frozen();
    for (int row = 0; row < 70_000; row++) {
      column.add(-1);
      column.set(row, -2);
    }
    assertThat(frozen.size()).isEqualTo(70_000);
    assertThat(frozen.get(0)).isZero();
    assertThat(frozen.get(69_999)).isEqualTo(69_999);
    assertThat(column.get(0)).isEqualTo(-2);
    assertThat(column.get(139_999)).isEqualTo(-1);
  }

  @Test
  void idsOfJvmsDoNotMeet() {
    for (long number : new long[] {0, 1, -1, -5, (1L << 47) - 1}) {
      assertThat(JvmId.bare(JvmId.of(0, number))).isEqualTo(number);
      assertThat(JvmId.bare(JvmId.of(3, number))).isEqualTo(number);
      assertThat(JvmId.of(1, number)).isNotEqualTo(JvmId.of(2, number));
    }
  }
}
