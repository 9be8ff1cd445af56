package dev.fiberscope.recordings.compare;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Whether numbers of one kind tend to be larger than those of another: the rank test of Mann and
 * Whitney, which asks nothing of how they are distributed.
 *
 * @param larger how often, of all pairs, the one of the second kind is larger, ties by half; 0 to 1
 * @param chance how likely a difference like this is if there is none; 1 if there are too few
 */
public record RankTest(double larger, double chance) {
  /** Of fewer nothing can be said. */
  public static final int FEWEST = 5;

  /** Where nothing can be said. */
  public static final RankTest UNKNOWN = new RankTest(0.5, 1);

  static RankTest of(double[] first, double[] second) {
    if (first.length < FEWEST || second.length < FEWEST) {
      return UNKNOWN;
    }
    int all = first.length + second.length;
    double[] values = Arrays.copyOf(first, all);
    System.arraycopy(second, 0, values, first.length, second.length);
    Integer[] order = IntStream.range(0, all).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
    double ranksOfSecond = 0;
    double ties = 0;
    for (int from = 0; from < all; ) {
      int to = from + 1;
      while (to < all && values[order[to]] == values[order[from]]) {
        to++;
      }
      double rank = (from + 1 + to) / 2.0;
      for (int i = from; i < to; i++) {
        ranksOfSecond += order[i] >= first.length ? rank : 0;
      }
      double tied = to - from;
      ties += tied * tied * tied - tied;
      from = to;
    }
    double pairs = (double) first.length * second.length;
    double u = ranksOfSecond - second.length * (second.length + 1) / 2.0;
    double variance = pairs / 12 * (all + 1 - ties / ((double) all * (all - 1)));
    double distance = Math.max(0, Math.abs(u - pairs / 2) - 0.5);
    double chance = variance == 0 ? 1 : 2 * above(distance / Math.sqrt(variance));
    return new RankTest(u / pairs, Math.min(1, chance));
  }

  /**
   * How much of a normal distribution lies above so many deviations (Abramowitz, Stegun 26.2.17).
   */
  private static double above(double deviations) {
    double t = 1 / (1 + 0.2316419 * deviations);
    double density = Math.exp(-deviations * deviations / 2) / Math.sqrt(2 * Math.PI);
    return density
        * t
        * (0.319381530
            + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  }
}
