package dev.fiberscope.recordings.chunk;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The first 68 bytes of a chunk.
 *
 * @param offset where the chunk begins in the file
 * @param size bytes of the chunk
 * @param poolOffset where its last constant pool begins in the file
 * @param metadataOffset where its type descriptions begin in the file
 * @param startNanos when it began, ns since the epoch; {@code durationNanos} likewise in ns
 * @param startTicks when it began in the recorded JVM's ticks
 * @param finished false if the JVM had not written the end when the file was taken, or it is not
 *     there
 * @param continuous true if the JVM of the chunk before wrote this one, without a pause
 */
public record ChunkHeader(
    long offset,
    long size,
    int major,
    int minor,
    long poolOffset,
    long metadataOffset,
    long startNanos,
    long durationNanos,
    long startTicks,
    long ticksPerSecond,
    boolean finished,
    boolean continuous) {
  /** Bytes of a header. */
  public static final int BYTES = 68;

  /** {@code FLR\0} */
  static final int MAGIC = 0x464c5200;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** Between two chunks of a JVM less than a microsecond was measured. */
  private static final long LONGEST_PAUSE_NANOS = 1_000_000;

  private static final int STATE = 64;
  private static final int KNOWN_MAJOR = 2;

  /** Formats to come; a larger number is no format at all. */
  private static final int MOST_MAJOR = 9;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /** True if a header begins at a byte. */
  static boolean isAt(MemorySegment file, long at) {
    return at >= 0
        && file.byteSize() - at >= BYTES
        && file.get(INT, at) == MAGIC
        && read(file, at).isPlausible();
  }

  /** Reads a header whose magic is known to be there. */
  static ChunkHeader read(MemorySegment file, long offset) {
    ByteCursor in = new ByteCursor(file, offset + Integer.BYTES);
    int major = in.int16();
    int minor = in.int16();
    long size = in.int64();
    long pool = in.int64();
    long metadata = in.int64();
    long startNanos = in.int64();
    long durationNanos = in.int64();
    long startTicks = in.int64();
    long ticksPerSecond = in.int64();
    in.moveTo(offset + STATE);
    return new ChunkHeader(
        offset,
        size,
        major,
        minor,
        offset + pool,
        offset + metadata,
        startNanos,
        durationNanos,
        startTicks,
        ticksPerSecond,
        in.int8() == 0,
        false);
  }

  /** True if the numbers could be those of a chunk. */
  boolean isPlausible() {
    return major >= 1 && major <= MOST_MAJOR && ticksPerSecond > 0 && startNanos > 0;
  }

  /** True if the format is one that this reader does not know. */
  public boolean isNewer() {
    return major > KNOWN_MAJOR;
  }

  /** Where the next chunk begins, if this one is whole. */
  long end() {
    return offset + size;
  }

  /** Converts ticks of this chunk's JVM to ns since the epoch, as the JDK does. */
  public long nanos(long ticks) {
    long passed = ticks - startTicks;
    return startNanos
        + (ticksPerSecond == NANOS_PER_SECOND
            ? passed
            : (long) (passed / (ticksPerSecond / (double) NANOS_PER_SECOND)));
  }

  /** The same without its end, as it was found to be. */
  ChunkHeader withBounds(long newSize, long pool, long metadata) {
    return new ChunkHeader(
        offset,
        newSize,
        major,
        minor,
        pool,
        metadata,
        startNanos,
        durationNanos,
        startTicks,
        ticksPerSecond,
        false,
        continuous);
  }

  /** The same header as it would be elsewhere in the file. */
  ChunkHeader movedTo(long place) {
    return new ChunkHeader(
        place,
        size,
        major,
        minor,
        poolOffset - offset + place,
        metadataOffset - offset + place,
        startNanos,
        durationNanos,
        startTicks,
        ticksPerSecond,
        finished,
        continuous);
  }

  ChunkHeader continuing(long newStartNanos) {
    return new ChunkHeader(
        offset,
        size,
        major,
        minor,
        poolOffset,
        metadataOffset,
        newStartNanos,
        durationNanos,
        startTicks,
        ticksPerSecond,
        finished,
        true);
  }

  /**
   * True if this chunk begins when {@code before} ends, by its ticks or by the time of day: a JVM
   * tells the length of a chunk by the time of day too, so if that is set anew only one of them
   * fits.
   */
  boolean goesOnFrom(ChunkHeader before) {
    double ticks = (startTicks - before.startTicks) * (NANOS_PER_SECOND / (double) ticksPerSecond);
    long nanos = startNanos - before.startNanos;
    return ticksPerSecond == before.ticksPerSecond
        && ticks >= 0
        && (Math.abs(ticks - before.durationNanos) < LONGEST_PAUSE_NANOS
            || Math.abs(nanos - before.durationNanos) < LONGEST_PAUSE_NANOS);
  }
}
