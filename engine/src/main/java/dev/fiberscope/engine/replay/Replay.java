package dev.fiberscope.engine.replay;

import dev.fiberscope.engine.replay.Step.Kind;
import dev.fiberscope.engine.wire.DecodeException;
import java.util.List;
import java.util.Optional;

/**
 * A decode run again over bytes that are all there. It can be looked at behind every step: position
 * 0 is before the first one, {@link #steps()} behind the last one. May be asked by several threads.
 */
public interface Replay {
  /** No step: the answer where there is none. */
  long NONE = 0;

  /** How many steps there are; if it failed, the last one is what failed. */
  long steps();

  /** How it stands at a position. */
  ReplayState at(long position);

  /** The step that closes what a step opened, or {@link #NONE} if it never ends. */
  long closeOf(long opened);

  /** The step that read a byte of the message, or {@link #NONE}. */
  long stepAt(long offset);

  /**
   * The steps that begin the parts of a value, in their order.
   *
   * @param opened the step that opened the value
   * @param from index of the first part that is wanted
   * @param most how many are wanted
   */
  List<Step> parts(long opened, long from, int most);

  /** What was wrong, with its place; empty if the message was read whole. */
  Optional<DecodeException> error();

  /** True if it did not come to its end: by an error, or because its decoder broke. */
  default boolean isBroken() {
    return error().isPresent();
  }

  /** Bytes of the message, up to the error if there is one. */
  long consumed();

  /** The bytes it was read from, behind the message too. Not to be changed. */
  byte[] bytes();

  /** A step by its number, from 1. */
  Step step(long number);

  /** The position one step on. */
  default long into(long position) {
    return Math.min(steps(), position + 1);
  }

  /** The position behind the value that comes next. */
  default long over(long position) {
    if (position == steps()) {
      return position;
    }
    Step next = step(position + 1);
    return next.kind() == Kind.OPEN ? closeOrEnd(next.number()) : next.number();
  }

  /** The position behind the innermost open value. */
  default long out(long position) {
    long innermost = at(position).innermost();
    return innermost == NONE ? steps() : closeOrEnd(innermost);
  }

  private long closeOrEnd(long opened) {
    long close = closeOf(opened);
    return close == NONE ? steps() : close;
  }

  /** The position one step before. */
  default long backInto(long position) {
    return Math.max(0, position - 1);
  }

  /** The position before the value that was read last. */
  default long backOver(long position) {
    if (position == 0) {
      return 0;
    }
    Step last = step(position);
    return last.kind() == Kind.CLOSE ? last.opened() - 1 : position - 1;
  }

  /** The position before the innermost open value. */
  default long backOut(long position) {
    long innermost = at(position).innermost();
    return innermost == NONE ? 0 : innermost - 1;
  }
}
