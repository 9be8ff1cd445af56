package dev.fiberscope.recordings.index;

import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;

/** How many fibers were in a state, on average, during each of many equal parts of the session. */
public final class StateDensity {
  private final float[][] fibers = new float[State.values().length][];
  private final int buckets;

  private StateDensity(int buckets) {
    this.buckets = buckets;
    for (int state = 0; state < fibers.length; state++) {
      fibers[state] = new float[buckets];
    }
  }

  /** Counts everything but parked fibers, whose number says little. */
  public static StateDensity of(Session session, int buckets) {
    StateDensity density = new StateDensity(buckets);
    SpanTable spans = session.spans();
    double bucketNanos = Math.max(1, session.duration() / (double) buckets);
    for (int row = 0; row < spans.count(); row++) {
      boolean fiber = session.threads().kind(spans.track(row)) == ThreadTable.Kind.FIBER;
      if (fiber && spans.state(row) != State.PARKED) {
        density.add(spans.state(row), spans.start(row) / bucketNanos, spans.end(row) / bucketNanos);
      }
    }
    return density;
  }

  private void add(State state, double from, double to) {
    float[] counts = fibers[state.ordinal()];
    for (int bucket = (int) from; bucket < to && bucket < buckets; bucket++) {
      counts[bucket] += (float) (Math.min(to, bucket + 1) - Math.max(from, bucket));
    }
  }

  public int buckets() {
    return buckets;
  }

  /** Fibers in a state during a bucket, as an average over it. */
  public float fibers(State state, int bucket) {
    return fibers[state.ordinal()][bucket];
  }
}
