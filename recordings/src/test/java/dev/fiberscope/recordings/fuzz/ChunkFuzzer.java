package dev.fiberscope.recordings.fuzz;

import dev.fiberscope.recordings.chunk.ChunkFile;
import dev.fiberscope.recordings.chunk.EventView;
import dev.fiberscope.recordings.chunk.TypeLayout;
import dev.fiberscope.recordings.chunk.ValueView;
import dev.fiberscope.recordings.decode.RecordingDecoder;
import dev.fiberscope.recordings.decode.RecordingReader;
import dev.fiberscope.recordings.store.Session;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Hostile recordings: whatever bytes come, reading ends with a session and counts of what was lost.
 * Run with {@code mvn -q -pl engine,recordings test-compile exec:exec@fuzz}; its main method writes
 * the seed.
 */
public final class ChunkFuzzer {
  private static long sink;

  private ChunkFuzzer() {}

  /** Takes the folder of the seeds. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    Files.write(folder.resolve("tiny.jfr"), TinyRecording.bytes());
  }

  public static void fuzzerTestOneInput(byte[] data) {
    try (ChunkFile file = ChunkFile.of(MemorySegment.ofArray(data))) {
      file.read((_, _) -> _ -> Optional.of(ChunkFuzzer::readAll), _ -> {});
    }
    session(data);
  }

  /** As the app does it. */
  static Session session(byte[] data) {
    try (ChunkFile file = ChunkFile.of(MemorySegment.ofArray(data))) {
      RecordingDecoder decoder = new RecordingDecoder(RecordingDecoder.Clock.of(file.chunks()));
      RecordingReader.read(file, decoder, 0, _ -> {});
      return decoder.session("fuzz");
    }
  }

  private static void readAll(EventView event) {
    TypeLayout type = event.type();
    for (int slot = 0; slot < Math.min(type.fields().size(), 64); slot++) {
      sink += event.number(slot) + event.text(slot).length();
      event.constant(slot).ifPresent(ChunkFuzzer::readAll);
    }
  }

  private static void readAll(ValueView value) {
    for (TypeLayout.Field field : value.type().fields()) {
      sink += value.number(field.name()) + value.text(field.name()).length();
      sink += value.values(field.name()).size();
    }
  }
}
