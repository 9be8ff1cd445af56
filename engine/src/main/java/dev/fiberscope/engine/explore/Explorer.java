package dev.fiberscope.engine.explore;

import dev.fiberscope.engine.fiber.Carriers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.function.LongConsumer;

/** Runs a program under many schedules, and keeps the first that breaks it. */
public final class Explorer {
  /** Schedules that shrinking tries at most. */
  private static final int MOST_TRIES = 2_000;

  private final Consumer<ExploredRun> program;

  /**
   * @param program starts fibers and says what must hold at the end; called once for each run
   */
  public Explorer(Consumer<ExploredRun> program) {
    this.program = program;
  }

  /**
   * A run that went wrong.
   *
   * @param problems sentences
   * @param schedule as it was drawn
   * @param shrunk one with fewer exceptions to first come, first served, that goes wrong too
   * @param tries how many schedules that took
   */
  public record Failure(
      long seed, List<String> problems, Schedule schedule, Schedule shrunk, int tries) {}

  /** Why this JVM cannot choose who runs, as a clause; empty if it can. */
  public static Optional<String> missing() {
    return Carriers.missing();
  }

  /**
   * Tries seeds one after the other until a run goes wrong.
   *
   * @param progress told each seed before it is tried
   * @throws CancellationException if the thread is interrupted
   * @throws UnsupportedOperationException if this JVM has no carriers of our own
   */
  public Optional<Failure> explore(long firstSeed, long seeds, LongConsumer progress) {
    for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException();
      }
      progress.accept(seed);
      Optional<Failure> failure = tryOne(seed);
      if (failure.isPresent()) {
        return failure;
      }
    }
    return Optional.empty();
  }

  /** Tries one seed; what goes wrong is shrunk. */
  public Optional<Failure> tryOne(long seed) {
    Schedule.Recorder drawn = new Schedule.Recorder(seed);
    List<String> problems = run(seed, drawn);
    if (problems.isEmpty()) {
      return Optional.empty();
    }
    Schedule schedule = drawn.schedule();
    Shrinking shrinking = new Shrinking(seed);
    Schedule shrunk = shrinking.shrink(schedule);
    return Optional.of(new Failure(seed, problems, schedule, shrunk, shrinking.tries));
  }

  /**
   * Runs a schedule again.
   *
   * @return what went wrong, in sentences
   */
  public List<String> replay(long seed, Schedule schedule) {
    return run(seed, schedule.player());
  }

  private List<String> run(long seed, IntUnaryOperator order) {
    try (Carriers runtime = Carriers.deterministic(order)) {
      ExploredRun run = new ExploredRun(runtime, seed);
      program.accept(run);
      return run.finish();
    }
  }

  /** Makes stretches of a schedule plain, long ones first, as long as it still goes wrong. */
  private final class Shrinking {
    private final long seed;
    private int tries;

    private Shrinking(long seed) {
      this.seed = seed;
    }

    private boolean goesWrong(Schedule schedule) {
      tries++;
      return !replay(seed, schedule).isEmpty();
    }

    private Schedule shrink(Schedule schedule) {
      Schedule best = schedule;
      // What stands behind the choice that broke it does nothing.
      for (int end = best.length() / 2; end > 0 && tries < MOST_TRIES; end /= 2) {
        while (best.length() > end && goesWrong(best.upTo(best.length() - end))) {
          best = best.upTo(best.length() - end);
        }
      }
      for (int stretch = Math.max(1, best.length() / 2); stretch > 0; stretch /= 2) {
        for (int from = 0; from < best.length() && tries < MOST_TRIES; from += stretch) {
          if (!best.isPlain(from, from + stretch)) {
            Schedule plain = best.plain(from, from + stretch);
            best = goesWrong(plain) ? plain : best;
          }
        }
      }
      return best;
    }
  }
}
