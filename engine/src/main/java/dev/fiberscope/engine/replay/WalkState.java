package dev.fiberscope.engine.replay;

import dev.fiberscope.engine.schema.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The open values of a walk as columns, and what is read next: all that is needed to go on from
 * there. A copy of it is a keyframe.
 */
final class WalkState {
  static final long NO_INDEX = -1;
  static final long UNKNOWN = -1;

  /** The variant is known, and a head says how many fields follow. */
  static final long HEAD = -2;

  private static final int FIRST_FRAMES = 8;

  int depth;
  Type[] types = new Type[FIRST_FRAMES];
  String[] fields = new String[FIRST_FRAMES];
  long[] indexes = new long[FIRST_FRAMES];
  long[] offsets = new long[FIRST_FRAMES];
  long[] opened = new long[FIRST_FRAMES];
  long[] next = new long[FIRST_FRAMES];
  long[] parts = new long[FIRST_FRAMES];
  // Of a list how many elements its head says, of an enum the variant.
  long[] details = new long[FIRST_FRAMES];

  // True of a list whose elements are plain bytes.
  boolean[] raw = new boolean[FIRST_FRAMES];

  /** Steps taken. */
  long position;

  long offset;
  long claimed;
  int freeElements;
  int decisions;

  /** Bits of the last byte that have not been read. */
  int bitsLeft;

  void push(Type type, String field, long index, long start) {
    if (depth == types.length) {
      grow();
    }
    types[depth] = type;
    fields[depth] = field;
    indexes[depth] = index;
    offsets[depth] = start;
    opened[depth] = position + 1;
    next[depth] = 0;
    parts[depth] = UNKNOWN;
    details[depth] = UNKNOWN;
    raw[depth] = false;
    depth++;
  }

  private void grow() {
    int room = 2 * depth;
    types = Arrays.copyOf(types, room);
    fields = Arrays.copyOf(fields, room);
    indexes = Arrays.copyOf(indexes, room);
    offsets = Arrays.copyOf(offsets, room);
    opened = Arrays.copyOf(opened, room);
    next = Arrays.copyOf(next, room);
    parts = Arrays.copyOf(parts, room);
    details = Arrays.copyOf(details, room);
    raw = Arrays.copyOf(raw, room);
  }

  /** The same, in as little memory as it needs. */
  WalkState copy() {
    WalkState copy = new WalkState();
    int room = Math.max(1, depth);
    copy.depth = depth;
    copy.types = Arrays.copyOf(types, room);
    copy.fields = Arrays.copyOf(fields, room);
    copy.indexes = Arrays.copyOf(indexes, room);
    copy.offsets = Arrays.copyOf(offsets, room);
    copy.opened = Arrays.copyOf(opened, room);
    copy.next = Arrays.copyOf(next, room);
    copy.parts = Arrays.copyOf(parts, room);
    copy.details = Arrays.copyOf(details, room);
    copy.raw = Arrays.copyOf(raw, room);
    copy.position = position;
    copy.offset = offset;
    copy.claimed = claimed;
    copy.freeElements = freeElements;
    copy.decisions = decisions;
    copy.bitsLeft = bitsLeft;
    return copy;
  }

  /** The depth at which the value that a step opened is open, or -1. */
  int depthOf(long openedBy) {
    int found = Arrays.binarySearch(opened, 0, depth, openedBy);
    return found < 0 ? -1 : found;
  }

  String label(int frame) {
    return label(fields[frame], indexes[frame]);
  }

  static String label(String field, long index) {
    return index == NO_INDEX ? field : "[" + index + "]";
  }

  List<OpenFrame> frames() {
    List<OpenFrame> frames = new ArrayList<>(depth);
    for (int i = 0; i < depth; i++) {
      boolean variants = types[i] instanceof Type.Enum;
      frames.add(
          new OpenFrame(
              label(i),
              types[i],
              types[i].toString(),
              offsets[i],
              opened[i],
              next[i],
              parts[i] == Long.MAX_VALUE ? UNKNOWN : Math.max(UNKNOWN, parts[i]),
              variants ? (int) details[i] : -1));
    }
    return frames;
  }
}
