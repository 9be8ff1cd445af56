package dev.fiberscope.recordings;

import dev.fiberscope.recordings.decode.RecordingDecoder;
import dev.fiberscope.recordings.decode.RecordingReader;
import dev.fiberscope.recordings.source.EventCount;
import dev.fiberscope.recordings.source.RecordingHeader;
import dev.fiberscope.recordings.store.Session;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/** Reads a recording into a session. */
public final class Ingest {
  private Ingest() {}

  /** Told now and then how many events were read, of how many. */
  @FunctionalInterface
  public interface Progress {
    void read(long events, long total);
  }

  /**
   * Reads a whole file. One that is cut or damaged gives what stands before the bad place.
   *
   * @throws RecordingException if there is nothing to show; the message says why
   * @throws CancellationException if the calling thread is interrupted
   */
  public static Session open(Path file, Progress progress) throws RecordingException {
    RecordingDecoder decoder = new RecordingDecoder(RecordingHeader.read(file).startNanos());
    try {
      EventCount count = EventCount.of(file);
      long total = count.readable();
      RecordingReader.read(file, total, decoder, events -> report(events, total, progress));
      if (count.damaged()) {
        throw new IOException("behind its first " + total + " events it is damaged");
      }
    } catch (ClosedByInterruptException cancelled) {
      throw new CancellationException();
    } catch (IOException damage) {
      if (decoder.events() == 0) {
        throw new RecordingException(
            file + " holds no readable event; it is damaged or was never finished.", damage);
      }
      decoder.cutShort();
    }
    return decoder.finish(file.getFileName().toString());
  }

  private static void report(long events, long total, Progress progress) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
    progress.read(events, total);
  }
}
