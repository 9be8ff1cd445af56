package dev.fiberscope.recordings.index;

import dev.fiberscope.recordings.store.Cancellation;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * How long fibers were in each state at a time, and how busy carriers were, in a stretch of time.
 *
 * @param byState every span of fibers that begins in the range, whole, by its state
 * @param queuedByEvidence how many waits for a carrier are known how well, by the ordinal of the
 *     evidence
 * @param carriers what each carrier did in the range
 */
public record Distributions(
    long from,
    long to,
    Map<State, Durations> byState,
    long[] queuedByEvidence,
    List<CarrierLoad> carriers) {

  /**
   * A carrier's work.
   *
   * @param thread row of the carrier
   * @param slices how many of its spans are in the range
   * @param nanos its time by the ordinal of the state
   * @param busy the share of each equal part of the range that it carried a fiber
   */
  public record CarrierLoad(int thread, int slices, long[] nanos, double[] busy) {}

  /**
   * Looks at every span in the range.
   *
   * @param parts into how many equal parts the range is cut for the load over time
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static Distributions of(Session session, long from, long to, int parts) {
    Map<State, Durations> byState = new EnumMap<>(State.class);
    for (State state : State.values()) {
      byState.put(state, new Durations());
    }
    long[] queuedByEvidence = new long[Evidence.values().length];
    List<CarrierLoad> carriers = new ArrayList<>();
    Cancellation cancellation = new Cancellation();
    SpanTable spans = session.spans();
    ThreadTable threads = session.threads();
    for (int track = 0; track < threads.count(); track++) {
      cancellation.row();
      if (threads.kind(track) == ThreadTable.Kind.CARRIER) {
        carriers.add(load(spans, track, from, to, parts));
      } else if (threads.kind(track) == ThreadTable.Kind.FIBER) {
        spans.forEachIn(
            track,
            from,
            to,
            row -> {
              cancellation.row();
              if (spans.start(row) >= from) {
                byState.get(spans.state(row)).add(spans.duration(row));
                if (spans.state(row) == State.RUNNABLE) {
                  queuedByEvidence[spans.evidence(row).ordinal()]++;
                }
              }
            });
      }
    }
    carriers.sort(Comparator.comparing(carrier -> threads.name(carrier.thread())));
    return new Distributions(from, to, byState, queuedByEvidence, carriers);
  }

  private static CarrierLoad load(SpanTable spans, int track, long from, long to, int parts) {
    long[] all = new long[State.values().length];
    spans.addStateTimes(track, from, to, all);
    double[] busy = new double[parts];
    for (int part = 0; part < parts; part++) {
      long begin = from + (to - from) * part / parts;
      long end = from + (to - from) * (part + 1) / parts;
      long[] nanos = new long[State.values().length];
      spans.addStateTimes(track, begin, end, nanos);
      busy[part] = LongStream.of(nanos).sum() / (double) Math.max(1, end - begin);
    }
    long count = spans.count(track, from, to);
    return new CarrierLoad(track, (int) count, all, busy);
  }
}
