package dev.fiberscope.recordings;

import dev.fiberscope.recordings.decode.RecordingDecoder;
import dev.fiberscope.recordings.source.RecordingHeader;
import dev.fiberscope.recordings.store.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Reads a recording into a session. */
public final class Ingest {
  private static final int EVENTS_PER_REPORT = 8_192;

  private Ingest() {}

  /**
   * Reads a whole file. One that is cut or damaged gives what stands before the bad place.
   *
   * @param progress told now and then how many events were read
   * @throws RecordingException if there is nothing to show; the message says why
   * @throws CancellationException if the calling thread is interrupted
   */
  public static Session open(Path file, LongConsumer progress) throws RecordingException {
    RecordingDecoder decoder = new RecordingDecoder(RecordingHeader.read(file).startNanos());
    try (RecordingFile recording = new RecordingFile(file)) {
      for (RecordedEvent event = next(recording); event != null; event = next(recording)) {
        decoder.decode(event);
        if (decoder.events() % EVENTS_PER_REPORT == 0) {
          report(decoder, progress);
        }
      }
    } catch (IOException damage) {
      if (decoder.events() == 0) {
        throw new RecordingException(
            file + " holds no readable event; it is damaged or was never finished.", damage);
      }
      decoder.cutShort();
    }
    report(decoder, progress);
    return decoder.finish(file.getFileName().toString());
  }

  private static RecordedEvent next(RecordingFile recording) throws IOException {
    try {
      return recording.hasMoreEvents() ? recording.readEvent() : null;
    } catch (RuntimeException trippedParser) {
      // On damaged bytes the JDK's parser throws whatever it trips over.
      throw new IOException("the recording is damaged", trippedParser);
    }
  }

  private static void report(RecordingDecoder decoder, LongConsumer progress) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
    progress.accept(decoder.events());
  }
}
