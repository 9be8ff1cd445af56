package dev.fiberscope.recordings.decode;

import dev.fiberscope.recordings.chunk.ChunkFile;
import dev.fiberscope.recordings.chunk.EventTaker;
import dev.fiberscope.recordings.chunk.EventView;
import dev.fiberscope.recordings.chunk.TypeLayout;
import dev.fiberscope.recordings.decode.RecordingDecoder.Clock;
import dev.fiberscope.recordings.store.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads as {@link RecordingReader} does, but keeps events from the decoder. */
public final class TruthlessReading {
  private TruthlessReading() {}

  /** Takes events of some types; given when the session began, in ns since the epoch. */
  @FunctionalInterface
  public interface Keeper {
    Optional<Consumer<EventView>> keep(TypeLayout type, long originNanos);
  }

  /**
   * A recording as default settings would have made it: without traces and what the engine says.
   */
  public static Session withoutScheduling(Path file) throws IOException {
    try (ChunkFile chunks = ChunkFile.open(file)) {
      return session(
          chunks,
          (type, _) ->
              type.name().equals("jdk.MethodTrace")
                      || type.name().equals("jdk.ActiveSetting")
                      || type.name().startsWith("fiberscope.")
                  ? Optional.of(_ -> {})
                  : Optional.empty());
    }
  }

  public static Session session(ChunkFile chunks, Keeper keeper) {
    Clock clock = Clock.of(chunks.chunks());
    RecordingDecoder decoder = new RecordingDecoder(clock);
    EventTaker taker = decoder.taker();
    chunks.read(
        (chunk, constants) -> {
          EventTaker.OfChunk takers = taker.begin(chunk, constants);
          return new EventTaker.OfChunk() {
            @Override
            public Optional<Consumer<EventView>> of(TypeLayout type) {
              return keeper.keep(type, clock.originNanos()).or(() -> takers.of(type));
            }

            @Override
            public void flushed(long ticks) {
              takers.flushed(ticks);
            }
          };
        },
        _ -> {});
    return decoder.session("truth");
  }
}
