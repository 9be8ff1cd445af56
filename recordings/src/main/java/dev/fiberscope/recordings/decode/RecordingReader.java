package dev.fiberscope.recordings.decode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import jdk.jfr.consumer.RecordingFile;

/** Feeds a decoder with the events of a file, in the order of the file, by the JDK's own reader. */
public final class RecordingReader {
  private static final int EVENTS_PER_REPORT = 8_192;

  private RecordingReader() {}

  /**
   * Reads so many events.
   *
   * @param progress told now and then how many were read; may throw to stop
   * @throws IOException if the file is damaged before that
   */
  public static void read(Path file, long events, RecordingDecoder decoder, LongConsumer progress)
      throws IOException {
    if (events == 0) {
      return;
    }
    try (RecordingFile recording = new RecordingFile(file)) {
      for (long i = 0; i < events; i++) {
        if (i % EVENTS_PER_REPORT == 0) {
          progress.accept(i);
        }
        decoder.decode(recording.readEvent());
      }
    } catch (CancellationException stopped) {
      throw stopped;
    } catch (RuntimeException trippedParser) {
      // On damaged bytes the JDK's parser throws whatever it trips over.
      throw new IOException("the recording is damaged", trippedParser);
    }
    progress.accept(events);
  }
}
