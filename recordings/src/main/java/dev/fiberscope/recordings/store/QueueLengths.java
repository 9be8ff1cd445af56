package dev.fiberscope.recordings.store;

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

  private static final int PARTS = 4_096;

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

  /** Takes changes in the order of time. */
  public static final class Builder {
    private final double partNanos;
    private final double[] area = new double[PARTS];
    private final int[] most = new int[PARTS];
    private int now;
    private long since;

    public Builder(long sessionNanos) {
      partNanos = Math.max(1, sessionNanos / (double) PARTS);
    }

    /** Tells that so many more wait from a time on. */
    public void change(long time, int by) {
      until(time);
      now = Math.max(0, now + by);
      int part = part(time);
      most[part] = Math.max(most[part], now);
    }

    private int part(long time) {
      return Math.clamp((long) (time / partNanos), 0, PARTS - 1);
    }

    private void until(long time) {
      int last = part(time);
      for (int part = part(since); part <= last; part++) {
        double from = Math.max(since, part * partNanos);
        double to = Math.min(time, (part + 1) * partNanos);
        area[part] += Math.max(0, to - from) * now;
        most[part] = Math.max(most[part], now);
      }
      since = Math.max(since, time);
    }

    public QueueLengths build() {
      until((long) (PARTS * partNanos));
      float[] mean = new float[PARTS];
      for (int part = 0; part < PARTS; part++) {
        mean[part] = (float) (area[part] / partNanos);
      }
      return new QueueLengths(partNanos, mean, most);
    }
  }
}
