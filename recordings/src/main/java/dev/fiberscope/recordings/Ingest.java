package dev.fiberscope.recordings;

import dev.fiberscope.recordings.chunk.ChunkFile;
import dev.fiberscope.recordings.chunk.ChunkHeader;
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
  /** Who understands the file. */
  public enum Reader {
    /** Our own: fast, and it reads around damage. */
    OWN,
    /** The JDK's: the oracle, and the one for formats that ours does not know. */
    JDK
  }

  private Ingest() {}

  /** Told now and then how much was read, of how much; of what, only the reader knows. */
  @FunctionalInterface
  public interface Progress {
    void read(long done, long total);
  }

  /** Reads a whole file with our own reader, or with the JDK's if its format is newer than ours. */
  public static Session open(Path file, Progress progress) throws RecordingException {
    return open(file, Reader.OWN, progress);
  }

  /**
   * Reads a whole file. One that is cut or damaged gives what can be read.
   *
   * @throws RecordingException if there is nothing to show; the message says why
   * @throws CancellationException if the calling thread is interrupted
   */
  public static Session open(Path file, Reader reader, Progress progress)
      throws RecordingException {
    RecordingDecoder decoder = new RecordingDecoder(RecordingHeader.read(file).startNanos());
    try {
      if (reader == Reader.JDK) {
        readByJdk(file, decoder, progress);
      } else if (!readByOurselves(file, decoder, progress)) {
        decoder.newerFormat();
        readByJdk(file, decoder, progress);
      }
    } catch (ClosedByInterruptException cancelled) {
      throw new CancellationException();
    } catch (IOException problem) {
      throw new RecordingException(
          file + " cannot be read: " + problem.getMessage() + ".", problem);
    }
    if (decoder.events() == 0) {
      throw new RecordingException(
          file + " holds no readable event; it is damaged or was never finished.");
    }
    return decoder.finish(file.getFileName().toString());
  }

  /** False if the format is newer than ours. */
  private static boolean readByOurselves(Path file, RecordingDecoder decoder, Progress progress)
      throws IOException {
    try (ChunkFile chunks = ChunkFile.open(file)) {
      if (chunks.chunks().stream().anyMatch(ChunkHeader::isNewer)) {
        return false;
      }
      RecordingReader.read(chunks, decoder, at -> report(at, chunks.bytes(), progress));
      return true;
    }
  }

  private static void readByJdk(Path file, RecordingDecoder decoder, Progress progress)
      throws IOException {
    try {
      EventCount count = EventCount.of(file);
      long total = count.readable();
      RecordingReader.readByJdk(file, total, decoder, events -> report(events, total, progress));
      if (count.damaged()) {
        decoder.cutShort();
      }
    } catch (ClosedByInterruptException cancelled) {
      throw cancelled;
    } catch (IOException damage) {
      decoder.cutShort();
    }
  }

  private static void report(long done, long total, Progress progress) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
    progress.read(done, total);
  }
}
