package dev.fiberscope.recordings.index;

import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.QueueLengths;
import dev.fiberscope.recordings.store.SchedulerTable;
import dev.fiberscope.recordings.store.SchedulerTable.Look;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;

/**
 * How many fibers lived, were on a carrier and waited for one, on average over each of many equal
 * parts of the session.
 *
 * @param partNanos ns of a part
 * @param carriers how many carriers there are
 */
public record FiberCounts(
    double partNanos, int carriers, float[] living, float[] mounted, float[] waiting) {
  /**
   * @param density in as many parts as are wanted
   */
  public static FiberCounts of(Session session, StateDensity density) {
    int parts = density.buckets();
    double partNanos = Math.max(1, session.duration() / (double) parts);
    float[] mounted = new float[parts];
    float[] waiting = new float[parts];
    QueueLengths queues = session.queueLengths();
    for (int part = 0; part < parts; part++) {
      mounted[part] = density.fibers(State.RUNNING, part) + density.fibers(State.PINNED, part);
      long from = (long) (part * partNanos);
      waiting[part] =
          queues.isRecorded()
              ? (float) queues.mean(from, (long) (from + partNanos))
              : density.fibers(State.RUNNABLE, part);
    }
    if (!session.hasScheduling()) {
      fill(session.scheduler(), partNanos, mounted, waiting);
    }
    float[] living = living(session, parts, partNanos);
    int neverRan = (int) session.statistics().count(Counter.NEVER_RAN);
    for (int part = 0; part < parts; part++) {
      // Of fibers that never ran nothing is known but that they wait.
      double nameless = waiting[part] - density.fibers(State.RUNNABLE, part);
      living[part] += Math.clamp(Math.round(nameless), 0, neverRan);
    }
    int carriers = session.threads().rows(ThreadTable.Kind.CARRIER).length;
    SchedulerTable scheduler = session.scheduler();
    if (scheduler.count() > 0 && !session.hasScheduling()) {
      carriers = Math.max(carriers, scheduler.get(scheduler.count() - 1).parallelism());
    }
    return new FiberCounts(partNanos, carriers, living, mounted, waiting);
  }

  /** Where no mounts were recorded, what the scheduler said holds until it was asked again. */
  private static void fill(
      SchedulerTable scheduler, double partNanos, float[] mounted, float[] waiting) {
    for (int row = 0; row < scheduler.count(); row++) {
      Look look = scheduler.get(row);
      int from = part(look.time(), mounted.length, partNanos);
      int to =
          row + 1 == scheduler.count()
              ? mounted.length
              : part(scheduler.get(row + 1).time(), mounted.length, partNanos);
      for (int part = from; part < to; part++) {
        mounted[part] = look.mounted();
        waiting[part] = look.queued();
      }
    }
  }

  private static float[] living(Session session, int parts, double partNanos) {
    int[] changes = new int[parts + 1];
    ThreadTable threads = session.threads();
    SpanTable spans = session.spans();
    for (int thread = 0; thread < threads.count(); thread++) {
      if (threads.kind(thread) == ThreadTable.Kind.FIBER) {
        long first = spans.trackBegin(thread);
        long start = threads.start(thread);
        // Of a fiber without a start only its first sign is known.
        start = start == ThreadTable.NOT_RECORDED ? first : Math.min(start, first);
        long end = threads.end(thread);
        if (start != Long.MAX_VALUE) {
          changes[part(start, parts, partNanos)]++;
          if (end != ThreadTable.NOT_RECORDED) {
            changes[Math.min(parts, part(end, parts, partNanos) + 1)]--;
          }
        }
      }
    }
    float[] living = new float[parts];
    int now = 0;
    for (int part = 0; part < parts; part++) {
      now += changes[part];
      living[part] = now;
    }
    return living;
  }

  private static int part(long time, int parts, double partNanos) {
    return Math.clamp((long) (time / partNanos), 0, parts - 1);
  }

  public int parts() {
    return living.length;
  }

  /** The part that a time lies in. */
  public int part(long time) {
    return part(time, parts(), partNanos);
  }
}
