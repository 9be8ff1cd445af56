package dev.fiberscope.recordings;

import com.carrotsearch.hppc.BufferAllocationException;
import dev.fiberscope.recordings.chunk.ChunkFile;
import dev.fiberscope.recordings.chunk.ChunkFile.Flush;
import dev.fiberscope.recordings.chunk.ChunkHeader;
import dev.fiberscope.recordings.decode.RecordingDecoder;
import dev.fiberscope.recordings.decode.RecordingReader;
import dev.fiberscope.recordings.source.RecordingFiles;
import dev.fiberscope.recordings.source.RecordingHeader;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.threads.SchedulerFile;
import dev.fiberscope.recordings.threads.SchedulerState;
import dev.fiberscope.recordings.threads.SnapshotFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Reads a recording into a session. */
public final class Ingest {
  /** Who understands the file. */
  public enum Reader {
    /** Our own: fast, and it reads around damage. */
    OWN,
    /** The JDK's: the oracle, and the one for formats that ours does not know. */
    JDK
  }

  /** Told now and then how much was read, of how much; of what, only the reader knows. */
  @FunctionalInterface
  public interface Progress {
    void read(long done, long total);
  }

  /** More threads would only wait for the one that takes in what they parse. */
  private static final int MOST_PARSERS = 3;

  private static final long FIRST_PICTURE_NANOS = 200_000_000;

  /** What is read soon shows whole: pictures on the way would take a quarter of the time. */
  private static final long SOON_READ_BYTES = 48 << 20;

  private static final long SOON_READ_NANOS = 1_500_000_000;
  private static final long NO_PICTURES = Long.MAX_VALUE / 2;

  /** Of the time that reading takes, pictures on the way may take a quarter. */
  private static final int READING_PER_PICTURE = 3;

  private final Path file;
  private final Reader reader;
  private final int parsers;
  private final Progress progress;
  private final Consumer<Session> soFar;
  private final long firstPictureNanos;
  private long nextPicture;
  private boolean withAgent = true;
  // The same, unpacked.
  private Path plain;

  private Ingest(
      Path file,
      Reader reader,
      int parsers,
      Progress progress,
      Consumer<Session> soFar,
      long firstPictureNanos) {
    this.file = file;
    this.reader = reader;
    this.parsers = parsers;
    this.progress = progress;
    this.soFar = soFar;
    this.firstPictureNanos = firstPictureNanos;
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
    return new Ingest(file, reader, defaultParsers(), progress, _ -> {}, NO_PICTURES).session();
  }

  /**
   * Reads a whole file with so many threads beside this one, to measure what they are worth.
   *
   * @throws RecordingException if there is nothing to show; the message says why
   */
  public static Session openWith(int parsers, Path file) throws RecordingException {
    return new Ingest(file, Reader.OWN, parsers, (_, _) -> {}, _ -> {}, NO_PICTURES).session();
  }

  /**
   * Reads a whole file as if Fiberscope's agent had told nothing, to compare what is derived then.
   *
   * @throws RecordingException if there is nothing to show; the message says why
   */
  public static Session openWithoutAgent(Path file) throws RecordingException {
    Ingest ingest =
        new Ingest(file, Reader.OWN, defaultParsers(), (_, _) -> {}, _ -> {}, NO_PICTURES);
    ingest.withAgent = false;
    return ingest.session();
  }

  /**
   * Reads a whole file and shows what it has read so far, first after less than a second, if there
   * is more to read than takes about as long, and then less and less often.
   *
   * @param soFar given sessions of which nothing changes any more
   * @throws RecordingException if there is nothing to show; the message says why
   * @throws CancellationException if the calling thread is interrupted
   */
  public static Session openBySteps(
      Path file, Reader reader, Progress progress, Consumer<Session> soFar)
      throws RecordingException {
    return openBySteps(file, reader, progress, soFar, FIRST_PICTURE_NANOS);
  }

  static Session openBySteps(
      Path file, Reader reader, Progress progress, Consumer<Session> soFar, long firstPictureNanos)
      throws RecordingException {
    return new Ingest(file, reader, defaultParsers(), progress, soFar, firstPictureNanos).session();
  }

  private static int defaultParsers() {
    return Math.clamp(Runtime.getRuntime().availableProcessors() - 1L, 0, MOST_PARSERS);
  }

  private Session session() throws RecordingException {
    RecordingHeader.check(file);
    plain = RecordingFiles.plain(file);
    try (ChunkFile chunks = ChunkFile.open(plain)) {
      RecordingDecoder decoder = new RecordingDecoder(RecordingDecoder.Clock.of(chunks.chunks()));
      if (!withAgent) {
        decoder.withoutAgent();
      }
      // A later chunk that seems newer is damaged.
      boolean newer = chunks.chunks().stream().findFirst().filter(ChunkHeader::isNewer).isPresent();
      if (newer) {
        decoder.newerFormat();
      }
      if (firstPictureNanos == FIRST_PICTURE_NANOS && chunks.bytes() < SOON_READ_BYTES) {
        nextPicture = System.nanoTime() + SOON_READ_NANOS;
      }
      if (newer || reader == Reader.JDK) {
        // Of a newer format nothing is known, not even where it is damaged.
        List<Flush> flushes = new ArrayList<>();
        long known = newer ? Long.MAX_VALUE : chunks.eventsBeforeDamage(flushes::add);
        readByJdk(chunks, decoder, known, flushes);
      } else {
        RecordingReader.read(chunks, decoder, parsers, at -> report(decoder, at, chunks.bytes()));
      }
      if (decoder.events() == 0) {
        throw new RecordingException(file + nothingToShow(chunks, newer));
      }
      for (SchedulerFile.Look each : SchedulerFile.read(file)) {
        SchedulerState state = each.state();
        decoder.scheduler(
            SnapshotStates.nanos(each.time()),
            state.parallelism(),
            state.mounted(),
            state.queued());
      }
      SnapshotFiles.of(file).snapshots().forEach(each -> decoder.seen(SnapshotStates.of(each)));
      return decoder.session(name());
    } catch (RecordingException sentence) {
      throw sentence;
    } catch (ClosedByInterruptException cancelled) {
      throw new CancellationException();
    } catch (IOException problem) {
      throw new RecordingException(
          file + " cannot be read: " + problem.getMessage() + ".", problem);
    } catch (UncheckedIOException full) {
      throw new RecordingException(full.getMessage() + ".", full);
    } catch (OutOfMemoryError | BufferAllocationException heap) {
      throw new RecordingException(
          file + " needs more memory than there is; start Fiberscope with a larger -Xmx.", heap);
    } catch (InternalError fault) {
      // What the JVM throws if mapped bytes are no longer there.
      throw new RecordingException(
          file + " became shorter while it was read; wait until it is written, then open it again.",
          fault);
    }
  }

  private static String nothingToShow(ChunkFile chunks, boolean newer) {
    if (newer) {
      ChunkHeader first = chunks.chunks().getFirst();
      return " is of JFR format "
          + first.major()
          + "."
          + first.minor()
          + ", which neither Fiberscope nor its Java runtime knows; a newer Fiberscope may.";
    }
    return chunks.losses().isNone() && !chunks.chunks().isEmpty()
        ? " is whole and holds no event: nothing was enabled, or it was stopped at once."
        : " holds no readable event; it is damaged or was never finished.";
  }

  private String name() {
    return file.getFileName().toString();
  }

  private void readByJdk(
      ChunkFile chunks, RecordingDecoder decoder, long total, List<Flush> flushes)
      throws IOException {
    try {
      RecordingReader.readByJdk(
          plain, total, flushes, decoder, events -> report(decoder, events, total));
      if (!chunks.losses().isNone()) {
        decoder.cutShort();
      }
    } catch (ClosedByInterruptException cancelled) {
      throw cancelled;
    } catch (IOException damage) {
      decoder.cutShort();
    }
  }

  private void report(RecordingDecoder decoder, long done, long total) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
    progress.read(done, total);
    long now = System.nanoTime();
    if (nextPicture == 0) {
      nextPicture = now + firstPictureNanos;
    }
    if (firstPictureNanos != NO_PICTURES && now > nextPicture && done < total) {
      soFar.accept(decoder.sessionSoFar(name()));
      long after = System.nanoTime();
      nextPicture = after + READING_PER_PICTURE * (after - now) + firstPictureNanos;
    }
  }
}
