package dev.fiberscope.recordings;

import dev.fiberscope.recordings.chunk.ChunkHeader;
import dev.fiberscope.recordings.chunk.ChunkStream;
import dev.fiberscope.recordings.chunk.ConstantPools;
import dev.fiberscope.recordings.chunk.EventTaker;
import dev.fiberscope.recordings.decode.RecordingDecoder;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.threads.SchedulerState;
import dev.fiberscope.recordings.threads.ThreadSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session that grows while the bytes of a recording come. Bytes may be cut anywhere; a picture is
 * of what is settled, up to a moment before the last flush in them, and costs what is new.
 */
public final class GrowingSession {
  private final String name;
  private final ChunkStream chunks;
  private Optional<RecordingDecoder> decoder = Optional.empty();
  // Taken before the first bytes came.
  private final List<ThreadSnapshot> early = new ArrayList<>();

  public GrowingSession(String name) {
    this(name, (_, _) -> {});
  }

  /**
   * @param flushes told where the JVM had flushed its buffers
   */
  public GrowingSession(String name, ChunkStream.Flushes flushes) {
    this.name = name;
    chunks = new ChunkStream(this::begin, flushes);
  }

  private EventTaker.OfChunk begin(ChunkHeader chunk, ConstantPools constants) {
    if (decoder.isEmpty()) {
      long begin = chunk.startNanos();
      decoder = Optional.of(new RecordingDecoder(new RecordingDecoder.Clock(begin, begin, true)));
      early.forEach(this::snapshot);
      early.clear();
    }
    return decoder.get().taker().begin(chunk, constants);
  }

  /** Takes in more bytes. */
  public void append(byte[] bytes, int from, int count) {
    chunks.append(bytes, from, count);
  }

  /** Takes what every thread did at a moment, for fibers of which no event tells. */
  public void snapshot(ThreadSnapshot snapshot) {
    decoder.ifPresentOrElse(
        each -> each.seen(SnapshotStates.of(snapshot)), () -> early.add(snapshot));
  }

  /** Takes what the scheduler said of itself at a moment. */
  public void scheduler(Instant time, SchedulerState state) {
    decoder.ifPresent(
        each ->
            each.scheduler(
                SnapshotStates.nanos(time), state.parallelism(), state.mounted(), state.queued()));
  }

  /** Tells that the chunk that came last is over: bytes that follow are of another one. */
  public void endChunk() {
    chunks.endChunk();
  }

  /** The session of what is settled; empty if there is nothing yet. */
  public Optional<Session> session() {
    return decoder.map(each -> each.sessionOfSettled(name));
  }

  /**
   * Drops what had ended so long before what is settled, and more if what is kept takes more room
   * than it may; as much as lies together is dropped at once, so a little more stays.
   *
   * @param bytes of storage
   */
  public void keep(long nanos, long bytes) {
    decoder.ifPresent(each -> each.keep(nanos, bytes));
  }

  /** How many rows there are that {@link #keep} does not drop. */
  public long rows() {
    return decoder.map(RecordingDecoder::rowsThatStay).orElse(0L);
  }

  /** The session of all that came. Nothing may be appended afterwards. */
  public Optional<Session> finish() {
    chunks.finish();
    decoder.ifPresent(
        each -> {
          chunks.notTaken().forEach(each::notTaken);
          each.lost(chunks.losses());
        });
    return decoder.map(each -> each.session(name));
  }
}
