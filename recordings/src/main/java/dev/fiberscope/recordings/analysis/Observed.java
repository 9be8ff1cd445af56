package dev.fiberscope.recordings.analysis;

import dev.fiberscope.recordings.code.ClassFiles;
import dev.fiberscope.recordings.index.Lazy;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.store.BlockingCall;
import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.RecordTable;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.Witness;
import dev.fiberscope.recordings.threads.ThreadSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What rules look at: a session, its joins, and what several of them want to know of it. */
public final class Observed {
  private final Session session;
  private final SessionIndex index;
  private final List<ThreadSnapshot> snapshots;
  private final ClassFiles classes;
  private final Limits limits;
  private final Lazy<WaitsForCarrier> waits;
  private final Lazy<Holds> holds;
  private final Lazy<WaitGroups> waitGroups;

  /**
   * @param snapshots of threads that were taken meanwhile, by time
   * @param classes of the program, as far as they are there
   */
  public Observed(
      Session session,
      SessionIndex index,
      List<ThreadSnapshot> snapshots,
      ClassFiles classes,
      Limits limits) {
    this.session = session;
    this.index = index;
    this.snapshots = snapshots;
    this.classes = classes;
    this.limits = limits;
    waits = new Lazy<>(() -> WaitsForCarrier.of(session));
    holds = new Lazy<>(() -> Holds.of(session));
    waitGroups = new Lazy<>(() -> WaitGroups.of(this));
  }

  /** Without snapshots; with the classes that the recording names, as far as they are there. */
  public static Observed of(Session session, SessionIndex index, Path recording) {
    Path folder = recording.toAbsolutePath().getParent();
    return new Observed(
        session,
        index,
        List.of(),
        ClassFiles.of(session.facts().classPath(), folder),
        Limits.DEFAULT);
  }

  public Session session() {
    return session;
  }

  public SessionIndex index() {
    return index;
  }

  public List<ThreadSnapshot> snapshots() {
    return snapshots;
  }

  public ClassFiles classes() {
    return classes;
  }

  public long limit(Limit limit) {
    return limits.of(limit);
  }

  /** A limit's value with its unit. */
  public String limitText(Limit limit) {
    return limit.text(limits.of(limit));
  }

  public WaitsForCarrier waits() {
    return waits.get();
  }

  public Holds holds() {
    return holds.get();
  }

  /** Where fibers waited for others, as far as stack traces tell. */
  public WaitGroups waitGroups() {
    return waitGroups.get();
  }

  /** True if mounts were recorded. */
  public boolean hasScheduling() {
    return session.facts().mounts()
        || session.hasScheduling()
            && session.statistics().count(Counter.FIBERS_WITHOUT_SLICES) == 0;
  }

  /** True if where fibers wait was recorded: level full. */
  public boolean hasWaitSites() {
    return session.waitSites().count() > session.waitSites().first();
  }

  /** True if it was recorded for what fibers wait: by their stack traces, or by the agent. */
  public boolean hasWaitObjects() {
    return hasWaitSites() || session.facts().witness() == Witness.DEEP;
  }

  /** What to do if mounts were not recorded, as the end of a sentence. */
  public String standard() {
    return record("standard", "deep");
  }

  /** What to do if stack traces or thread-locals were not recorded, as the end of a sentence. */
  public String full() {
    return record("full", "deepest");
  }

  private String record(String traced, String deep) {
    return Advice.needsAgent(session)
        ? "on this JDK Fiberscope's agent tells: fiberscope attach PID --level "
            + deep
            + ", or start the JVM with -javaagent:fiberscope-agent.jar and the settings of:"
            + " fiberscope settings --level "
            + deep
        : "record with the settings of: fiberscope settings --level "
            + traced
            + " (JDK 25 and later)";
  }

  /** What to call a thread. */
  public String name(int thread) {
    return thread < 0 ? "an unknown fiber" : session.threads().name(thread);
  }

  /** The innermost method of a stack trace that is not the JDK's; empty without one. */
  public String site(int stackTrace) {
    return stackTrace == StackTraceTable.NONE ? "" : index.sites().siteName(stackTrace);
  }

  /** The carrier that a fiber was on at a time, or {@link Occurrence#NONE}. */
  public int carrierAt(int fiber, long time) {
    int row = fiber < 0 ? SpanTable.NONE : session.spans().at(fiber, time);
    return row == SpanTable.NONE || !session.spans().state(row).isMounted()
        ? Occurrence.NONE
        : session.spans().link(row);
  }

  /** The decode that a fiber was in at a time, or {@link Occurrence#NONE}. */
  public int decodeAt(int fiber, long time) {
    return fiber < 0 ? Occurrence.NONE : index.decodeAt(fiber, time);
  }

  /** A stack trace of a thread between two times, or {@link StackTraceTable#NONE}. */
  public int sampleOf(int thread, long from, long to) {
    return thread < 0 ? StackTraceTable.NONE : index.samples().lastTrace(thread, from, to);
  }

  /** The longest call of a thread between two times that blocks. */
  public Optional<BlockingCall> callOf(int thread, long from, long to) {
    RecordTable<BlockingCall> calls = session.blockingCalls();
    BlockingCall longest = null;
    for (int row = 0; row < calls.count(); row++) {
      BlockingCall call = calls.get(row);
      if (call.thread() == thread
          && call.start() < to
          && call.end() > from
          && (longest == null || call.end() - call.start() > longest.end() - longest.start())) {
        longest = call;
      }
    }
    return Optional.ofNullable(longest);
  }

  /** Where a thread was between two times, by a sample or by a call that blocked it. */
  public int codeOf(int thread, long from, long to) {
    int sample = sampleOf(thread, from, to);
    return sample != StackTraceTable.NONE
        ? sample
        : callOf(thread, from, to).map(BlockingCall::stackTrace).orElse(StackTraceTable.NONE);
  }

  /** The frames of a stack trace, innermost first. */
  public List<Frame> frames(int stackTrace) {
    return session.stackTraces().frames(stackTrace);
  }

  /** True if a thread is a fiber of the engine's own carriers. */
  public boolean isOnOwnCarriers(int thread) {
    return session.threads().kind(thread) == ThreadTable.Kind.FIBER
        && session.threads().id(thread) < 0;
  }

  /**
   * Who was put in line or woke: the fiber that a platform thread carried at a time, or the thread
   * itself.
   */
  public int fiberOn(int thread, long time) {
    if (thread < 0 || session.threads().kind(thread) != ThreadTable.Kind.CARRIER) {
      return thread;
    }
    int row = session.spans().at(thread, time);
    int link = row == SpanTable.NONE ? SpanTable.NO_LINK : session.spans().link(row);
    return link == SpanTable.NO_LINK ? thread : link;
  }
}
