package dev.fiberscope.recordings.decode;

import dev.fiberscope.recordings.chunk.EventView;
import dev.fiberscope.recordings.chunk.Losses;
import dev.fiberscope.recordings.chunk.TypeLayout;
import dev.fiberscope.recordings.store.ImportStatistics;
import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.ThreadTable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;

/**
 * Builds a session from events in file order. Event types are known by name, so that a file of any
 * version opens; types that nobody handles are counted. Events that programs define themselves are
 * Java-level events too and help to match slices, whoever handles them.
 */
public final class RecordingDecoder {
  private static final Pattern JDK_VERSION = Pattern.compile("\\((\\d+[^+)\\s-]*)");

  private final long originNanos;
  private final ThreadTable threads = new ThreadTable();
  private final StackTraceTable stackTraces = new StackTraceTable();
  private final ImportStatistics statistics = new ImportStatistics();
  private final SchedulingTracker scheduling = new SchedulingTracker(threads, stackTraces);
  private final EngineTracker engine =
      new EngineTracker(threads, stackTraces, scheduling.pins, statistics);
  private final Map<String, EventHandler> handlers = new HashMap<>();
  private String jvm = "";
  private long events;
  private long latest;

  /**
   * @param originNanos when the recording began, ns since the epoch
   */
  public RecordingDecoder(long originNanos) {
    this.originNanos = originNanos;
    handlers.putAll(scheduling.handlers());
    handlers.putAll(engine.handlers());
    handlers.put("jdk.JVMInformation", this::jvmInformation);
    handlers.put("jdk.DataLoss", _ -> statistics.count(Counter.DATA_LOSS, 1));
  }

  /** Takes in the next event of the file as the JDK's reader gives it. */
  void decode(RecordedEvent recorded) {
    decode(new ConsumerEvent(recorded, originNanos, threads, stackTraces));
  }

  private void decode(Event event) {
    take(event, isJavaLevel(event.type()), handlers.get(event.type()));
  }

  /**
   * @param handler null if nobody uses events of this type
   */
  private void take(Event event, boolean javaLevel, EventHandler handler) {
    events++;
    latest = Math.max(latest, event.end());
    if (javaLevel) {
      scheduling.seen(event);
    }
    if (handler == null) {
      statistics.unknownEvents(event.type(), 1);
    } else {
      handler.handle(event);
    }
  }

  private static boolean isJavaLevel(String type) {
    return !type.startsWith("jdk.");
  }

  /** Who takes the events of a chunk's types, as our own reader gives them. */
  Function<TypeLayout, Optional<Consumer<EventView>>> takers() {
    ChunkEvents chunk = new ChunkEvents(originNanos, threads, stackTraces);
    return type -> {
      EventHandler handler = handlers.get(type.name());
      boolean javaLevel = isJavaLevel(type.name());
      if (handler == null && !javaLevel) {
        return Optional.empty();
      }
      ChunkEvents.OfType event = chunk.new OfType(type);
      return Optional.of(view -> take(event.of(view), javaLevel, handler));
    };
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

  /** Matches, derives and closes. Nothing may be decoded afterwards. */
  public Session finish(String name) {
    Slices slices = SliceMatcher.match(scheduling.log, scheduling.waits, threads);
    slices.addAll(engine.slices);
    statistics.count(Counter.UNMATCHED_SLICES, slices.unmatched());
    statistics.count(Counter.WITHDRAWN_SLICES, slices.withdrawn());
    SpanTable spans =
        new StateDeriver(
                slices,
                scheduling.log,
                threads,
                scheduling.pins,
                engine.wakes,
                scheduling.waits,
                latest)
            .derive();
    engine.finish(latest);
    return new Session(
        name,
        jvm,
        Instant.ofEpochSecond(0, originNanos),
        latest,
        events,
        slices.count(),
        threads,
        spans,
        scheduling.pins,
        engine.decodes,
        engine.suspensions,
        engine.arrivals,
        engine.wakes,
        engine.pool,
        engine.holds,
        stackTraces,
        statistics);
  }

  private void jvmInformation(Event event) {
    Matcher version = JDK_VERSION.matcher(event.text("jvmVersion"));
    if (version.find()) {
      jvm = "JDK " + version.group(1);
    }
  }
}
