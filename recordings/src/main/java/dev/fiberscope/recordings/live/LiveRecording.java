package dev.fiberscope.recordings.live;

import dev.fiberscope.recordings.GrowingSession;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.threads.SchedulerFile;
import dev.fiberscope.recordings.threads.SchedulerState;
import dev.fiberscope.recordings.threads.SnapshotFiles;
import dev.fiberscope.recordings.threads.ThreadSnapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches a JVM: what it records goes to a file and into a session that grows, on a thread of its
 * own, until the JVM ends or nobody wants to watch any more.
 */
public final class LiveRecording implements AutoCloseable {
  /**
   * How much of what was received is kept in the session; the file keeps all of it.
   *
   * @param age of what is dropped
   * @param bytes of the session's columns
   */
  public record Limits(Duration age, long bytes) {
    public static final Limits DEFAULT = new Limits(Duration.ofMinutes(10), 2L << 30);
  }

  /**
   * Told what happens: of sessions on the thread that reads, so whoever is slow lets the next one
   * wait; of the scheduler on another one.
   */
  public interface Watcher {
    /** There is a session with more in it. */
    void grown(Session session);

    /** What the scheduler said of itself a moment ago; about once a second where it is told. */
    default void scheduler(Instant time, SchedulerState state) {}

    /** A snapshot was taken because no carrier had come to anything else for some seconds. */
    default void stuck(ThreadSnapshot snapshot) {}

    /** Something went wrong, in a sentence, but it goes on. */
    default void told(String sentence) {}

    /**
     * Nothing more comes.
     *
     * @param session of all that was received; empty if that is nothing
     * @param reason in a sentence; empty if it was asked for
     */
    void ended(Optional<Session> session, Optional<String> reason);
  }

  /** Of fibers, pins, decodes and what belongs to them. */
  private static final int MOST_ROWS = 1_000_000;

  /** While there is more to read at once, a session is shown so often. */
  private static final long SHOWN_NANOS = 500_000_000;

  /** What a JVM had told when one lets it go is shown if it is read within this time. */
  private static final long DRAIN_NANOS = 10_000_000_000L;

  private static final long NAP_NANOS = 20_000_000;
  private static final long SCHEDULER_NANOS = 1_000_000_000;
  private static final long RENEW_NANOS =
      TimeUnit.MINUTES.toNanos(LocalSource.LEASE_MINUTES) * 8 / 10;

  private static final long AGAIN_NANOS = 20_000_000_000L;

  private final LiveSource source;
  private final Tee tee;
  private final Limits limits;
  private final Watcher watcher;
  private final int mostRows;
  private GrowingSession growing;
  private final StuckCarriers stuck = new StuckCarriers();
  private final Thread thread;
  private final Thread asker;
  private final Queue<SchedulerFile.Look> looks = new ConcurrentLinkedQueue<>();
  private final Queue<ThreadSnapshot> taken = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;
  private boolean flushed;
  // Where the bytes of the session begin in the file.
  private long sessionAt;
  private long received;
  private boolean beginsAnew;
  private volatile boolean saved = true;

  private LiveRecording(LiveSource source, Tee tee, Limits limits, int mostRows, Watcher watcher) {
    this.source = source;
    this.tee = tee;
    this.limits = limits;
    this.watcher = watcher;
    this.mostRows = mostRows;
    growing = begin();
    thread = Thread.ofPlatform().daemon().name("fiberscope-live").unstarted(this::watch);
    asker = Thread.ofPlatform().daemon().name("fiberscope-scheduler").unstarted(this::askAgain);
  }

  /**
   * Begins to watch.
   *
   * @param file what everything received is written to
   * @throws AttachException if the file cannot be written; the source is closed then
   */
  public static LiveRecording start(LiveSource source, Path file, Limits limits, Watcher watcher)
      throws AttachException {
    return start(source, file, limits, MOST_ROWS, watcher);
  }

  static LiveRecording start(
      LiveSource source, Path file, Limits limits, int mostRows, Watcher watcher)
      throws AttachException {
    try {
      LiveRecording live = new LiveRecording(source, Tee.to(file), limits, mostRows, watcher);
      live.thread.start();
      live.asker.start();
      return live;
    } catch (IOException problem) {
      source.close();
      throw new AttachException(
          file + " cannot be written, where what is received is saved: " + problem.getMessage(),
          problem);
    }
  }

  /** What is watched, in a few words. */
  public String told() {
    return source.told();
  }

  /** The file that what is received goes to. */
  public Path file() {
    return tee.file();
  }

  /**
   * Every thread of the JVM as it is now. Callable from any thread; takes a while.
   *
   * @throws AttachException if the JVM does not tell
   */
  public ThreadSnapshot snapshot() throws AttachException {
    Instant now = Instant.now();
    byte[] json = source.threads();
    try {
      SnapshotFiles.save(tee.file(), now, json);
    } catch (IOException full) {
      watcher.told("A snapshot could not be saved beside " + tee.file() + ": " + full.getMessage());
    }
    ThreadSnapshot snapshot = ThreadDumps.read(json);
    taken.add(snapshot);
    return snapshot;
  }

  private GrowingSession begin() {
    return new GrowingSession(tee.file().getFileName().toString(), this::flushed);
  }

  private void flushed(long chunkAt, byte[] header) {
    long end = sessionAt + chunkAt + ByteBuffer.wrap(header).getLong(Tee.SIZE);
    boolean chunkEnds = header[Tee.STATE] == 0 && end == received;
    tee.flushed(sessionAt + chunkAt, header);
    flushed = true;
    beginsAnew |= chunkEnds && growing.rows() > mostRows;
  }

  /** Fibers and the like are not dropped by age, so there may be too many of them some day. */
  private void beginAnew() {
    if (beginsAnew) {
      beginsAnew = false;
      sessionAt = received;
      growing = begin();
      watcher.told(
          "More than "
              + mostRows
              + " fibers were seen: the window begins anew; "
              + tee.file()
              + " keeps all.");
    }
  }

  private void watch() {
    Optional<String> reason = Optional.empty();
    try {
      follow();
      reason = source.ended();
    } catch (IOException | RuntimeException | OutOfMemoryError problem) {
      String said = problem.getMessage() == null ? problem.toString() : problem.getMessage();
      reason = Optional.of("Watching ended: " + said + (said.endsWith(".") ? "" : "."));
    } finally {
      end(reason);
    }
  }

  private void follow() throws IOException {
    long began = System.nanoTime();
    long renewed = began;
    long shown = began;
    while (!stopped && source.ended().isEmpty()) {
      boolean any = source.read(this::append);
      for (ThreadSnapshot each = taken.poll(); each != null; each = taken.poll()) {
        growing.snapshot(each);
        // What it tells shows at once.
        flushed = true;
      }
      for (SchedulerFile.Look each = looks.poll(); each != null; each = looks.poll()) {
        growing.scheduler(each.time(), each.state());
      }
      long read = System.nanoTime();
      if (flushed && (!any || read - shown > SHOWN_NANOS)) {
        flushed = false;
        shown = read;
        growing.keep(limits.age.toNanos(), limits.bytes);
        growing.session().ifPresent(watcher::grown);
      }
      if (saved && tee.problem().isPresent()) {
        saved = false;
        watcher.told(tee.problem().get());
      }
      long now = System.nanoTime();
      if (now - renewed > RENEW_NANOS) {
        // Should it fail there is time to try again.
        renewed = renew() ? now : now - RENEW_NANOS + AGAIN_NANOS;
      }
      if (!any) {
        LockSupport.parkNanos(NAP_NANOS);
      }
    }
  }

  private boolean renew() {
    try {
      source.renew();
      return true;
    } catch (AttachException busy) {
      return false;
    }
  }

  private void append(byte[] bytes, int from, int count) {
    tee.append(bytes, from, count);
    received += count;
    growing.append(bytes, from, count);
    beginAnew();
  }

  /** A JVM that is busy may take a while to answer; its bytes are read meanwhile. */
  private void askAgain() {
    if (source.looksFirst()) {
      lookAtThreads();
    }
    while (!stopped && source.ended().isEmpty()) {
      askScheduler();
      LockSupport.parkNanos(SCHEDULER_NANOS);
    }
  }

  private void askScheduler() {
    Optional<SchedulerState> state = source.scheduler();
    if (state.isEmpty()) {
      return;
    }
    Instant time = Instant.now();
    looks.add(new SchedulerFile.Look(time, state.get()));
    watcher.scheduler(time, state.get());
    try {
      if (saved) {
        SchedulerFile.append(tee.file(), new SchedulerFile.Look(time, state.get()));
      }
    } catch (IOException full) {
      // The recording itself says so.
    }
    if (stuck.isStuck(state.get(), System.nanoTime())) {
      lookAtThreads().ifPresent(watcher::stuck);
    }
  }

  private Optional<ThreadSnapshot> lookAtThreads() {
    try {
      return Optional.of(snapshot());
    } catch (AttachException untold) {
      watcher.told(untold.getMessage());
      return Optional.empty();
    }
  }

  private void end(Optional<String> reason) {
    stopped = true;
    source.stop();
    drain();
    source.close();
    Optional<Session> session = Optional.empty();
    try {
      session = growing.finish();
      tee.close();
    } catch (IOException unsaved) {
      watcher.told(tee.file() + " could not be closed: " + unsaved.getMessage() + ".");
    } catch (RuntimeException damaged) {
      watcher.told("The last second of what was received cannot be shown: " + damaged + ".");
    }
    watcher.ended(session, reason);
  }

  /** What came up to now is shown too, snapshots among it; the file gets all of it. */
  private void drain() {
    long begin = System.nanoTime();
    boolean inTime = true;
    try {
      while (source.read(inTime ? this::append : tee::append)) {
        inTime = System.nanoTime() - begin < DRAIN_NANOS;
      }
      taken.forEach(growing::snapshot);
      if (!inTime) {
        tee.complete();
        watcher.told(
            "The JVM had recorded more than could be shown meanwhile: open "
                + tee.file()
                + " to see the end.");
      }
    } catch (IOException gone) {
      // Then what was read before is all.
    }
  }

  /** Stops watching and lets go of the JVM; its recording is stopped. Returns when that is done. */
  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(thread);
    LockSupport.unpark(asker);
    if (Thread.currentThread() != thread) {
      boolean interrupted = false;
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
