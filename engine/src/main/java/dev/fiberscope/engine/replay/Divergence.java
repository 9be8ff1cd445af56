package dev.fiberscope.engine.replay;

import dev.fiberscope.engine.replay.Step.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a recorded decode did something else than its replay: it depended on more than its bytes
 * and types.
 *
 * @param suspension which recorded suspension shows it, from 0; as many as there were if its end
 *     does
 * @param step the replay's step that should have been there
 * @param recorded what was recorded, {@code items: Vec<Item> at 9}
 * @param replayed what the replay has in its place
 */
public record Divergence(int suspension, long step, String recorded, String replayed) {
  private static final String NOTHING = "nothing";

  /**
   * A suspension as it was recorded.
   *
   * @param arrived bytes of the message that had arrived
   * @param frames the decoder stack, a line each: offset TAB field TAB type
   */
  public record Suspended(long arrived, String frames) {}

  /**
   * How a decode ended as it was recorded.
   *
   * @param decoded false if it failed
   */
  public record Ended(boolean decoded, long consumed) {}

  /** The step that had to wait for bytes when so many had arrived, or {@link Replay#NONE}. */
  public static long waitingStep(Replay replay, long arrived) {
    long step = replay.stepAt(arrived);
    if (step != Replay.NONE) {
      return step;
    }
    boolean failedThere =
        replay.steps() > 0
            && replay.step(replay.steps()).kind() == Kind.FAIL
            && replay.step(replay.steps()).offset() <= arrived;
    return failedThere ? replay.steps() : Replay.NONE;
  }

  /** The first difference; empty if there is none. */
  public static Optional<Divergence> first(
      Replay replay, List<Suspended> suspensions, Optional<Ended> end) {
    for (int i = 0; i < suspensions.size(); i++) {
      Optional<Divergence> found = at(replay, i, suspensions.get(i));
      if (found.isPresent()) {
        return found;
      }
    }
    return end.flatMap(how -> atEnd(replay, suspensions.size(), how));
  }

  private static Optional<Divergence> at(Replay replay, int number, Suspended suspended) {
    long waiting = waitingStep(replay, suspended.arrived());
    if (waiting != Replay.NONE) {
      return difference(replay, number, suspended, waiting);
    }
    // The replay ended before: what did it read where the recording waits?
    long instead = offset(suspended).map(replay::stepAt).orElse(Replay.NONE);
    Optional<Divergence> other =
        instead == Replay.NONE ? Optional.empty() : difference(replay, number, suspended, instead);
    return other.or(
        () ->
            Optional.of(
                new Divergence(
                    number,
                    replay.steps(),
                    "it waited when " + suspended.arrived() + " bytes had arrived",
                    "it needs no more than " + replay.consumed())));
  }

  /** Where the field begins that was read when it was suspended. */
  private static Optional<Long> offset(Suspended suspended) {
    return suspended
        .frames()
        .lines()
        .reduce((_, last) -> last)
        .map(line -> line.replaceFirst("\t.*", ""))
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::valueOf);
  }

  private static Optional<Divergence> difference(
      Replay replay, int number, Suspended suspended, long waiting) {
    List<String> recorded = suspended.frames().lines().toList();
    List<String> replayed = lines(replay, waiting);
    for (int i = 0; i < Math.max(recorded.size(), replayed.size()); i++) {
      String left = i < recorded.size() ? recorded.get(i) : NOTHING;
      String right = i < replayed.size() ? replayed.get(i) : NOTHING;
      if (!left.equals(right)) {
        return Optional.of(
            new Divergence(number, stepOf(replay, waiting, i), told(left), told(right)));
      }
    }
    return Optional.empty();
  }

  /** The step that a line of the stack belongs to. */
  private static long stepOf(Replay replay, long waiting, int line) {
    List<OpenFrame> frames = replay.at(waiting).frames();
    return line < frames.size() ? frames.get(line).opened() : waiting;
  }

  /** The decoder stack as it is recorded while a step waits. */
  private static List<String> lines(Replay replay, long waiting) {
    ReplayState state = replay.at(waiting);
    List<String> lines = new ArrayList<>();
    for (OpenFrame frame : state.frames()) {
      lines.add(frame.offset() + "\t" + frame.label() + "\t" + frame.typeName());
    }
    Step step = state.step().orElseThrow();
    lines.add(step.offset() + "\t" + step.label() + "\t" + step.typeName());
    return lines;
  }

  private static String told(String line) {
    String[] parts = line.split("\t", 3);
    return parts.length < 3
        ? line
        : (parts[1].isEmpty() ? "" : parts[1] + ": ") + parts[2] + " at " + parts[0];
  }

  private static Optional<Divergence> atEnd(Replay replay, int suspensions, Ended end) {
    boolean failed = replay.isBroken();
    String recorded =
        end.decoded() ? "decoded, " + end.consumed() + " bytes" : "failed at " + end.consumed();
    String replayed =
        failed ? "failed at " + replay.consumed() : "decoded, " + replay.consumed() + " bytes";
    boolean same = end.decoded() != failed && (failed || end.consumed() == replay.consumed());
    return same
        ? Optional.empty()
        : Optional.of(new Divergence(suspensions, replay.steps(), recorded, replayed));
  }

  /** {@code At suspension 2 the recording has …, the replay …}. */
  public String sentence(int suspensions) {
    String where = suspension < suspensions ? "At suspension " + (suspension + 1) : "At its end";
    return where + " the recording has " + recorded + ", the replay " + replayed + ".";
  }
}
