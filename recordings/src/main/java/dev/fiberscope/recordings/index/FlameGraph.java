package dev.fiberscope.recordings.index;

import com.carrotsearch.hppc.IntLongHashMap;
import com.carrotsearch.hppc.cursors.IntLongCursor;
import dev.fiberscope.recordings.store.Cancellation;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SiteTable;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where threads were in their code during a stretch of time: stack traces laid over each other. */
public final class FlameGraph {
  /** Which threads are looked at. */
  public enum Threads {
    FIBERS("fibers"),
    /** Carriers as well, while they carry nobody. */
    PLATFORM("platform threads");

    private final String text;

    Threads(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }

    /** Those that people look at first: fibers, if there are any. */
    public static Threads firstOf(Session session) {
      return session.threads().rows(ThreadTable.Kind.FIBER).length > 0 ? FIBERS : PLATFORM;
    }

    boolean has(Session session, int thread) {
      return (session.threads().kind(thread) == ThreadTable.Kind.FIBER) == (this == FIBERS);
    }
  }

  /** What of threads is looked at. */
  public enum Subject {
    PARKED("parked"),
    BLOCKED("blocked"),
    PINNED("pinned"),
    /** Samples of running threads; each counts as one. */
    RAN("running");

    private final String text;

    Subject(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  private final FlameNode root;
  private final long untold;

  private FlameGraph(FlameNode root, long untold) {
    this.root = root;
    this.untold = untold;
  }

  /** All of it; its callees are the outermost frames. */
  public FlameNode root() {
    return root;
  }

  /** All of it, with what no stack trace was recorded of as a frame of that name. */
  public FlameNode whole() {
    FlameNode without = new FlameNode("no stack trace was recorded", Optional.empty());
    without.add(untold);
    List<FlameNode> callees = new ArrayList<>(root.callees());
    callees.addAll(untold == 0 ? List.of() : List.of(without));
    return FlameNode.heading(root.name(), callees);
  }

  /** ns of which no stack trace was recorded. */
  public long untold() {
    return untold;
  }

  /**
   * Looks at every span, or sample, in the range.
   *
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static FlameGraph of(
      Session session, Sites sites, Threads threads, Subject subject, long from, long to) {
    IntLongHashMap weights = new IntLongHashMap();
    if (subject == Subject.RAN) {
      samples(session, threads, from, to, weights);
    } else {
      waits(session, sites, threads, State.valueOf(subject.name()), from, to, weights);
    }
    FlameNode root = new FlameNode("all stack traces", Optional.empty());
    long untold = 0;
    for (IntLongCursor each : weights) {
      List<Frame> frames = session.stackTraces().frames(each.key);
      if (frames.isEmpty()) {
        untold += each.value;
      } else {
        add(root, frames, each.value);
      }
    }
    root.settle();
    return new FlameGraph(root, untold);
  }

  private static void samples(
      Session session, Threads threads, long from, long to, IntLongHashMap weights) {
    SiteTable samples = session.samples();
    Cancellation cancellation = new Cancellation();
    for (int row = samples.first(); row < samples.count(); row++) {
      cancellation.row();
      boolean inside = samples.start(row) >= from && samples.start(row) < to;
      if (inside && threads.has(session, samples.thread(row))) {
        weights.addTo(samples.stackTrace(row), 1);
      }
    }
  }

  private static void waits(
      Session session,
      Sites sites,
      Threads threads,
      State state,
      long from,
      long to,
      IntLongHashMap weights) {
    SpanTable spans = session.spans();
    Cancellation cancellation = new Cancellation();
    for (int track = 0; track < session.threads().count(); track++) {
      cancellation.row();
      if (threads.has(session, track)) {
        spans.forEachIn(
            track,
            from,
            to,
            row -> {
              cancellation.row();
              if (spans.state(row) == state) {
                long nanos = Math.min(to, spans.end(row)) - Math.max(from, spans.start(row));
                weights.addTo(sites.stackTraceOf(row), nanos);
              }
            });
      }
    }
  }

  private static void add(FlameNode root, List<Frame> frames, long weight) {
    root.add(weight);
    FlameNode node = root;
    boolean inProgram = false;
    for (Frame frame : frames.reversed()) {
      // What every fiber is started through tells nothing.
      inProgram |= !Sites.isMachinery(frame);
      if (frame.isHidden() || !inProgram) {
        continue;
      }
      node = node.callee(frame.shortName(), Optional.of(frame));
      node.add(weight);
    }
  }
}
