package dev.fiberscope.recordings.schedule;

import java.util.Arrays;

/** Where each fiber is according to the agent, by the fiber's row. */
final class ExactFibers {
  /** What a fiber does. */
  enum Mode {
    /** Nothing was told yet. */
    UNTOLD,
    MOUNTED,
    /** Off its carrier, and waits. */
    WAITING,
    /** In line; if it waited before, since when and for what is kept. */
    IN_LINE,
    ENDED
  }

  static final long NEVER = Long.MIN_VALUE;

  private static final Mode[] MODES = Mode.values();

  private byte[] modes = {};
  private long[] sinces = {};
  // Of those that are mounted the carrier, of those in line who put them there.
  private int[] others = {};
  // Of those off their carriers: since when, and in which state they left.
  private long[] left = {};
  private int[] states = {};
  private int[] causes = {};
  private long[] pinnedSince = {};
  private long[] unparked = {};
  private int[] unparkers = {};

  void growTo(int fiber) {
    if (fiber < modes.length) {
      return;
    }
    int from = modes.length;
    int size = Math.max(fiber + 1, 2 * from);
    modes = Arrays.copyOf(modes, size);
    sinces = Arrays.copyOf(sinces, size);
    others = Arrays.copyOf(others, size);
    left = Arrays.copyOf(left, size);
    states = Arrays.copyOf(states, size);
    causes = Arrays.copyOf(causes, size);
    pinnedSince = Arrays.copyOf(pinnedSince, size);
    unparked = Arrays.copyOf(unparked, size);
    unparkers = Arrays.copyOf(unparkers, size);
    Arrays.fill(left, from, size, NEVER);
    Arrays.fill(pinnedSince, from, size, NEVER);
    Arrays.fill(unparked, from, size, NEVER);
  }

  int count() {
    return modes.length;
  }

  Mode mode(int fiber) {
    return MODES[modes[fiber]];
  }

  /** Since when it is in its mode. */
  long since(int fiber) {
    return sinces[fiber];
  }

  /** Its carrier, or who put it in line. */
  int other(int fiber) {
    return others[fiber];
  }

  /** When it left its last carrier, or {@link #NEVER}. */
  long left(int fiber) {
    return left[fiber];
  }

  int state(int fiber) {
    return states[fiber];
  }

  int cause(int fiber) {
    return causes[fiber];
  }

  /** Since when it keeps its carrier while it waits, or {@link #NEVER}. */
  long pinnedSince(int fiber) {
    return pinnedSince[fiber];
  }

  /** When somebody let it go on while it had its carrier, or {@link #NEVER}. */
  long unparked(int fiber) {
    return unparked[fiber];
  }

  int unparker(int fiber) {
    return unparkers[fiber];
  }

  private void mode(int fiber, Mode mode, long time) {
    modes[fiber] = (byte) mode.ordinal();
    sinces[fiber] = time;
  }

  void mounted(int fiber, int carrier, long time) {
    mode(fiber, Mode.MOUNTED, time);
    others[fiber] = carrier;
    pinnedSince[fiber] = NEVER;
    unparked[fiber] = NEVER;
  }

  void waits(int fiber, int state, long time) {
    mode(fiber, Mode.WAITING, time);
    left[fiber] = time;
    states[fiber] = state;
  }

  void inLine(int fiber, int waker, int cause, long time) {
    mode(fiber, Mode.IN_LINE, time);
    others[fiber] = waker;
    causes[fiber] = cause;
  }

  void ended(int fiber, long time) {
    mode(fiber, Mode.ENDED, time);
  }

  void pinned(int fiber, long time) {
    pinnedSince[fiber] = time;
  }

  void unparked(int fiber, int unparker, long time) {
    unparked[fiber] = time;
    unparkers[fiber] = unparker;
  }
}
