package dev.fiberscope.recordings.decode;

import dev.fiberscope.recordings.chunk.ChunkHeader;
import dev.fiberscope.recordings.chunk.EventTaker;
import dev.fiberscope.recordings.chunk.EventView;
import dev.fiberscope.recordings.chunk.Losses;
import dev.fiberscope.recordings.chunk.TypeLayout;
import dev.fiberscope.recordings.decode.ChunkEvents.OfType;
import dev.fiberscope.recordings.schedule.Schedule;
import dev.fiberscope.recordings.store.ImportStatistics;
import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.PinTable;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeTable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;

/**
 * Builds a session from events in file order. Event types are known by name, so that a file of any
 * version opens; types that nobody handles are counted. Events that programs define themselves are
 * Java-level events too and help to match slices, whoever handles them.
 */
public final class RecordingDecoder implements AutoCloseable {
  private static final Pattern JDK_VERSION = Pattern.compile("\\((\\d+[^+)\\s-]*)");

  private final Clock clock;
  private final Storage storage = Storage.ofSession();
  private final Storage work = Storage.ofWork();
  private final ThreadTable threads;
  private final StackTraceTable stackTraces = new StackTraceTable();
  private final PinTable pins = new PinTable();
  private final WakeTable wakes;
  private final ImportStatistics statistics = new ImportStatistics();
  private final SchedulingTracker scheduling;
  private final EngineTracker engine;
  private final Map<String, EventHandler> handlers = new HashMap<>();
  private final Jvms jvms;
  private String jvm = "";
  private long events;
  private long latest;

  /**
   * When the recording began and will have ended.
   *
   * @param originNanos ns since the epoch; {@code endNanos} likewise
   * @param unbroken true if every chunk goes on where the one before ended
   */
  public record Clock(long originNanos, long endNanos, boolean unbroken) {
    /** Of all the chunks of a file; some may be damaged. */
    public static Clock of(List<ChunkHeader> chunks) {
      long origin = chunks.stream().mapToLong(ChunkHeader::startNanos).min().orElse(0);
      long end =
          chunks.stream()
              .mapToLong(chunk -> chunk.startNanos() + Math.max(0, chunk.durationNanos()))
              .max()
              .orElse(origin);
      boolean unbroken = chunks.stream().skip(1).allMatch(ChunkHeader::continuous);
      return new Clock(origin, end, unbroken);
    }
  }

  public RecordingDecoder(Clock clock) {
    this.clock = clock;
    jvms = new Jvms(clock.unbroken);
    threads = new ThreadTable(storage);
    wakes = new WakeTable(storage);
    scheduling = new SchedulingTracker(work, storage, threads, pins, wakes);
    engine = new EngineTracker(work, storage, threads, pins, wakes);
    handlers.putAll(scheduling.handlers());
    handlers.putAll(engine.handlers());
    handlers.put("jdk.JVMInformation", this::jvmInformation);
    handlers.put("jdk.DataLoss", _ -> statistics.count(Counter.DATA_LOSS, 1));
  }

  /** Takes in the next event of the file as the JDK's reader gives it. */
  void decode(RecordedEvent recorded) {
    Event event = new ConsumerEvent(recorded, clock.originNanos, threads, stackTraces);
    boolean javaLevel = isJavaLevel(event.type());
    EventHandler handler = handlers.get(event.type());
    events++;
    if (handler == null) {
      statistics.unknownEvents(event.type(), 1);
    }
    if (handler != null || javaLevel) {
      take(event, javaLevel, handler);
    }
  }

  /**
   * @param handler null if nobody uses events of this type
   */
  private void take(Event event, boolean javaLevel, EventHandler handler) {
    latest = Math.max(latest, event.end());
    if (javaLevel) {
      scheduling.seen(event);
    }
    if (handler != null) {
      handler.handle(event);
    }
  }

  private static boolean isJavaLevel(String type) {
    return !type.startsWith("jdk.");
  }

  /** Takes the events of one chunk after the other, as our own reader gives them. */
  EventTaker taker() {
    return (chunk, constants) -> {
      ChunkEvents ofChunk =
          new ChunkEvents(jvms.of(chunk, constants), clock.originNanos, threads, stackTraces);
      return type -> taker(ofChunk, type);
    };
  }

  private Optional<Consumer<EventView>> taker(ChunkEvents chunk, TypeLayout type) {
    EventHandler handler = handlers.get(type.name());
    boolean javaLevel = isJavaLevel(type.name());
    if (handler == null && !javaLevel) {
      return Optional.empty();
    }
    ChunkEvents.OfType event = chunk.new OfType(type);
    boolean unknown = handler == null;
    return Optional.of(
        view -> {
          events++;
          if (unknown) {
            statistics.unknownEvents(type.name(), 1);
          }
          take(event.of(view), javaLevel, handler);
        });
  }

  /** Tells that so many events of a type were not looked at. */
  void notTaken(String type, long count) {
    events += count;
    statistics.unknownEvents(type, count);
  }

  /** Tells that the file ended before the recording did. */
  public void cutShort() {
    statistics.count(Counter.CUT_SHORT, 1);
  }

  /** Tells what of the file could not be read. */
  void lost(Losses losses) {
    statistics.count(Counter.REPEATED_CHUNKS, losses.repeatedChunks());
    statistics.count(Counter.CLOCK_JUMPS, losses.clockJumps());
    statistics.count(Counter.UNFINISHED_CHUNKS, losses.unfinishedChunks());
    statistics.count(Counter.CUT_CHUNKS, losses.cutChunks());
    statistics.count(Counter.CHUNKS_WITHOUT_TYPES, losses.chunksWithoutTypes());
    statistics.count(Counter.BORROWED_TYPES, losses.borrowedTypes());
    statistics.count(Counter.DAMAGED_POOLS, losses.damagedPools());
    statistics.count(Counter.DAMAGED_EVENTS, losses.damagedEvents());
    statistics.count(Counter.SKIPPED_BYTES, losses.skippedBytes() + losses.bytesBetweenChunks());
  }

  /** Tells that the JDK reads the file because we do not know its format. */
  public void newerFormat() {
    statistics.count(Counter.NEWER_FORMAT, 1);
  }

  /** Events taken in so far. */
  public long events() {
    return events;
  }

  /** The session of all that was read. Nothing may be decoded afterwards. */
  public Session session(String name) {
    statistics.count(Counter.SEVERAL_JVMS, jvms.count() - 1L);
    statistics.count(Counter.CHUNK_GAPS, jvms.gaps());
    return session(name, latest, work, storage);
  }

  /** The session of what has been read so far; decoding goes on beside it. */
  public Session sessionSoFar(String name) {
    long whole = Math.max(latest, clock.endNanos - clock.originNanos);
    // What is derived for it goes when it is replaced.
    try (Storage temporary = Storage.ofWork()) {
      return session(name, whole, temporary, Storage.ofSession());
    }
  }

  private Session session(String name, long duration, Storage temporary, Storage target) {
    ImportStatistics counts = statistics.copy();
    Schedule schedule =
        Schedule.derive(
            temporary,
            target,
            scheduling.log,
            scheduling.waits,
            threads,
            pins,
            engine.slices,
            wakes,
            latest);
    counts.count(Counter.UNMATCHED_SLICES, schedule.unmatched());
    counts.count(Counter.WITHDRAWN_SLICES, schedule.withdrawn());
    counts.count(Counter.NEVER_RAN, schedule.neverRan());
    counts.count(Counter.UNPAIRED_EVENTS, engine.decodes.withoutStart());
    countFibers(counts, schedule);
    return new Session(
        name,
        jvm,
        Instant.ofEpochSecond(0, clock.originNanos),
        duration,
        latest,
        events,
        schedule.slices(),
        threads(schedule.wakes(), target),
        schedule.spans(),
        pins.frozen(),
        engine.decodes.frozen(target, latest),
        engine.suspensions(counts, temporary, target),
        engine.arrivals.frozen(),
        schedule.wakes(),
        schedule.queueLengths(),
        engine.pool.frozen(engine.decodes, target),
        engine.holds.frozen(),
        scheduling.waitSites.frozen(),
        scheduling.wakeSites.frozen(),
        scheduling.samples.frozen(),
        stackTraces.frozen(),
        counts,
        target);
  }

  /** The threads, with starts as the wake-ups tell them. */
  private ThreadTable threads(WakeTable told, Storage target) {
    ThreadTable frozen = threads.frozen(target);
    for (int row = 0; row < told.count(); row++) {
      if (told.reason(row).equals(WakeTable.STARTED)) {
        frozen.started(told.thread(row), told.time(row), told.waker(row));
      }
    }
    return frozen;
  }

  private void countFibers(ImportStatistics counts, Schedule schedule) {
    int[] fibers = threads.rows(ThreadTable.Kind.FIBER);
    if (fibers.length == 0) {
      counts.count(Counter.NO_FIBERS, 1);
    } else if (schedule.slices() == 0) {
      counts.count(Counter.FIBERS_WITHOUT_SLICES, fibers.length);
    } else if (!schedule.queueLengths().isRecorded() && engine.slices.count() == 0) {
      counts.count(Counter.FIBERS_WITHOUT_WAKES, fibers.length);
    }
    for (int fiber : fibers) {
      counts.count(
          Counter.FIBERS_WITHOUT_START, threads.start(fiber) == ThreadTable.NOT_RECORDED ? 1 : 0);
      counts.count(
          Counter.FIBERS_WITHOUT_END, threads.end(fiber) == ThreadTable.NOT_RECORDED ? 1 : 0);
    }
  }

  /** Gives back what only reading needed. */
  @Override
  public void close() {
    work.close();
  }

  private void jvmInformation(Event event) {
    Matcher version = JDK_VERSION.matcher(event.text(Field.JVM_VERSION));
    if (version.find()) {
      jvm = "JDK " + version.group(1);
    }
  }
}
