package dev.fiberscope.recordings.compare;

import dev.fiberscope.recordings.store.Cancellation;
import dev.fiberscope.recordings.store.DecodeTable;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeTable;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What is counted of one side. */
final class SideSums {
  private final Map<State, PartSums> states = new EnumMap<>(State.class);
  private final Map<String, Long> waitedAt = new HashMap<>();
  private final PartSums carried;
  private final PartSums started;
  private final PartSums woken;
  private final PartSums lived;
  private final PartSums queued;
  private final PartSums decoded;
  private final int carriers;

  private SideSums(Side side) {
    for (State state : State.values()) {
      states.put(state, new PartSums(side.from(), side.to()));
    }
    carried = new PartSums(side.from(), side.to());
    started = new PartSums(side.from(), side.to());
    woken = new PartSums(side.from(), side.to());
    lived = new PartSums(side.from(), side.to());
    queued = new PartSums(side.from(), side.to());
    decoded = new PartSums(side.from(), side.to());
    carriers = side.session().threads().rows(ThreadTable.Kind.CARRIER).length;
  }

  /**
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  static SideSums of(Side side) {
    SideSums sums = new SideSums(side);
    sums.spans(side);
    sums.others(side);
    return sums;
  }

  private void spans(Side side) {
    Session session = side.session();
    SpanTable spans = session.spans();
    ThreadTable threads = session.threads();
    Cancellation cancellation = new Cancellation();
    for (int track = 0; track < threads.count(); track++) {
      ThreadTable.Kind kind = threads.kind(track);
      if (kind == ThreadTable.Kind.PLATFORM) {
        continue;
      }
      spans.forEachIn(
          track,
          side.from(),
          side.to(),
          row -> {
            cancellation.row();
            if (spans.start(row) < side.from()) {
              return;
            }
            if (kind == ThreadTable.Kind.CARRIER) {
              carried.add(spans.start(row), spans.duration(row));
              return;
            }
            State state = spans.state(row);
            states.get(state).add(spans.start(row), spans.duration(row));
            if (state != State.RUNNING && state != State.RUNNABLE) {
              String site = side.index().sites().siteName(side.index().sites().stackTraceOf(row));
              if (!site.isEmpty()) {
                waitedAt.merge(site, spans.duration(row), Long::sum);
              }
            }
          });
    }
  }

  private void others(Side side) {
    Session session = side.session();
    ThreadTable threads = session.threads();
    for (int fiber : threads.rows(ThreadTable.Kind.FIBER)) {
      long start = threads.start(fiber);
      if (start != ThreadTable.NOT_RECORDED && start >= side.from() && start < side.to()) {
        started.add(start, 0);
        long end = threads.end(fiber);
        if (end != ThreadTable.NOT_RECORDED && end <= side.to()) {
          lived.add(start, end - start);
        }
      }
    }
    WakeTable wakes = session.wakes();
    for (int row = wakes.first(); row < wakes.count(); row++) {
      if (wakes.time(row) >= side.from() && wakes.time(row) < side.to()) {
        woken.add(wakes.time(row), 0);
        if (wakes.mounted(row) != WakeTable.NOT_MOUNTED) {
          queued.add(wakes.time(row), wakes.mounted(row) - wakes.time(row));
        }
      }
    }
    DecodeTable decodes = session.decodes();
    for (int row = 0; row < decodes.count(); row++) {
      if (decodes.start(row) >= side.from() && decodes.start(row) < side.to()) {
        decoded.add(decodes.start(row), decodes.end(row) - decodes.start(row));
      }
    }
  }

  PartSums of(State state) {
    return states.get(state);
  }

  /** How long fibers were in the queue of the scheduler. */
  PartSums queued() {
    return queued;
  }

  /** How long fibers lived that were started and ended within. */
  PartSums lived() {
    return lived;
  }

  /** What carriers carried. */
  PartSums carried() {
    return carried;
  }

  PartSums started() {
    return started;
  }

  PartSums woken() {
    return woken;
  }

  PartSums decoded() {
    return decoded;
  }

  int carriers() {
    return carriers;
  }

  /** How long fibers waited at each method of the program, ns together. */
  Map<String, Long> waitedAt() {
    return waitedAt;
  }
}
