package dev.fiberscope.recordings.store;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Byte arrays by row, appended one by one. */
public final class BytesColumn {
  private static final int BLOCK = 1 << 18;

  private final Storage storage;
  private final LongColumn places;
  private final IntColumn lengths;
  private final IntColumn blockOfRow;
  private MemorySegment[] blocks;
  private int blockCount;
  private long used;

  public BytesColumn(Storage storage) {
    this(
        storage,
        new LongColumn(storage),
        new IntColumn(storage),
        new IntColumn(storage),
        new MemorySegment[4],
        0);
  }

  private BytesColumn(
      Storage storage,
      LongColumn places,
      IntColumn lengths,
      IntColumn blockOfRow,
      MemorySegment[] blocks,
      int blockCount) {
    this.storage = storage;
    this.places = places;
    this.lengths = lengths;
    this.blockOfRow = blockOfRow;
    this.blocks = blocks;
    this.blockCount = blockCount;
  }

  public void add(byte[] bytes) {
    if (blockCount == 0 || used + bytes.length > blocks[blockCount - 1].byteSize()) {
      if (blockCount == blocks.length) {
        blocks = Arrays.copyOf(blocks, 2 * blockCount);
      }
      blocks[blockCount++] = storage.allocate(Math.max(BLOCK, bytes.length));
      used = 0;
    }
    MemorySegment.copy(bytes, 0, blocks[blockCount - 1], ValueLayout.JAVA_BYTE, used, bytes.length);
    places.add(used);
    lengths.add(bytes.length);
    blockOfRow.add(blockCount - 1);
    used += bytes.length;
  }

  /** A copy. */
  public byte[] get(int row) {
    return blocks[blockOfRow.get(row)]
        .asSlice(places.get(row), lengths.get(row))
        .toArray(ValueLayout.JAVA_BYTE);
  }

  public int length(int row) {
    return lengths.get(row);
  }

  /** The rows of now, for readers. */
  public BytesColumn frozen() {
    return new BytesColumn(
        storage,
        places.frozen(),
        lengths.frozen(),
        blockOfRow.frozen(),
        blocks.clone(),
        blockCount);
  }
}
