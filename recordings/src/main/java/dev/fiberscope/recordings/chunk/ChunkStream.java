package dev.fiberscope.recordings.chunk;

import com.carrotsearch.hppc.LongArrayList;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Chunks of a recording whose bytes come bit by bit. Events are taken as soon as the JVM has
 * flushed its buffers, because the types and constants that they need stand behind them; what is
 * behind the last flush waits. Bytes are kept for as long as their chunk lasts.
 */
public final class ChunkStream {
  /** Told where the JVM had flushed its buffers. */
  @FunctionalInterface
  public interface Flushes {
    /**
     * @param chunkAt where the chunk's header stands among all bytes that came
     * @param header the header that the chunk would have if it ended here
     */
    void flushed(long chunkAt, byte[] header);
  }

  /** Of checkpoints: describes threads. */
  private static final int THREADS = 8;

  private static final long FIRST_ROOM = 1 << 16;

  /** Longer events than the JVM writes, which damage makes. */
  private static final long MOST_EVENT_BYTES = 1 << 28;

  /** Less is how exactly a JVM tells the time. */
  private static final long CLOCK_JUMP_NANOS = 50_000_000;

  private final EventTaker takers;
  private final Flushes flushes;
  private final Losses losses = new Losses();
  private final Map<String, Long> notTaken = new TreeMap<>();
  private final Set<ChunkHeader> seen = new HashSet<>();
  private final EventBatch batch = new EventBatch();
  private MemorySegment bytes = Arena.ofAuto().allocate(FIRST_ROOM);
  private long used;
  private long dropped;
  private Optional<ChunkHeader> before = Optional.empty();

  // Of the chunk that comes now; its header is at 0.
  private Optional<ChunkHeader> chunk = Optional.empty();
  private boolean skipped;
  private long walked;
  private long taken;
  private long metadataAt;
  private Optional<Metadata> metadata = Optional.empty();
  private final LongArrayList newPools = new LongArrayList();
  private boolean threadsCame;
  private ConstantPools pools;
  private EventTaker.OfChunk ofChunk;

  public ChunkStream(EventTaker takers, Flushes flushes) {
    this.takers = takers;
    this.flushes = flushes;
  }

  /** What could not be read so far. */
  public Losses losses() {
    return losses;
  }

  /** Events that nobody took so far, by the name of their type. */
  public Map<String, Long> notTaken() {
    return notTaken;
  }

  /** Takes more bytes; events up to the last flush in them are taken before it returns. */
  public void append(byte[] more, int from, int count) {
    grow(used + count);
    MemorySegment.copy(more, from, bytes, ValueLayout.JAVA_BYTE, used, count);
    used += count;
    while (chunk.isPresent() ? walk(chunk.get()) : begin()) {
      // Until bytes are missing.
    }
  }

  private void grow(long room) {
    if (room > bytes.byteSize()) {
      MemorySegment larger = Arena.ofAuto().allocate(Math.max(room, 2 * bytes.byteSize()));
      MemorySegment.copy(bytes, 0, larger, 0, used);
      bytes = larger;
    }
  }

  /** Begins a chunk; false if bytes are missing. */
  private boolean begin() {
    long at = 0;
    while (at + ChunkHeader.BYTES <= used && !ChunkHeader.isAt(bytes, at)) {
      at++;
    }
    if (at > 0) {
      losses.bytesBetweenChunks += at;
      drop(at);
    }
    if (used < ChunkHeader.BYTES) {
      return false;
    }
    ChunkHeader header = onClock(ChunkHeader.read(bytes, 0));
    skipped = header.finished() && !seen.add(header);
    losses.repeatedChunks += skipped ? 1 : 0;
    chunk = Optional.of(header);
    walked = ChunkHeader.BYTES;
    taken = walked;
    metadataAt = 0;
    metadata = Optional.empty();
    newPools.clear();
    threadsCame = false;
    pools = null;
    ofChunk = null;
    return true;
  }

  /** Lets chunks of one JVM share a clock: the time of day may be set anew between two of them. */
  private ChunkHeader onClock(ChunkHeader header) {
    if (before.isEmpty()
        || before.get().ticksPerSecond() != header.ticksPerSecond()
        || before.get().startTicks() >= header.startTicks()) {
      return header;
    }
    long byTicks = before.get().nanos(header.startTicks());
    boolean jump = Math.abs(byTicks - header.startNanos()) > CLOCK_JUMP_NANOS;
    losses.clockJumps += jump ? 1 : 0;
    return header.continuing(jump ? byTicks : header.startNanos());
  }

  private void drop(long count) {
    MemorySegment.copy(bytes, count, bytes, 0, used - count);
    used -= count;
    dropped += count;
  }

  /** Walks over whole events up to the next flush; false if bytes are missing. */
  private boolean walk(ChunkHeader header) {
    long end = header.finished() ? header.size() : Long.MAX_VALUE;
    while (walked < end) {
      ByteCursor in = new ByteCursor(bytes.asSlice(0, used), walked);
      long size;
      long type;
      try {
        size = in.number();
        type = in.number();
      } catch (IndexOutOfBoundsException missing) {
        return false;
      }
      if (size <= in.at() - walked || size > MOST_EVENT_BYTES || size > end - walked) {
        losses.skippedBytes += skipDamage(end);
        return used >= end;
      }
      if (size > used - walked) {
        return false;
      }
      boolean flush = false;
      if (type == ChunkWalk.METADATA) {
        metadataAt = walked;
        metadata = Optional.empty();
      } else if (type == ChunkWalk.CONSTANT_POOL) {
        newPools.add(walked);
        in.number();
        in.number();
        in.number();
        byte kind = in.int8();
        flush = (kind & ChunkWalk.FLUSH) != 0;
        threadsCame |= (kind & THREADS) != 0;
      }
      walked += size;
      if (flush && !skipped) {
        learn();
        if (threadsCame || !lacksThreads()) {
          deliver(header);
        }
      }
      if (flush && isLast(walked) && !header.finished()) {
        end = walked;
      }
    }
    endChunk(end);
    return true;
  }

  /** Tells of a flush that ends here; true if the JVM wrote the chunk's end with it. */
  private boolean isLast(long end) {
    long copy = end - ChunkHeader.BYTES;
    if (!ChunkHeader.isAt(bytes, copy)) {
      return false;
    }
    flushes.flushed(dropped, bytes.asSlice(copy, ChunkHeader.BYTES).toArray(ValueLayout.JAVA_BYTE));
    return ChunkHeader.read(bytes, copy).finished();
  }

  /** Nothing behind damage can be told apart: what is good stands before it. */
  private long skipDamage(long end) {
    long from = walked;
    walked = Math.min(end, used);
    taken = walked;
    return walked - from;
  }

  /** Tells that the chunk that came last is over, though its header did not say so. */
  public void endChunk() {
    chunk.ifPresent(
        header -> {
          if (!header.finished()) {
            endChunk(walked);
          }
        });
  }

  private void endChunk(long end) {
    ChunkHeader header = chunk.orElseThrow();
    if (!skipped && taken < walked) {
      take(header);
    }
    before = Optional.of(header);
    chunk = Optional.empty();
    drop(Math.min(used, end));
  }

  /** Tells that nothing follows: what is behind the last flush is taken as far as it goes. */
  public void finish() {
    chunk.ifPresent(
        header -> {
          losses.unfinishedChunks++;
          if (!skipped && taken < walked) {
            take(header);
          }
        });
  }

  /** Takes the events up to where was walked. */
  private void take(ChunkHeader header) {
    learn();
    deliver(header);
  }

  /** Takes in types and constants up to where was walked. */
  private void learn() {
    if (metadata.isEmpty()) {
      metadata = metadata();
    }
    if (metadata.isEmpty()) {
      return;
    }
    MemorySegment whole = bytes.asSlice(0, used);
    if (pools == null) {
      pools = ConstantPools.growing(whole, metadata.get());
    }
    pools.grown(whole, metadata.get());
    for (int i = 0; i < newPools.size(); i++) {
      pools.add(newPools.get(i), walked, losses);
    }
    newPools.clear();
  }

  /**
   * True if an event that waits is of a thread that is not described yet: a flush may leave that to
   * the next one (JDK 25).
   */
  private boolean lacksThreads() {
    MemorySegment whole = bytes.asSlice(0, used);
    try {
      for (long at = taken; metadata.isPresent() && at < walked; ) {
        ByteCursor in = new ByteCursor(whole, at);
        long size = in.number();
        if (pools.lacksThread(in.number(), in)) {
          return true;
        }
        at += size;
      }
    } catch (IndexOutOfBoundsException damage) {
      // Whoever takes the event counts it.
    }
    return false;
  }

  private void deliver(ChunkHeader header) {
    if (metadata.isEmpty()) {
      return;
    }
    threadsCame = false;
    MemorySegment whole = bytes.asSlice(0, used);
    if (ofChunk == null) {
      ofChunk = takers.begin(header, pools);
    }
    ChunkWalk walk = new ChunkWalk(whole, header, metadata.get(), pools, ofChunk, taken, walked);
    do {
      walk.parse(batch.clear());
      walk.deliver(batch);
    } while (!batch.last);
    walk.finish(losses, notTaken);
    taken = walked;
  }

  private Optional<Metadata> metadata() {
    try {
      return metadataAt == 0
          ? Optional.empty()
          : Optional.of(Metadata.read(bytes.asSlice(0, used), metadataAt));
    } catch (IndexOutOfBoundsException | NumberFormatException damaged) {
      losses.chunksWithoutTypes++;
      return Optional.empty();
    }
  }
}
