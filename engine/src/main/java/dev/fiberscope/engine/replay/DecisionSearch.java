package dev.fiberscope.engine.replay;

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
  private static final int MOST_DECISIONS = 1 << 20;

  private final Type root;
  private final WireConfig config;
  private final byte[] bytes;
  private final LongPredicate goOn;
  private int[] choices = new int[16];
  private int[] options = new int[16];
  private int made;
  private WalkState[] before = new WalkState[16];
  private long stepsLeft = MOST_STEPS;

  DecisionSearch(Type root, WireConfig config, byte[] bytes, LongPredicate goOn) {
    this.root = root;
    this.config = config;
    this.bytes = bytes;
    this.goOn = goOn;
  }

  private int choose(int number, int among) {
    if (number < made) {
      return choices[number];
    }
    if (number == MOST_DECISIONS) {
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

  /** The decisions of the best reading. */
  Decisions best() {
    SchemaSteps walk = new SchemaSteps(root, config, bytes, SchemaReplay.MOST_FRAMES, this::choose);
    int[] best = {};
    long bestScore = -1;
    do {
      boolean whole = read(walk);
      long reached = walk.state().offset;
      // A message that ends early is better than one that breaks, whatever it reached.
      long score = (whole ? 1L << 40 : 0) + reached;
      if (score > bestScore) {
        bestScore = score;
        best = Arrays.copyOf(choices, made);
      }
      if (whole && reached == bytes.length) {
        break;
      }
    } while (stepsLeft > 0 && backtrack(walk));
    int[] chosen = best;
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
        if (stepsLeft % 65_536 == 0 && !goOn.test(walk.state().offset)) {
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
