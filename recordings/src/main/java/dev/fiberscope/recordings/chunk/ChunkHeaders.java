package dev.fiberscope.recordings.chunk;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the chunks of a file, the damaged and unfinished ones too. */
final class ChunkHeaders {
  /** Less is how exactly a JVM tells the time. */
  private static final long CLOCK_JUMP_NANOS = 50_000_000;

  private final MemorySegment file;
  private final Losses losses;

  ChunkHeaders(MemorySegment file, Losses losses) {
    this.file = file;
    this.losses = losses;
  }

  /** Those to read of those that were found: each once, and with clocks that go on evenly. */
  List<ChunkHeader> toRead(List<ChunkHeader> found) {
    return onOneClock(once(found));
  }

  /** All of the file. */
  List<ChunkHeader> all() {
    List<ChunkHeader> chunks = new ArrayList<>();
    long at = 0;
    while (at < file.byteSize()) {
      if (!ChunkHeader.isAt(file, at)) {
        long next = nextChunk(at + 1, Long.MIN_VALUE);
        losses.bytesBetweenChunks += next - at;
        at = next;
        continue;
      }
      ChunkHeader header = ChunkHeader.read(file, at);
      if (header.finished() && leadsOn(header)) {
        chunks.add(header);
        at = header.end();
      } else {
        long end = nextChunk(at + ChunkHeader.BYTES, header.startTicks());
        chunks.add(salvaged(header, end));
        at = end;
      }
    }
    return chunks;
  }

  private List<ChunkHeader> once(List<ChunkHeader> chunks) {
    Set<ChunkHeader> seen = new HashSet<>();
    List<ChunkHeader> result =
        chunks.stream()
            .filter(chunk -> seen.add(chunk.movedTo(0)))
            .filter(chunk -> chunks.stream().noneMatch(other -> isCutCopy(chunk, other)))
            .toList();
    losses.repeatedChunks += chunks.size() - result.size();
    return result;
  }

  private static boolean isCutCopy(ChunkHeader chunk, ChunkHeader whole) {
    return !chunk.finished()
        && whole.finished()
        && chunk.size() < whole.size()
        && chunk.startNanos() == whole.startNanos()
        && chunk.startTicks() == whole.startTicks();
  }

  /**
   * Lets the chunks that one JVM wrote without a pause share the clock of the first of them: ticks
   * go on evenly, while the time of day may be set anew between two chunks.
   */
  private List<ChunkHeader> onOneClock(List<ChunkHeader> chunks) {
    List<ChunkHeader> result = new ArrayList<>();
    for (ChunkHeader chunk : chunks) {
      if (result.isEmpty() || !chunk.goesOnFrom(result.getLast())) {
        result.add(chunk);
        continue;
      }
      long byTicks = result.getLast().nanos(chunk.startTicks());
      boolean jump = Math.abs(byTicks - chunk.startNanos()) > CLOCK_JUMP_NANOS;
      if (jump) {
        losses.clockJumps++;
      }
      result.add(chunk.continuing(jump ? byTicks : chunk.startNanos()));
    }
    return result;
  }

  private boolean leadsOn(ChunkHeader header) {
    return header.size() >= ChunkHeader.BYTES
        && header.end() > header.offset()
        && (header.end() == file.byteSize()
            || header.end() < file.byteSize() && ChunkHeader.isAt(file, header.end()));
  }

  /** The next header of another chunk: checkpoints hold copies of their own chunk's header. */
  private long nextChunk(long from, long ownStartTicks) {
    for (long at = from; at <= file.byteSize() - ChunkHeader.BYTES; at++) {
      if (ChunkHeader.isAt(file, at) && ChunkHeader.read(file, at).startTicks() != ownStartTicks) {
        return at;
      }
    }
    return file.byteSize();
  }

  /** With what the last copy of the header says, which was true at the last flush. */
  private ChunkHeader salvaged(ChunkHeader header, long end) {
    if (header.finished()) {
      losses.cutChunks++;
    } else {
      losses.unfinishedChunks++;
    }
    for (long at = end - ChunkHeader.BYTES; at > header.offset(); at--) {
      if (ChunkHeader.isAt(file, at)) {
        ChunkHeader copy = ChunkHeader.read(file, at);
        if (copy.startTicks() == header.startTicks() && copy.size() > 0) {
          return header.withBounds(
              end - header.offset(),
              copy.poolOffset() - at + header.offset(),
              copy.metadataOffset() - at + header.offset());
        }
      }
    }
    return header.withBounds(end - header.offset(), header.poolOffset(), header.metadataOffset());
  }
}
