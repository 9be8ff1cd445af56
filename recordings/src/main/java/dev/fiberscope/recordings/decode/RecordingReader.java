package dev.fiberscope.recordings.decode;

import dev.fiberscope.recordings.chunk.ChunkFile;
import dev.fiberscope.recordings.chunk.ChunkFile.Flush;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import jdk.jfr.consumer.RecordingFile;

/** Feeds a decoder with the events of a file, in the order of the file. */
public final class RecordingReader {
  private static final int EVENTS_PER_REPORT = 8_192;

  private RecordingReader() {}

  /**
   * Reads all that can be read.
   *
   * @param threads how many parse ahead of the calling one
   * @param progress told now and then at which byte of the file it is; may throw to stop
   */
  public static void read(
      ChunkFile file, RecordingDecoder decoder, int threads, LongConsumer progress) {
    file.readAhead(threads, decoder.taker(), progress).notTaken().forEach(decoder::notTaken);
    decoder.lost(file.losses());
  }

  /**
   * Reads so many events at most by the JDK's own reader.
   *
   * @param flushes in order
   * @param progress told now and then how many were read; may throw to stop
   * @throws IOException if the file is damaged before that
   */
  public static void readByJdk(
      Path file, long events, List<Flush> flushes, RecordingDecoder decoder, LongConsumer progress)
      throws IOException {
    if (events == 0) {
      return;
    }
    int flushed = 0;
    try (RecordingFile recording = new RecordingFile(file)) {
      for (long i = 0; i < events && recording.hasMoreEvents(); i++) {
        if (i % EVENTS_PER_REPORT == 0) {
          progress.accept(i);
        }
        while (flushed < flushes.size() && flushes.get(flushed).eventsBefore() <= i) {
          decoder.flushed(flushes.get(flushed++).nanos());
        }
        decoder.decode(recording.readEvent());
      }
    } catch (CancellationException | UncheckedIOException notTheFile) {
      throw notTheFile;
    } catch (RuntimeException trippedParser) {
      // On damaged bytes the JDK's parser throws whatever it trips over.
      throw new IOException("the recording is damaged", trippedParser);
    }
    progress.accept(events);
  }
}
