package dev.fiberscope.recordings.compare;

import dev.fiberscope.recordings.index.Durations;
import java.util.stream.IntStream;

/** How often something was and how long it took, as a whole and in equal parts of the time. */
final class PartSums {
  /** Parts of a side. */
  static final int PARTS = 20;

  private final long from;
  private final double nanosEach;
  private final Durations durations = new Durations();
  private final long[] counts = new long[PARTS];
  private final long[] sums = new long[PARTS];

  PartSums(long from, long to) {
    this.from = from;
    nanosEach = Math.max(1, to - from) / (double) PARTS;
  }

  void add(long start, long nanos) {
    int part = Math.clamp((long) ((start - from) / nanosEach), 0, PARTS - 1);
    durations.add(nanos);
    counts[part]++;
    sums[part] += nanos;
  }

  Durations durations() {
    return durations;
  }

  /** How long it took in the middle of each part that has any. */
  double[] means() {
    return IntStream.range(0, PARTS)
        .filter(part -> counts[part] > 0)
        .mapToDouble(part -> sums[part] / (double) counts[part])
        .toArray();
  }

  double mean() {
    return durations.count() == 0 ? Double.NaN : durations.sum() / (double) durations.count();
  }

  /** How often it was in a second, for each part. */
  double[] rates() {
    return IntStream.range(0, PARTS).mapToDouble(part -> counts[part] / nanosEach * 1e9).toArray();
  }

  double rate() {
    return durations.count() / (nanosEach * PARTS) * 1e9;
  }

  /** How much of each part it took, of so many at a time. */
  double[] shares(int of) {
    return IntStream.range(0, PARTS)
        .mapToDouble(part -> of == 0 ? 0 : sums[part] / nanosEach / of)
        .toArray();
  }

  double share(int of) {
    return of == 0 ? Double.NaN : durations.sum() / (nanosEach * PARTS) / of;
  }
}
