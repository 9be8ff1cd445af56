package dev.fiberscope.recordings.index;

import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.QueueLengths;
import dev.fiberscope.recordings.store.SchedulerTable;
import dev.fiberscope.recordings.store.SchedulerTable.Look;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeTable;
import java.util.Arrays;
import java.util.stream.IntStream;

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
   * Counts in so many parts. Costs what there is of carriers, not of fibers, where the scheduler's
   * lines were recorded.
   */
  public static FiberCounts of(Session session, int parts) {
    double partNanos = Math.max(1, session.duration() / (double) parts);
    float[] mounted = new float[parts];
    float[] waiting = new float[parts];
    QueueLengths queues = session.queueLengths();
    int[] carrierRows = session.threads().rows(ThreadTable.Kind.CARRIER);
    if (queues.isRecorded() && carrierRows.length > 0) {
      mounted(session.spans(), carrierRows, partNanos, mounted);
    } else {
      StateDensity density = StateDensity.of(session, parts);
      for (int part = 0; part < parts; part++) {
        mounted[part] = density.fibers(State.RUNNING, part) + density.fibers(State.PINNED, part);
        waiting[part] = density.fibers(State.RUNNABLE, part);
      }
    }
    if (queues.isRecorded()) {
      for (int part = 0; part < parts; part++) {
        long from = (long) (part * partNanos);
        waiting[part] = (float) queues.mean(from, (long) (from + partNanos));
      }
    }
    if (!session.hasScheduling()) {
      fill(session.scheduler(), partNanos, mounted, waiting);
    }
    float[] living = living(session, parts, partNanos);
    int neverRan = (int) session.statistics().count(Counter.NEVER_RAN);
    if (neverRan > 0) {
      float[] named = named(session.wakes(), parts, partNanos);
      for (int part = 0; part < parts; part++) {
        // Of fibers that never ran nothing is known but that they wait.
        living[part] += Math.clamp(Math.round(waiting[part] - named[part]), 0, neverRan);
      }
    }
    int carriers = session.threads().rows(ThreadTable.Kind.CARRIER).length;
    SchedulerTable scheduler = session.scheduler();
    if (scheduler.count() > 0 && !session.hasScheduling()) {
      carriers = Math.max(carriers, scheduler.get(scheduler.count() - 1).parallelism());
    }
    return new FiberCounts(partNanos, carriers, living, mounted, waiting);
  }

  /** False if single events tell of some fibers only, and so of how many ran or waited too few. */
  public static boolean areKnown(Session session) {
    return session.hasScheduling() || session.scheduler().count() > 0;
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

  /** How many fibers were on a carrier, by what carriers did. */
  private static void mounted(SpanTable spans, int[] carriers, double partNanos, float[] mounted) {
    long[] nanos = new long[State.values().length];
    for (int carrier : carriers) {
      for (int part = 0; part < mounted.length; part++) {
        Arrays.fill(nanos, 0);
        spans.addStateTimes(
            carrier, (long) (part * partNanos), (long) ((part + 1) * partNanos), nanos);
        mounted[part] +=
            (float) ((nanos[State.RUNNING.ordinal()] + nanos[State.PINNED.ordinal()]) / partNanos);
      }
    }
  }

  /** How many fibers waited for a carrier of whom it is known since when. */
  private static float[] named(WakeTable wakes, int parts, double partNanos) {
    int[] changes = new int[parts + 1];
    for (int row = wakes.first(); row < wakes.count(); row++) {
      changes[part(wakes.time(row), parts, partNanos)]++;
      long mounted = wakes.mounted(row);
      if (mounted != WakeTable.NOT_MOUNTED) {
        changes[part(mounted, parts, partNanos)]--;
      }
    }
    return sums(changes);
  }

  private static float[] living(Session session, int parts, double partNanos) {
    int[] changes = new int[parts + 1];
    ThreadTable threads = session.threads();
    SpanTable spans = session.spans();
    boolean endsRecorded =
        session.hasScheduling()
            || IntStream.of(threads.rows(ThreadTable.Kind.FIBER))
                .anyMatch(fiber -> threads.end(fiber) != ThreadTable.NOT_RECORDED);
    for (int thread = 0; thread < threads.count(); thread++) {
      if (threads.kind(thread) == ThreadTable.Kind.FIBER) {
        long first = spans.trackBegin(thread);
        long start = threads.start(thread);
        // Of a fiber without a start only its first sign is known.
        start = start == ThreadTable.NOT_RECORDED ? first : Math.min(start, first);
        // Where no fiber ever ends, nobody knows more than the last sign of it.
        long end = endsRecorded ? threads.end(thread) : Math.max(start, spans.trackEnd(thread));
        if (start != Long.MAX_VALUE) {
          changes[part(start, parts, partNanos)]++;
          if (end != ThreadTable.NOT_RECORDED) {
            changes[Math.min(parts, part(end, parts, partNanos) + 1)]--;
          }
        }
      }
    }
    return sums(changes);
  }

  private static float[] sums(int[] changes) {
    float[] sums = new float[changes.length - 1];
    int now = 0;
    for (int part = 0; part < sums.length; part++) {
      now += changes[part];
      sums[part] = now;
    }
    return sums;
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
