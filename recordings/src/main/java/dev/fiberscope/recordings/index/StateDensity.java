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
    // By state: by how much the number of fibers changes from one bucket to the next.
    double[][] changes = new double[density.fibers.length][buckets + 2];
    double bucketNanos = Math.max(1, session.duration() / (double) buckets);
    for (int track = 0; track < session.threads().count(); track++) {
      if (session.threads().kind(track) == ThreadTable.Kind.FIBER) {
        for (int row = spans.first(track); row != SpanTable.NONE; row = spans.next(row)) {
          State state = spans.state(row);
          if (state != State.PARKED && state != State.AWAY) {
            double from = Math.min(buckets, spans.start(row) / bucketNanos);
            double to = Math.min(buckets, spans.end(row) / bucketNanos);
            begin(changes[state.ordinal()], from, 1);
            begin(changes[state.ordinal()], to, -1);
          }
        }
      }
    }
    for (int state = 0; state < changes.length; state++) {
      double now = 0;
      for (int bucket = 0; bucket < buckets; bucket++) {
        now += changes[state][bucket];
        // Sums of many shares may end a hair beside zero.
        density.fibers[state][bucket] = (float) Math.max(0, now);
      }
    }
    return density;
  }

  /** One fiber more from a time on: a part of the time's bucket, and all of those behind it. */
  private static void begin(double[] changes, double time, int fibers) {
    int bucket = (int) time;
    double share = bucket + 1 - time;
    changes[bucket] += fibers * share;
    changes[bucket + 1] += fibers * (1 - share);
  }

  public int buckets() {
    return buckets;
  }

  /** Fibers in a state during a bucket, as an average over it. */
  public float fibers(State state, int bucket) {
    return fibers[state.ordinal()][bucket];
  }
}
