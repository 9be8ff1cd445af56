package dev.fiberscope.recordings.decode;

import com.carrotsearch.hppc.IntLongHashMap;
import dev.fiberscope.recordings.chunk.ChunkHeader;
import dev.fiberscope.recordings.chunk.EventTaker;
import dev.fiberscope.recordings.chunk.EventView;
import dev.fiberscope.recordings.chunk.Losses;
import dev.fiberscope.recordings.chunk.TypeLayout;
import dev.fiberscope.recordings.decode.ChunkEvents.OfType;
import dev.fiberscope.recordings.schedule.Scheduling;
import dev.fiberscope.recordings.store.ImportStatistics;
import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.JvmId;
import dev.fiberscope.recordings.store.PinTable;
import dev.fiberscope.recordings.store.QueueLengths;
import dev.fiberscope.recordings.store.SchedulerTable;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SiteTable;
import dev.fiberscope.recordings.store.SpanBuilder;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeSink;
import dev.fiberscope.recordings.store.WakeTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import jdk.jfr.consumer.RecordedEvent;

/**
 * Builds a session from events in file order. Event types are known by name, so that a file of any
 * version opens; types that nobody handles are counted. Events that programs define themselves are
 * Java-level events too and help to match slices, whoever handles them.
 */
public final class RecordingDecoder {
  /**
   * Of the room that may be used, so much is at once after dropping: it is not done all the time.
   */
  private static final double ROOM_LEFT = 0.9;

  /** The first JDK whose fibers leave their carriers for monitors. */
  private static final int MONITORS_LET_GO = 24;

  private static final String AGENT = "fiberscope.deep.";

  private final Clock clock;
  private final Storage storage = Storage.ofSession();
  private final SpanBuilder spans = new SpanBuilder(storage);
  private final List<Scheduling> schedulings = new ArrayList<>();
  private final ThreadTable threads;
  private final StackTraceTable stackTraces = new StackTraceTable();
  private final PinTable pins = new PinTable();
  private final WakeTable wakes;
  private final ImportStatistics statistics = new ImportStatistics();
  private final ThreadLocalTracker locals;
  private final SchedulingTracker scheduling;
  private final SingleEvents singles;
  private final JvmTracker jvmTracker;
  private final VitalsTracker vitals = new VitalsTracker();
  private final EngineTracker engine;
  private final StandingFibers standing;
  private final SchedulerTable scheduler = new SchedulerTable();
  private final Map<String, EventHandler> handlers = new HashMap<>();
  private final Jvms jvms;
  private boolean withoutAgent;
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
    threads = new ThreadTable();
    wakes = new WakeTable(storage);
    locals = new ThreadLocalTracker(storage, stackTraces);
    singles = new SingleEvents(threads, new OfSchedulings());
    jvmTracker = new JvmTracker(singles);
    scheduling = new SchedulingTracker(storage, threads, pins, locals, singles);
    engine = new EngineTracker(storage, threads, pins, scheduling);
    standing = new StandingFibers(threads, clock.originNanos);
    scheduling.of(ofJvm(0));
    handlers.putAll(scheduling.handlers());
    handlers.putAll(engine.handlers());
    handlers.putAll(locals.handlers());
    handlers.putAll(jvmTracker.handlers());
    handlers.putAll(vitals.handlers());
    handlers.put("jdk.DataLoss", _ -> statistics.count(Counter.DATA_LOSS, 1));
  }

  /** Reads as if Fiberscope's agent had told nothing. */
  public void withoutAgent() {
    withoutAgent = true;
  }

  private Scheduling ofJvm(int number) {
    while (schedulings.size() <= number) {
      schedulings.add(
          new Scheduling(
              schedulings.size(), threads, spans, wakes, pins::add, scheduling.waitSites));
    }
    return schedulings.get(number);
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

  /** Takes what every fiber did when somebody looked, for those of which no event tells. */
  public void seen(List<Standing> look) {
    standing.add(look, ofJvm(0)::seen);
  }

  /**
   * Takes what the scheduler said of itself.
   *
   * @param nanos when, ns since the epoch
   */
  public void scheduler(long nanos, int parallelism, int mounted, long queued) {
    scheduler.add(
        new SchedulerTable.Look(
            Math.max(0, nanos - clock.originNanos), parallelism, mounted, queued));
  }

  /** Tells that the only JVM had flushed its buffers, ns since the epoch. */
  void flushed(long nanos) {
    flushed(0, nanos);
  }

  private void flushed(int jvm, long nanos) {
    ofJvm(jvm).flushed(nanos - clock.originNanos);
    singles.tell(ofJvm(jvm).settledUpTo(), spans);
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
  public EventTaker taker() {
    return (chunk, constants) -> {
      int number = jvms.of(chunk, constants);
      ChunkEvents ofChunk = new ChunkEvents(number, clock.originNanos, threads, stackTraces);
      return new EventTaker.OfChunk() {
        @Override
        public Optional<Consumer<EventView>> of(TypeLayout type) {
          return taker(number, ofChunk, type);
        }

        @Override
        public void flushed(long ticks) {
          RecordingDecoder.this.flushed(number, chunk.nanos(ticks));
        }
      };
    };
  }

  private Optional<Consumer<EventView>> taker(int number, ChunkEvents chunk, TypeLayout type) {
    EventHandler handler = handlers.get(type.name());
    boolean javaLevel = isJavaLevel(type.name());
    boolean unheard = withoutAgent && type.name().startsWith(AGENT);
    if (unheard || handler == null && !javaLevel) {
      return Optional.empty();
    }
    ChunkEvents.OfType event = chunk.new OfType(type);
    boolean unknown = handler == null;
    return Optional.of(
        view -> {
          scheduling.of(ofJvm(number));
          events++;
          if (unknown) {
            statistics.unknownEvents(type.name(), 1);
          }
          take(event.of(view), javaLevel, handler);
        });
  }

  /** What scheduling tells of fibers, so that single events need not. */
  private final class OfSchedulings implements SingleEvents.Others {
    @Override
    public boolean tellOf(int fiber) {
      // Fibers of the engine's own carriers tell of themselves.
      return jvmTracker.hasMounts()
          || threads.id(fiber) < 0
          || ofJvm(JvmId.jvm(threads.jvmId(fiber))).tellsOf(fiber);
    }

    @Override
    public boolean monitorsPin() {
      return jvmTracker.feature() > 0 && jvmTracker.feature() < MONITORS_LET_GO;
    }
  }

  /** Tells that so many events of a type were not looked at. */
  public void notTaken(String type, long count) {
    events += count;
    statistics.unknownEvents(type, count);
  }

  /** Tells that the file ended before the recording did. */
  public void cutShort() {
    statistics.count(Counter.CUT_SHORT, 1);
  }

  /** Tells what of the file could not be read. */
  public void lost(Losses losses) {
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
    schedulings.forEach(Scheduling::finish);
    // What was flushed is told, also that nothing happened.
    latest = schedulings.stream().mapToLong(Scheduling::flushedUpTo).reduce(latest, Math::max);
    singles.tell(latest, spans);
    return session(name, latest, wakes, each -> latest);
  }

  /** The session of what is settled so far; decoding goes on beside it. */
  public Session sessionSoFar(String name) {
    long whole = Math.max(latest, clock.endNanos - clock.originNanos);
    // Who is woken is told when that is over.
    return session(
        name, whole, (_, _, _, _, _, _) -> {}, each -> Math.min(latest, each.settledUpTo()));
  }

  /** The session of what is settled of a recording that goes on for nobody knows how long. */
  public Session sessionOfSettled(String name) {
    return session(name, 0, (_, _, _, _, _, _) -> {}, Scheduling::settledUpTo);
  }

  private Session session(
      String name, long duration, WakeSink tailWakes, ToLongFunction<Scheduling> settledBy) {
    ImportStatistics counts = statistics.copy();
    SpanBuilder.Tails tails = spans.new Tails();
    SiteTable waitSites = scheduling.waitSites.frozen();
    long settled = 0;
    for (Scheduling each : schedulings) {
      long end = settledBy.applyAsLong(each);
      each.tails(end, tails, tailWakes);
      each.sitesSoFar(waitSites::addWaiting);
      settled = Math.max(settled, end);
    }
    IntLongHashMap seen =
        standing.tell(settled, thread -> spans.isTold(thread) && !singles.isOnly(thread), tails);
    singles.tails(settled, seen, tails);
    counts.count(Counter.UNMATCHED_SLICES, sum(Scheduling::unmatched));
    counts.count(Counter.WITHDRAWN_SLICES, sum(Scheduling::withdrawn));
    counts.count(Counter.LATE_SPANS, spans.misplaced());
    counts.count(Counter.NEVER_RAN, sum(Scheduling::neverRan));
    counts.count(Counter.UNPAIRED_EVENTS, engine.decodes.withoutStart() + engine.unpaired());
    countFibers(counts);
    return new Session(
        name,
        jvmTracker.version(),
        Instant.ofEpochSecond(0, clock.originNanos),
        Math.max(duration, settled),
        settled,
        events,
        sum(Scheduling::slices),
        threads.frozen(),
        spans.build(tails),
        pins.frozen(),
        engine.decodes.frozen(latest),
        engine.suspensions(),
        engine.arrivals.frozen(),
        wakes.frozen(),
        queueLengths(settled),
        engine.pool.frozen(engine.decodes, storage),
        engine.holds.frozen(),
        scheduler.frozen(),
        waitSites,
        scheduling.wakeSites.frozen(),
        scheduling.samples.frozen(),
        locals.uses.frozen(),
        scheduling.blockers.frozen(),
        scheduling.lateTimers.frozen(),
        jvmTracker.calls.frozen(),
        vitals.frozen(jvms.count() > 1),
        jvmTracker.facts(
            schedulings.stream().anyMatch(Scheduling::isExact),
            schedulings.stream().anyMatch(Scheduling::isTraced),
            locals.areTold()),
        stackTraces.frozen(),
        counts,
        storage);
  }

  /**
   * Drops what had ended so long before what is settled, and more if the rest takes more room than
   * it may.
   *
   * @param bytes of storage
   */
  public void keep(long nanos, long bytes) {
    long settled = schedulings.stream().mapToLong(Scheduling::settledUpTo).max().orElse(0);
    long oldest = settled - nanos;
    double share = bytes / (double) Math.max(1, storage.used());
    if (share < 1) {
      long kept = settled - Math.max(spans.droppedUpTo(), 0);
      oldest = Math.max(oldest, settled - (long) (kept * share * ROOM_LEFT));
    }
    spans.dropUpTo(oldest);
    wakes.dropUpTo(oldest);
    scheduling.waitSites.dropUpTo(oldest);
    scheduling.wakeSites.dropUpTo(oldest);
    scheduling.samples.dropUpTo(oldest);
    locals.uses.dropUpTo(oldest);
    scheduling.blockers.dropUpTo(oldest);
  }

  /** How many rows there are of fibers, pins, decodes and what belongs to them. */
  public long rowsThatStay() {
    return (long) threads.count()
        + pins.count()
        + engine.decodes.count()
        + engine.suspensionCount()
        + engine.arrivals.count();
  }

  private long sum(ToLongFunction<Scheduling> part) {
    return schedulings.stream().mapToLong(part).sum();
  }

  /** Of the JVM that says most. */
  private QueueLengths queueLengths(long end) {
    return schedulings.stream()
        .max(Comparator.comparingLong(Scheduling::slices))
        .map(each -> each.queueLengths(end))
        .orElse(QueueLengths.NOT_RECORDED);
  }

  private void countFibers(ImportStatistics counts) {
    int[] fibers = threads.rows(ThreadTable.Kind.FIBER);
    if (fibers.length == 0) {
      counts.count(Counter.NO_FIBERS, 1);
    } else if (sum(Scheduling::slices) == 0) {
      // Of those that somebody only saw no event was to be expected.
      counts.count(Counter.FIBERS_WITHOUT_SLICES, fibers.length - standing.unheard(spans::isTold));
    } else if (schedulings.stream().noneMatch(Scheduling::hasSubmits) && !engine.hasOwnSlices()) {
      counts.count(Counter.FIBERS_WITHOUT_WAKES, fibers.length);
    }
    for (int fiber : fibers) {
      counts.count(
          Counter.FIBERS_WITHOUT_START, threads.start(fiber) == ThreadTable.NOT_RECORDED ? 1 : 0);
      counts.count(
          Counter.FIBERS_WITHOUT_END, threads.end(fiber) == ThreadTable.NOT_RECORDED ? 1 : 0);
    }
  }
}
