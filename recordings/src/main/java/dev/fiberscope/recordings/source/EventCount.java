package dev.fiberscope.recordings.source;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/**
 * How many events of a recording can be reached: every event says how long it is, so they can be
 * counted without being understood. {@link jdk.jfr.consumer.RecordingFile} has to be kept from
 * reading further, because at a bad length it may loop for ever (JDK 25.0.3).
 *
 * @param events events before the first damage, or all of them
 * @param damaged true if the file does not end where an event does, or a chunk was never finished
 */
public record EventCount(long events, boolean damaged) {
  private static final int MAGIC = 0x464c5200;
  private static final int HEADER_BYTES = 68;
  private static final int CHUNK_SIZE = 8;
  private static final int FILE_STATE = 64;
  private static final int FINISHED = 0;
  private static final long LAST_TYPE_THAT_IS_NO_EVENT = 1;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  // RecordingFile reads one event ahead, and the last one before the damage may reach into it.
  private static final int TOO_NEAR_TO_DAMAGE = 2;

  /** How many events can be asked of a {@link jdk.jfr.consumer.RecordingFile} without risk. */
  public long readable() {
    return damaged ? Math.max(0, events - TOO_NEAR_TO_DAMAGE) : events;
  }

  /** Counts the events of a file. */
  public static EventCount of(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file);
        Arena arena = Arena.ofConfined()) {
      return new Walk(channel.map(MapMode.READ_ONLY, 0, channel.size(), arena)).all();
    }
  }

  private static final class Walk {
    private final MemorySegment bytes;
    private long at;
    private long events;

    private Walk(MemorySegment bytes) {
      this.bytes = bytes;
    }

    private EventCount all() {
      while (at < bytes.byteSize()) {
        if (!chunk()) {
          return new EventCount(events, true);
        }
      }
      return new EventCount(events, false);
    }

    private boolean chunk() {
      long start = at;
      if (bytes.byteSize() - start < HEADER_BYTES || bytes.get(INT, start) != MAGIC) {
        return false;
      }
      long size = bytes.get(LONG, start + CHUNK_SIZE);
      boolean whole = size >= HEADER_BYTES && size <= bytes.byteSize() - start;
      if (!whole || bytes.get(ValueLayout.JAVA_BYTE, start + FILE_STATE) != FINISHED) {
        return false;
      }
      at = start + HEADER_BYTES;
      while (at < start + size) {
        long event = at;
        long length = number(start + size);
        long type = number(start + size);
        if (length <= at - event || length > start + size - event) {
          return false;
        }
        if (type > LAST_TYPE_THAT_IS_NO_EVENT) {
          events++;
        }
        at = event + length;
      }
      return true;
    }

    /** A number in JFR's compressed form: seven bits a byte, the lowest first. */
    private long number(long end) {
      long value = 0;
      for (int shift = 0; shift < 56 && at < end; shift += 7) {
        byte next = bytes.get(ValueLayout.JAVA_BYTE, at++);
        value |= (next & 0x7fL) << shift;
        if (next >= 0) {
          return value;
        }
      }
      return -1;
    }
  }
}
