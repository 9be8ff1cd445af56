package dev.fiberscope.engine.replay;

import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.WireConfig;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.LongPredicate;

/**
 * Tries what may be where the bytes do not say what follows: the first option everywhere, then,
 * from the last decision backwards, the next ones, until all bytes are read. Else the reading that
 * got furthest is the best one.
 */
final class DecisionSearch {
  private static final int MOST_STEPS = 5_000_000;
  private static final int STEPS_BETWEEN_LOOKS = 1 << 14;
  private static final int MOST_DECISIONS = 1 << 20;

  private final Type root;
  private final WireConfig config;
  private final byte[] bytes;
  private final int from;
  private final LongPredicate goOn;
  private int[] choices = new int[16];
  private int[] options = new int[16];
  private int made;
  private WalkState[] before = new WalkState[16];
  private long stepsLeft = MOST_STEPS;

  private DecisionSearch(Type root, WireConfig config, byte[] bytes, int from, LongPredicate goOn) {
    this.from = from;
    this.root = root;
    this.config = config;
    this.bytes = bytes;
    this.goOn = goOn;
  }

  /**
   * The decisions of the best reading.
   *
   * @param from where the message begins
   * @param goOn told from time to time how far it is; false cancels
   */
  static Decisions of(
      Schema schema, WireConfig config, byte[] bytes, int from, LongPredicate goOn) {
    return schema.isGuessed()
        ? new DecisionSearch(schema.root(), config, bytes, from, goOn).best()
        : Decisions.NONE;
  }

  private int choose(int number, int among) {
    if (number < made) {
      return choices[number];
    }
    if (number >= MOST_DECISIONS) {
      return 0;
    }
    if (number == choices.length) {
      choices = Arrays.copyOf(choices, 2 * number);
      options = Arrays.copyOf(options, 2 * number);
      before = Arrays.copyOf(before, 2 * number);
    }
    choices[number] = 0;
    options[number] = among;
    made = number + 1;
    return 0;
  }

  private Decisions best() {
    SchemaSteps walk =
        new SchemaSteps(root, config, bytes, SchemaReplay.MOST_FRAMES, this::choose).from(from);
    int[] best = {};
    int known = 0;
    // Decisions before this one are those of the best reading.
    int same = 0;
    long bestScore = -1;
    do {
      boolean whole = read(walk);
      long reached = walk.state().offset;
      // A message that ends early is better than one that breaks, whatever it reached.
      long score = (whole ? 1L << 40 : 0) + reached;
      if (score > bestScore) {
        bestScore = score;
        best = best.length < made ? Arrays.copyOf(best, choices.length) : best;
        System.arraycopy(choices, same, best, same, Math.max(0, made - same));
        known = made;
        same = made;
      }
      if (whole && reached == bytes.length) {
        break;
      }
      if (stepsLeft <= 0 || !backtrack(walk)) {
        break;
      }
      same = Math.min(same, made - 1);
    } while (true);
    int[] chosen = Arrays.copyOf(best, known);
    return (number, _) -> number < chosen.length ? chosen[number] : 0;
  }

  private boolean read(SchemaSteps walk) {
    try {
      while (true) {
        WalkState keyframe = walk.state().copy();
        int known = made;
        boolean stepped;
        try {
          stepped = walk.step();
        } finally {
          Arrays.fill(before, known, made, keyframe);
        }
        if (!stepped) {
          return true;
        }
        if (--stepsLeft <= 0) {
          return false;
        }
        if (stepsLeft % STEPS_BETWEEN_LOOKS == 0 && !goOn.test(walk.state().offset)) {
          throw new CancellationException();
        }
      }
    } catch (DecodeException wrong) {
      return false;
    }
  }

  /** Takes the next option of the last decision that has one; false if none has. */
  private boolean backtrack(SchemaSteps walk) {
    while (made > 0 && choices[made - 1] + 1 == options[made - 1]) {
      made--;
    }
    if (made == 0) {
      return false;
    }
    choices[made - 1]++;
    walk.goTo(before[made - 1]);
    return true;
  }
}
