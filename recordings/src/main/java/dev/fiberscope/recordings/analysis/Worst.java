package dev.fiberscope.recordings.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/** The worst of many occurrences; words are made of those only. */
public final class Worst {
  private static final int MOST = 100;

  private record Candidate(long weight, long number, Supplier<Occurrence> occurrence) {}

  private static final Comparator<Candidate> MILDEST_FIRST =
      Comparator.comparingLong(Candidate::weight)
          .thenComparing(Comparator.comparingLong(Candidate::number).reversed());

  private final PriorityQueue<Candidate> worst = new PriorityQueue<>(MILDEST_FIRST);
  private long count;
  private long sum;
  private long most;

  /** Adds one; it is made only if it is among the worst. */
  public void add(long weight, Supplier<Occurrence> occurrence) {
    count++;
    sum += weight;
    most = Math.max(most, weight);
    if (worst.size() < MOST) {
      worst.add(new Candidate(weight, count, occurrence));
    } else if (worst.peek().weight() < weight) {
      worst.poll();
      worst.add(new Candidate(weight, count, occurrence));
    }
  }

  public long count() {
    return count;
  }

  /** All weights together. */
  public long sum() {
    return sum;
  }

  /** The largest weight. */
  public long most() {
    return most;
  }

  /** The worst first. */
  public List<Occurrence> list() {
    List<Candidate> sorted = new ArrayList<>(worst);
    sorted.sort(MILDEST_FIRST.reversed());
    return sorted.stream().map(candidate -> candidate.occurrence().get()).toList();
  }
}
