package dev.fiberscope.recordings.chunk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * A JFR file of format 1 or 2, read chunk by chunk in the order of the file. Damage costs what is
 * damaged and is counted in {@link #losses()}; everything else is read.
 */
public final class ChunkFile implements AutoCloseable {
  // RecordingFile reads one event ahead, and the last one before the damage may reach into it.
  private static final int TOO_NEAR_TO_DAMAGE = 2;

  private final Arena arena;
  private final MemorySegment file;
  private final Losses losses = new Losses();
  private final List<ChunkHeader> found;
  private final List<ChunkHeader> chunks;
  private Optional<Prepared> lastPrepared = Optional.empty();

  /** What is known of a chunk before its events are read. */
  private record Prepared(ChunkHeader chunk, Metadata metadata, ConstantPools pools) {}

  private ChunkFile(Arena arena, MemorySegment file) {
    this.arena = arena;
    this.file = file;
    ChunkHeaders headers = new ChunkHeaders(file, losses);
    found = headers.all();
    chunks = headers.toRead(found);
  }

  /**
   * @throws IOException if the file cannot be read
   */
  public static ChunkFile open(Path path) throws IOException {
    Arena arena = Arena.ofShared();
    boolean opened = false;
    try (FileChannel channel = FileChannel.open(path)) {
      ChunkFile file =
          new ChunkFile(arena, channel.map(MapMode.READ_ONLY, 0, channel.size(), arena));
      opened = true;
      return file;
    } finally {
      if (!opened) {
        arena.close();
      }
    }
  }

  /** The bytes of a file that are already in memory. */
  public static ChunkFile of(MemorySegment bytes) {
    return new ChunkFile(Arena.ofShared(), bytes);
  }

  /** The chunks that were found. */
  public List<ChunkHeader> chunks() {
    return Collections.unmodifiableList(chunks);
  }

  /** When the first chunk began, ns since the epoch; 0 if there is none. */
  public long beginNanos() {
    return chunks.stream().mapToLong(ChunkHeader::startNanos).min().orElse(0);
  }

  public Losses losses() {
    return losses;
  }

  /** Bytes of the file. */
  public long bytes() {
    return file.byteSize();
  }

  /**
   * Reads the events of all chunks in the order of the file, on this thread.
   *
   * @param progress told now and then at which byte of the file reading is; may throw to stop
   */
  public ChunkCounts read(EventTaker takers, LongConsumer progress) {
    Counting counting = new Counting();
    EventBatch batch = new EventBatch();
    Walks walks = new Walks(takers);
    for (var walk = walks.next(); walk.isPresent(); walk = walks.next()) {
      do {
        walk.get().parse(batch.clear());
        walk.get().deliver(batch);
        progress.accept(batch.parsedTo);
      } while (!batch.last);
      counting.add(walk.get());
    }
    return counting.counts();
  }

  /**
   * The same, while other threads parse ahead, several chunks at the same time.
   *
   * @param threads how many of them; with 0 this one does all
   * @throws java.util.concurrent.CancellationException if this thread is interrupted
   */
  public ChunkCounts readAhead(int threads, EventTaker takers, LongConsumer progress) {
    if (threads == 0) {
      return read(takers, progress);
    }
    Counting counting = new Counting();
    new ParseAhead(threads, new Walks(takers)::next).run(progress, counting::add);
    return counting.counts();
  }

  /**
   * That a JVM had flushed its buffers.
   *
   * @param eventsBefore of the file
   * @param nanos when, ns since the epoch
   */
  public record Flush(long eventsBefore, long nanos) {}

  /**
   * How many events stand before the first damage: so many may be asked of the JDK's reader. It
   * reads one event ahead and may loop for ever on a bad length.
   *
   * @param flushes takes the flushes before the damage
   */
  public long eventsBeforeDamage(Consumer<Flush> flushes) {
    long events = 0;
    EventBatch batch = new EventBatch();
    Walks walks = new Walks((_, _) -> _ -> Optional.empty());
    // It reads chunks again that are there twice, and waits for the end of those without one.
    walks.rest = found.stream().takeWhile(ChunkHeader::finished).iterator();
    for (var walk = walks.next(); walk.isPresent(); walk = walks.next()) {
      do {
        walk.get().parse(batch.clear());
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException();
        }
      } while (!batch.last);
      long before = events;
      ChunkHeader chunk = walk.get().chunk();
      walk.get()
          .forEachFlush(
              (inChunk, ticks) -> flushes.accept(new Flush(before + inChunk, chunk.nanos(ticks))));
      events += walk.get().eventsBeforeDamage();
      if (walk.get().isDamaged()) {
        walk.get().finish(losses, new TreeMap<>());
        return Math.max(0, events - TOO_NEAR_TO_DAMAGE);
      }
    }
    return events;
  }

  /** For reading single events again. */
  public EventLookup lookup() {
    return new EventLookup(file, chunks, this::walk);
  }

  private Optional<ChunkWalk> walk(ChunkHeader chunk) {
    return prepare(chunk).map(prepared -> walk(prepared, chunk, everything()));
  }

  private static EventTaker.OfChunk everything() {
    return _ -> Optional.of(_ -> {});
  }

  private ChunkWalk walk(Prepared prepared, ChunkHeader chunk, EventTaker.OfChunk takers) {
    return new ChunkWalk(file, chunk, prepared.metadata, prepared.pools, takers);
  }

  /** Begins one chunk after the other. */
  private final class Walks {
    private final EventTaker takers;
    private Iterator<ChunkHeader> rest = chunks.iterator();

    private Walks(EventTaker takers) {
      this.takers = takers;
    }

    private Optional<ChunkWalk> next() {
      while (rest.hasNext()) {
        ChunkHeader chunk = rest.next();
        Optional<Prepared> prepared = chunk.isNewer() ? Optional.empty() : prepare(chunk);
        if (prepared.isPresent()) {
          EventTaker.OfChunk ofChunk = takers.begin(chunk, prepared.get().pools);
          return Optional.of(walk(prepared.get(), chunk, ofChunk));
        }
        losses.chunksWithoutTypes++;
      }
      return Optional.empty();
    }
  }

  private final class Counting {
    private final Map<String, Long> notTaken = new TreeMap<>();
    private long events;

    private void add(ChunkWalk walk) {
      events += walk.finish(losses, notTaken);
    }

    private ChunkCounts counts() {
      return new ChunkCounts(events, notTaken);
    }
  }

  private Optional<Prepared> prepare(ChunkHeader chunk) {
    Optional<Prepared> prepared = Optional.empty();
    try {
      if (chunk.metadataOffset() > chunk.offset() && chunk.metadataOffset() < chunk.end()) {
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
}
