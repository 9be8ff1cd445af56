package dev.fiberscope.recordings.decode;

import dev.fiberscope.recordings.store.ImportStatistics;
import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.ThreadTable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
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

  /** Takes in the next event of the file. */
  public void decode(RecordedEvent recorded) {
    events++;
    Event event = new Event(recorded, originNanos, threads);
    latest = Math.max(latest, event.end());
    String type = recorded.getEventType().getName();
    if (!type.startsWith("jdk.")) {
      scheduling.seen(event);
    }
    EventHandler handler = handlers.get(type);
    if (handler == null) {
      statistics.unknownEvent(type);
    } else {
      handler.handle(event);
    }
  }

  /** Tells that the file ended before the recording did. */
  public void cutShort() {
    statistics.count(Counter.CUT_SHORT, 1);
  }

  /** Events taken in so far. */
  public long events() {
    return events;
  }

  /** Matches, derives and closes. Nothing may be decoded afterwards. */
  public Session finish(String name) {
    Slices slices = SliceMatcher.match(scheduling.log, threads);
    slices.addAll(engine.slices);
    statistics.count(Counter.UNMATCHED_SLICES, slices.unmatched());
    statistics.count(Counter.WITHDRAWN_SLICES, slices.withdrawn());
    SpanTable spans =
        new StateDeriver(slices, scheduling.log, threads, scheduling.pins, engine.wakes, latest)
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
