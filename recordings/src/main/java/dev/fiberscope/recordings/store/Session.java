package dev.fiberscope.recordings.store;

import java.time.Instant;

/**
 * What was built from a recording. Nothing in it changes any more. All times are ns since {@link
 * #begin()}.
 *
 * @param name the recording's file name
 * @param jvm the JVM that was recorded, empty if the recording does not say
 * @param begin when the first thing recorded began
 * @param duration ns from there to the last thing recorded
 * @param readTo ns from there to the last thing that was read so far; less than {@code duration}
 *     while reading goes on
 * @param events events in the recording, unknown ones included
 * @param slices mount slices seen, matched to a fiber or not
 * @param queueLengths how many fibers waited for a carrier over time
 * @param scheduler what the scheduler said when it was asked; empty unless a live session was saved
 * @param waitSites where threads waited
 * @param wakeSites where threads were when they woke others
 * @param samples where threads ran, looked at now and then
 * @param threadLocals what threads did with thread-locals; empty below level full
 * @param blockers what fibers were parked on; empty unless the agent told
 * @param lateTimers sleeps and timed waits that were over late
 * @param blockingCalls calls that blocked threads for a while
 * @param vitals pauses, CPU and heap of the whole JVM
 * @param facts how its JVM was started
 * @param storage where its columns lie, and indexes of it may
 */
public record Session(
    String name,
    String jvm,
    Instant begin,
    long duration,
    long readTo,
    long events,
    long slices,
    ThreadTable threads,
    SpanTable spans,
    PinTable pins,
    DecodeTable decodes,
    SuspensionTable suspensions,
    ArrivalTable arrivals,
    WakeTable wakes,
    QueueLengths queueLengths,
    PoolTable pool,
    HoldTable holds,
    SchedulerTable scheduler,
    SiteTable waitSites,
    SiteTable wakeSites,
    SiteTable samples,
    ThreadLocalTable threadLocals,
    BlockerTable blockers,
    RecordTable<LateTimer> lateTimers,
    RecordTable<BlockingCall> blockingCalls,
    Vitals vitals,
    JvmFacts facts,
    StackTraceTable stackTraces,
    ImportStatistics statistics,
    Storage storage) {

  /** True if mounts and unmounts of fibers were recorded; else only what fibers say themselves. */
  public boolean hasScheduling() {
    return slices > 0;
  }

  /** From when on everything is there, ns since it began: 0 unless what was older was dropped. */
  public long keptFrom() {
    return spans.keptFrom();
  }

  /** True while reading goes on. */
  public boolean isPartial() {
    return readTo < duration;
  }

  /** Mount slices whose fiber is known, as a share of all of them; 1 if there are none. */
  public double matchQuality() {
    long unknown = statistics.count(ImportStatistics.Counter.UNMATCHED_SLICES);
    return slices == 0 ? 1 : (slices - unknown) / (double) slices;
  }
}
