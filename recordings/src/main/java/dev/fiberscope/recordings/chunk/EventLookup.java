package dev.fiberscope.recordings.chunk;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads single events again by where they begin. Used by one thread at a time. */
public final class EventLookup {
  private static final int MOST_CHUNKS = 4;

  private final MemorySegment file;
  private final List<ChunkHeader> chunks;
  private final Function<ChunkHeader, Optional<ChunkWalk>> walks;
  private final EventBatch batch = new EventBatch();
  // Types and constants of the chunks looked into last.
  private final Map<ChunkHeader, Optional<ChunkWalk>> recent =
      new LinkedHashMap<>(8, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ChunkHeader, Optional<ChunkWalk>> eldest) {
          return size() > MOST_CHUNKS;
        }
      };

  EventLookup(
      MemorySegment file,
      List<ChunkHeader> chunks,
      Function<ChunkHeader, Optional<ChunkWalk>> walks) {
    this.file = file;
    this.chunks = chunks;
    this.walks = walks;
  }

  /**
   * The event that begins at a byte, valid until the next call; empty if it cannot be read.
   *
   * @param position as {@link EventView#position} told it
   */
  public Optional<EventView> at(long position) {
    if (position < 0 || position >= file.byteSize()) {
      return Optional.empty();
    }
    for (ChunkHeader chunk : chunks) {
      if (position > chunk.offset() && position < chunk.end()) {
        try {
          return recent.computeIfAbsent(chunk, walks).map(walk -> walk.at(position, batch));
        } catch (IndexOutOfBoundsException damage) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
