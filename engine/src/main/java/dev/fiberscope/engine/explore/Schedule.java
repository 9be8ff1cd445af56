package dev.fiberscope.engine.explore;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * In which order fibers ran: each time that several could, which one of them. 0 is who waited for
 * longest, so a schedule of zeros is first come, first served, and so is what follows the last.
 */
public final class Schedule {
  private static final int MOST_SHOWN = 40;

  private final int[] choices;

  private Schedule(int[] choices) {
    int length = choices.length;
    while (length > 0 && choices[length - 1] == 0) {
      length--;
    }
    this.choices = Arrays.copyOf(choices, length);
  }

  static Schedule of(int... choices) {
    return new Schedule(choices);
  }

  /** How many choices there are up to the last that is not first come, first served. */
  public int length() {
    return choices.length;
  }

  /** How many choices are not first come, first served. */
  public int exceptions() {
    return (int) IntStream.of(choices).filter(choice -> choice != 0).count();
  }

  /** The same with first come, first served from one choice up to another. */
  Schedule plain(int from, int to) {
    int[] next = choices.clone();
    Arrays.fill(next, from, Math.min(to, next.length), 0);
    return new Schedule(next);
  }

  /** Its choices up to one. */
  Schedule upTo(int end) {
    return new Schedule(Arrays.copyOf(choices, Math.min(end, choices.length)));
  }

  boolean isPlain(int from, int to) {
    return IntStream.range(from, Math.min(to, choices.length)).allMatch(i -> choices[i] == 0);
  }

  /** Draws and writes down what it drew. */
  static final class Recorder implements IntUnaryOperator {
    private final SplittableRandom random;
    private int[] drawn = new int[64];
    private int size;

    Recorder(long seed) {
      random = new SplittableRandom(seed);
    }

    @Override
    public int applyAsInt(int waiting) {
      if (size == drawn.length) {
        drawn = Arrays.copyOf(drawn, 2 * size);
      }
      drawn[size] = random.nextInt(waiting);
      return drawn[size++];
    }

    Schedule schedule() {
      return new Schedule(Arrays.copyOf(drawn, size));
    }
  }

  /** Makes the choices of a schedule again. */
  IntUnaryOperator player() {
    int[] at = {0};
    return waiting -> {
      int next = at[0]++;
      return next < choices.length ? Math.min(choices[next], waiting - 1) : 0;
    };
  }

  /** Where it is not first come, first served: {@code choice 12: the 3rd of those waiting}. */
  @Override
  public String toString() {
    if (choices.length == 0) {
      return "first come, first served";
    }
    String shown =
        IntStream.range(0, choices.length)
            .filter(i -> choices[i] != 0)
            .limit(MOST_SHOWN)
            .mapToObj(i -> (i + 1) + ":" + choices[i])
            .collect(Collectors.joining(" "));
    return "first come, first served but for "
        + shown
        + (exceptions() > MOST_SHOWN ? " \u2026" : "")
        + " (choice:how many were passed over)";
  }
}
