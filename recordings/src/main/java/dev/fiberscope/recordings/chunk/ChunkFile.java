package dev.fiberscope.recordings.chunk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * A JFR file of format 1 or 2, read chunk by chunk in the order of the file. Damage costs what is
 * damaged and is counted in {@link #losses()}; everything else is read.
 */
public final class ChunkFile implements AutoCloseable {
  private static final int EVENTS_BETWEEN_REPORTS = 1 << 14;
  private static final long METADATA = 0;
  private static final long CONSTANT_POOL = 1;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment file;
  private final Losses losses = new Losses();
  private final List<ChunkHeader> chunks;
  private Optional<Prepared> lastPrepared = Optional.empty();

  /** What is known of a chunk before its events are read. */
  private record Prepared(ChunkHeader chunk, Metadata metadata, ConstantPools pools) {}

  private ChunkFile(FileChannel channel) throws IOException {
    file = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
    chunks = ChunkHeaders.find(file, losses);
  }

  /**
   * @throws IOException if the file cannot be read
   */
  public static ChunkFile open(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      return new ChunkFile(channel);
    }
  }

  /** The chunks that were found. */
  public List<ChunkHeader> chunks() {
    return Collections.unmodifiableList(chunks);
  }

  public Losses losses() {
    return losses;
  }

  /** Bytes of the file. */
  public long bytes() {
    return file.byteSize();
  }

  /**
   * Reads the events of one chunk.
   *
   * @param handlers asked once for each type of event: who takes its events, or nobody
   * @param progress told now and then at which byte of the file reading is; may throw to stop
   */
  public ChunkCounts read(
      ChunkHeader chunk,
      Function<TypeLayout, Optional<Consumer<EventView>>> handlers,
      LongConsumer progress) {
    Optional<Prepared> prepared = prepare(chunk);
    if (prepared.isEmpty()) {
      losses.chunksWithoutTypes++;
      return new ChunkCounts(0, Map.of());
    }
    return new EventWalk(file, chunk, prepared.get(), handlers).all(progress);
  }

  private Optional<Prepared> prepare(ChunkHeader chunk) {
    Optional<Prepared> prepared = Optional.empty();
    try {
      if (chunk.metadataOffset() > chunk.offset()) {
        Metadata metadata = Metadata.read(file, chunk.metadataOffset());
        prepared =
            Optional.of(
                new Prepared(chunk, metadata, ConstantPools.read(file, chunk, metadata, losses)));
      }
    } catch (IndexOutOfBoundsException | NumberFormatException damaged) {
      // Then the types of the chunk before may do, if the same JVM wrote it.
    }
    if (prepared.isEmpty()
        && lastPrepared
            .filter(last -> last.chunk.ticksPerSecond() == chunk.ticksPerSecond())
            .isPresent()) {
      losses.borrowedTypes++;
      return lastPrepared;
    }
    lastPrepared = prepared.or(() -> lastPrepared);
    return prepared;
  }

  @Override
  public void close() {
    arena.close();
  }

  /** One walk over the events of a chunk. */
  private final class EventWalk {
    private final ChunkHeader chunk;
    private final Prepared prepared;
    private final EventView view;
    private final ByteCursor in;
    private final HandlerTable handlers;

    private EventWalk(
        MemorySegment file,
        ChunkHeader chunk,
        Prepared prepared,
        Function<TypeLayout, Optional<Consumer<EventView>>> handlers) {
      this.chunk = chunk;
      this.prepared = prepared;
      this.view = new EventView(file, chunk, prepared.metadata, prepared.pools);
      this.in = new ByteCursor(file, chunk.offset() + ChunkHeader.BYTES);
      this.handlers = new HandlerTable(prepared.metadata, handlers);
    }

    private ChunkCounts all(LongConsumer progress) {
      long events = 0;
      long end = Math.min(chunk.end(), file.byteSize());
      long untilReport = 0;
      while (in.at() < end) {
        if (untilReport-- == 0) {
          progress.accept(in.at());
          untilReport = EVENTS_BETWEEN_REPORTS;
        }
        long start = in.at();
        long size = 0;
        try {
          size = in.number();
          long type = in.number();
          if (size <= in.at() - start || size > end - start) {
            skipDamage(start, end);
            continue;
          }
          if (type != METADATA && type != CONSTANT_POOL) {
            events++;
            handlers.handle(type, view, in);
          }
        } catch (IndexOutOfBoundsException damaged) {
          losses.damagedEvents++;
          if (size <= 0) {
            skipDamage(start, end);
            continue;
          }
        }
        in.moveTo(start + size);
      }
      return new ChunkCounts(events, handlers.notTaken());
    }

    /** Goes on at the next constant pool that is known: lengths cannot be trusted any more. */
    private void skipDamage(long from, long end) {
      long next =
          prepared.pools.offsets().stream()
              .mapToLong(offset -> offset)
              .filter(offset -> offset > from)
              .min()
              .orElse(end);
      losses.skippedBytes += next - from;
      in.moveTo(next);
    }
  }
}
