package dev.fiberscope.recordings.store;

import java.util.Arrays;

/**
 * How many fibers waited for a carrier, in equal parts of the session. The number is known even
 * where it is not known who they were.
 *
 * @param partNanos ns of a part
 * @param mean on average over a part; none if the recording does not say
 * @param most at most during a part
 */
public record QueueLengths(double partNanos, float[] mean, int[] most) {
  /** Of a recording without submits. */
  public static final QueueLengths NOT_RECORDED = new QueueLengths(1, new float[0], new int[0]);

  public boolean isRecorded() {
    return mean.length > 0;
  }

  /** How many waited at most between two times. */
  public int most(long from, long to) {
    int highest = 0;
    for (int part = part(from); part <= part(to) && part < most.length; part++) {
      highest = Math.max(highest, most[part]);
    }
    return highest;
  }

  /** How many waited on average between two times. */
  public double mean(long from, long to) {
    double sum = 0;
    int first = part(from);
    int last = Math.min(part(to), mean.length - 1);
    for (int part = first; part <= last; part++) {
      sum += mean[part];
    }
    return last < first ? 0 : sum / (last - first + 1);
  }

  private int part(long time) {
    return Math.clamp((long) (time / partNanos), 0, Math.max(0, mean.length - 1));
  }

  /**
   * Takes changes in the order of time, for as long as a session grows: parts begin short, and are
   * put together by two when there are too many.
   */
  public static final class Builder {
    private static final int MOST_PARTS = 1 << 13;
    private static final long SHORTEST_NANOS = 1 << 10;

    private final double[] area = new double[MOST_PARTS];
    private final int[] most = new int[MOST_PARTS];
    private long partNanos = SHORTEST_NANOS;
    private int now;
    private long since;
    // The part that lasts now, and when it ends.
    private int nowPart;
    private long nowEnd;

    /** Tells that so many more wait from a time on. */
    public void change(long time, int by) {
      until(time);
      now = Math.max(0, now + by);
      most[nowPart] = Math.max(most[nowPart], now);
    }

    /** How many wait now. */
    public int now() {
      return now;
    }

    private int part(long time) {
      return (int) (time / partNanos);
    }

    private void until(long time) {
      if (time <= since) {
        return;
      }
      if (time < nowEnd) {
        area[nowPart] += (time - since) * (double) now;
        most[nowPart] = Math.max(most[nowPart], now);
        since = time;
        return;
      }
      while (time / partNanos >= MOST_PARTS) {
        halve();
      }
      int last = part(time);
      for (int part = part(since); part <= last; part++) {
        long from = Math.max(since, part * partNanos);
        long to = Math.min(time, (part + 1) * partNanos);
        area[part] += Math.max(0, to - from) * (double) now;
        most[part] = Math.max(most[part], now);
      }
      since = time;
      nowPart = last;
      nowEnd = (last + 1) * partNanos;
    }

    private void halve() {
      for (int part = 0; part < MOST_PARTS / 2; part++) {
        area[part] = area[2 * part] + area[2 * part + 1];
        most[part] = Math.max(most[2 * part], most[2 * part + 1]);
      }
      Arrays.fill(area, MOST_PARTS / 2, MOST_PARTS, 0);
      Arrays.fill(most, MOST_PARTS / 2, MOST_PARTS, 0);
      partNanos *= 2;
    }

    /**
     * The lengths up to a time.
     *
     * @param end when the session ends
     */
    public QueueLengths build(long end) {
      until(end);
      int parts = part(since) + 1;
      float[] mean = new float[parts];
      for (int part = 0; part < parts; part++) {
        long to = Math.min(since, (part + 1) * partNanos);
        mean[part] = (float) (area[part] / Math.max(1, to - part * partNanos));
      }
      return new QueueLengths(partNanos, mean, Arrays.copyOf(most, parts));
    }
  }
}
