package dev.fiberscope.app.query;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers of a column, counted in parts of the same width, or of the same ratio where they reach
 * over several powers of ten.
 *
 * @param edges where the parts begin, and where the last one ends
 * @param counts how many numbers are in each
 */
record ColumnBins(double[] edges, long[] counts) {
  private static final int PARTS = 40;

  /** From so many times the least on a ratio tells more than a width. */
  private static final double FAR = 200;

  /** Of those rows that have a number there. */
  static ColumnBins of(List<List<Object>> rows, int column) {
    double[] numbers =
        rows.stream()
            .map(row -> row.get(column))
            .filter(Number.class::isInstance)
            .mapToDouble(value -> ((Number) value).doubleValue())
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (numbers.length == 0) {
      return new ColumnBins(new double[] {0}, new long[0]);
    }
    double least = numbers[0];
    double most = numbers[numbers.length - 1];
    int parts = most > least ? PARTS : 1;
    boolean byRatio = least > 0 && most / least >= FAR;
    double[] edges = new double[parts + 1];
    for (int i = 0; i <= parts; i++) {
      double share = i / (double) parts;
      edges[i] = byRatio ? least * Math.pow(most / least, share) : least + share * (most - least);
    }
    long[] counts = new long[parts];
    for (double each : numbers) {
      int edge = Arrays.binarySearch(edges, each);
      counts[Math.clamp(edge < 0 ? -edge - 2 : edge, 0, parts - 1)]++;
    }
    return new ColumnBins(edges, counts);
  }
}
