package dev.fiberscope.app.theme;

import dev.fiberscope.recordings.store.State;

/** What a colour stands for. A draw list holds roles; a palette says which colour each is. */
public enum Role {
  RUNNING,
  RUNNABLE,
  AWAY,
  PARKED,
  BLOCKED,
  PINNED,
  UNKNOWN,
  /** Slices on carriers, told apart by fiber. */
  FIBER_1,
  FIBER_2,
  FIBER_3,
  FIBER_4,
  FIBER_5,
  BACKGROUND,
  SELECTED_LANE,
  HOVERED_LANE,
  HAIRLINE,
  TEXT,
  SECONDARY_TEXT,
  TEXT_ON_SPAN,
  ACCENT,
  /** Moments that somebody keeps. */
  MARK,
  /** Bytes of frames, told apart by depth. */
  BYTE_1,
  BYTE_2,
  BYTE_3,
  BYTE_4,
  /** Bytes of the field that is read. */
  BYTE_CURRENT;

  private static final Role[] OF_STATE = {
    RUNNING, RUNNABLE, AWAY, PARKED, BLOCKED, PINNED, UNKNOWN
  };
  private static final Role[] OF_FRAME = {BYTE_1, BYTE_2, BYTE_3, BYTE_4};
  private static final Role[] OF_FIBER = {FIBER_1, FIBER_2, FIBER_3, FIBER_4, FIBER_5};

  public static Role of(State state) {
    return OF_STATE[state.ordinal()];
  }

  /** The text that can be read on a span. */
  public static Role textOn(Role span) {
    return span == PARKED || span == AWAY || span == UNKNOWN ? TEXT : TEXT_ON_SPAN;
  }

  /** One of a few roles, the same for the same fiber. */
  public static Role ofFiber(int thread) {
    return oneOf(thread * 7);
  }

  /** The role of a frame's bytes, by how many are open around it. */
  public static Role ofFrame(int depth) {
    return OF_FRAME[Math.floorMod(depth, OF_FRAME.length)];
  }

  /** One of a few roles, the same for the same number. */
  public static Role oneOf(int number) {
    return OF_FIBER[Math.floorMod(number, OF_FIBER.length)];
  }
}
