package dev.fiberscope.recordings.compare;

/**
 * Something that both sides have.
 *
 * @param name as people call it
 * @param before its value there, NaN if there is none; {@code after} likewise
 * @param test of its values in parts of the time: whether it is more than noise
 */
public record Measure(
    String name, Unit unit, Better better, double before, double after, RankTest test) {
  /** What it is counted in. */
  public enum Unit {
    NANOS,
    PER_SECOND,
    SHARE
  }

  /** Which of two is the better one. */
  public enum Better {
    LOWER,
    HIGHER,
    /** It depends. */
    NEITHER
  }

  /** What is to be said of a change. */
  public enum Verdict {
    WORSE,
    BETTER,
    /** Another one, that is neither. */
    OTHER,
    /** No more than between parts of one of them. */
    NOISE,
    /** Too little of it, or too short. */
    UNKNOWN
  }

  /** A difference that would come about by chance more often is taken for noise. */
  private static final double CHANCE = 0.01;

  /** What is less is no change, however certain it is. */
  private static final double LEAST = 0.02;

  /** By how much it grew, of what it was; infinite if it was nothing. */
  public double change() {
    return before == 0 ? (after == 0 ? 0 : Double.POSITIVE_INFINITY) : after / before - 1;
  }

  public Verdict verdict() {
    if (Double.isNaN(before) || Double.isNaN(after) || test.equals(RankTest.UNKNOWN)) {
      return Verdict.UNKNOWN;
    }
    boolean grew = after > before;
    // The parts have to agree with the whole.
    boolean agrees = grew == test.larger() > 0.5;
    if (test.chance() > CHANCE || Math.abs(change()) < LEAST || !agrees) {
      return Verdict.NOISE;
    }
    return switch (better) {
      case LOWER -> grew ? Verdict.WORSE : Verdict.BETTER;
      case HIGHER -> grew ? Verdict.BETTER : Verdict.WORSE;
      case NEITHER -> Verdict.OTHER;
    };
  }

  /** The same where nothing can be said of the change. */
  Measure withoutVerdict() {
    return new Measure(name, unit, better, before, after, RankTest.UNKNOWN);
  }

  /** By how much it got worse, of what it was; 0 if it did not, or not by more than noise. */
  public double worse() {
    return verdict() == Verdict.WORSE ? Math.abs(change()) : 0;
  }
}
