package dev.fiberscope.recordings.index;

/**
 * How long many things took: their number, sum and percentiles. Buckets are an eighth of a power of
 * two wide, so a percentile is told up to an eighth too long; the shortest and the longest are
 * exact.
 */
public final class Durations {
  /** Buckets for each power of two. */
  public static final int PER_OCTAVE = 8;

  private static final int SHIFT = 3;
  private static final int BUCKETS = 64 * PER_OCTAVE;

  private final long[] counts = new long[BUCKETS];
  private long count;
  private long sum;
  private long shortest = Long.MAX_VALUE;
  private long longest;

  /**
   * @param nanos 0 or more
   */
  public void add(long nanos) {
    counts[bucket(nanos)]++;
    count++;
    sum += nanos;
    shortest = Math.min(shortest, nanos);
    longest = Math.max(longest, nanos);
  }

  private static int bucket(long nanos) {
    if (nanos < PER_OCTAVE) {
      return (int) nanos;
    }
    int octave = 63 - Long.numberOfLeadingZeros(nanos);
    int within = (int) (nanos >>> (octave - SHIFT)) & (PER_OCTAVE - 1);
    return (octave - SHIFT + 1) * PER_OCTAVE + within;
  }

  /** The shortest duration that a bucket holds. */
  private static long lowest(int bucket) {
    if (bucket < PER_OCTAVE) {
      return bucket;
    }
    int octave = bucket / PER_OCTAVE + SHIFT - 1;
    return (long) (PER_OCTAVE + bucket % PER_OCTAVE) << (octave - SHIFT);
  }

  public long count() {
    return count;
  }

  /** ns of all together. */
  public long sum() {
    return sum;
  }

  /** 0 if there are none. */
  public long shortest() {
    return count == 0 ? 0 : shortest;
  }

  public long longest() {
    return longest;
  }

  /**
   * The duration that a share of all did not exceed.
   *
   * @param share from 0 to 1
   */
  public long percentile(double share) {
    long wanted = Math.max(1, (long) Math.ceil(share * count));
    long seen = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      seen += counts[bucket];
      if (counts[bucket] > 0 && seen >= wanted) {
        return Math.clamp(lowest(bucket + 1) - 1, shortest(), longest);
      }
    }
    return 0;
  }

  /**
   * How many lie in each power of two from the shortest to the longest.
   *
   * @param lowest ns at which the first of {@code counts} begins
   */
  public record Histogram(long lowest, long[] counts) {
    /** ns at which a count begins. */
    public long from(int index) {
      return lowest << index;
    }
  }

  public Histogram histogram() {
    if (count == 0) {
      return new Histogram(0, new long[0]);
    }
    int first = octave(shortest());
    long[] octaves = new long[octave(longest) - first + 1];
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      if (counts[bucket] > 0) {
        octaves[octave(lowest(bucket)) - first] += counts[bucket];
      }
    }
    return new Histogram(1L << first, octaves);
  }

  private static int octave(long nanos) {
    return nanos <= 1 ? 0 : 63 - Long.numberOfLeadingZeros(nanos);
  }
}
