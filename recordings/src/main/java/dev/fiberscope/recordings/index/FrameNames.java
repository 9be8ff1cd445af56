package dev.fiberscope.recordings.index;

import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.IntSet;
import dev.fiberscope.recordings.store.Cancellation;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SiteTable;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.store.SuspensionTable.Suspension;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** The methods in the stack traces of a session, and when fibers were in them. */
public final class FrameNames {
  private final Session session;
  private final Collection<String> names;

  /** A moment at which a thread was in a method. */
  public record Moment(int thread, long time) {}

  FrameNames(Session session) {
    this.session = session;
    StackTraceTable traces = session.stackTraces();
    names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (int trace = 0; trace < traces.count(); trace++) {
      for (Frame frame : traces.frames(trace)) {
        if (!frame.isHidden()) {
          names.add(frame.shortName());
        }
      }
    }
  }

  /** Every method, class without package, in the order of the alphabet. */
  public Collection<String> names() {
    return names;
  }

  /**
   * When fibers waited in a method, or were sampled there, by time.
   *
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public List<Moment> moments(String name) {
    IntSet traces = traces(name);
    List<Moment> moments = new ArrayList<>();
    add(session.waitSites(), traces, moments);
    add(session.samples(), traces, moments);
    for (int row = 0; row < session.pins().count(); row++) {
      Pin pin = session.pins().get(row);
      add(pin.thread(), pin.start(), pin.end(), traces.contains(pin.stackTrace()), moments);
    }
    for (int row = 0; row < session.suspensions().count(); row++) {
      Suspension each = session.suspensions().get(row);
      long end = Math.min(each.resumed(), session.duration());
      add(each.thread(), each.time(), end, traces.contains(each.stackTrace()), moments);
    }
    moments.sort(Comparator.comparingLong(Moment::time));
    return moments;
  }

  private IntSet traces(String name) {
    IntSet traces = new IntHashSet();
    for (int trace = 0; trace < session.stackTraces().count(); trace++) {
      if (session.stackTraces().frames(trace).stream()
          .anyMatch(frame -> frame.shortName().equals(name))) {
        traces.add(trace);
      }
    }
    return traces;
  }

  private void add(SiteTable sites, IntSet traces, List<Moment> moments) {
    Cancellation cancellation = new Cancellation();
    for (int row = sites.first(); row < sites.count(); row++) {
      cancellation.row();
      boolean there = traces.contains(sites.stackTrace(row));
      add(sites.thread(row), sites.start(row), sites.end(row), there, moments);
    }
  }

  private void add(int thread, long start, long end, boolean there, List<Moment> moments) {
    if (there && session.threads().kind(thread) == ThreadTable.Kind.FIBER) {
      moments.add(new Moment(thread, start + (end - start) / 2));
    }
  }
}
