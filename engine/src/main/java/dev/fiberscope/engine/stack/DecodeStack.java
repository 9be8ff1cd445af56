package dev.fiberscope.engine.stack;

import dev.fiberscope.engine.wire.DecodeError.GuardHit;
import dev.fiberscope.engine.wire.DecodeException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * What one decode needs while it runs: a frame for each open container, and the field being read. A
 * guard stops the frame that would not fit. Frames are kept outside the heap, so that the garbage
 * collector need not look at those of decodes that wait.
 */
public final class DecodeStack {
  /** type, field, offset, index: each an int. */
  static final int FRAME_BYTES = 16;

  private static final int FIELD = 4;
  private static final int OFFSET = 8;
  private static final int INDEX = 12;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

  private static final int UNPOOLED_FRAMES = 128;
  private static final long NO_INDEX = -1;
  private static final long NO_LEAF = -1;
  private static final String NO_FIELD = "";
  private static final AtomicReferenceFieldUpdater<DecodeStack, StackState> STATE =
      AtomicReferenceFieldUpdater.newUpdater(DecodeStack.class, StackState.class, "state");

  private final int id;
  private final int frameCapacity;
  private MemorySegment frames;
  private volatile StackState state = StackState.LIVE;
  private int depth;
  private int deepest;
  private int highWater;

  // The field a container opens under or a primitive is read into; not a frame yet.
  private String leafField = NO_FIELD;
  private long leafIndex = NO_INDEX;
  private String leafType = "";
  private long leafOffset = NO_LEAF;

  /**
   * @param slab gives its first memory
   */
  DecodeStack(int id, int frameCapacity, StackSlab slab) {
    this.id = id;
    this.frameCapacity = frameCapacity;
    this.frames = slab.take();
  }

  /** A stack that belongs to no pool, for decodes that are run again. */
  public static DecodeStack unpooled() {
    return new DecodeStack(0, UNPOOLED_FRAMES, StackSlab.ofOne());
  }

  /** What is read next: a field's name, {@code [2]}, or nothing. */
  public String label() {
    StringBuilder text = new StringBuilder();
    label(text, leafField, leafIndex);
    return text.toString();
  }

  public long id() {
    return id;
  }

  public int depth() {
    return depth;
  }

  public int frameCapacity() {
    return frameCapacity;
  }

  /** The most frames that were open at once since this stack was made. */
  public int highWaterFrames() {
    return Math.max(highWater, deepest);
  }

  public StackState state() {
    return state;
  }

  /**
   * Takes one step of the table in {@link StackState}.
   *
   * @throws IllegalStateException if the table has no such step
   */
  void become(StackState next) {
    StackState was = state;
    if (!was.mayBecome(next) || !STATE.compareAndSet(this, was, next)) {
      throw new IllegalStateException(
          "decode stack " + id + " cannot go from " + was + " to " + next);
    }
  }

  // Fields that hold references are written only when they change: this runs for every value, and
  // the garbage collector wants to know of each such write.

  /** What is read next belongs to the named field. */
  public void field(String name) {
    if (leafField != name) {
      leafField = name;
    }
    leafIndex = NO_INDEX;
    leafOffset = NO_LEAF;
  }

  /** What is read next is the element at {@code index}. */
  public void element(long index) {
    if (leafField != NO_FIELD) {
      leafField = NO_FIELD;
    }
    leafIndex = index;
    leafOffset = NO_LEAF;
  }

  /** A primitive of this type is read next. */
  public void leaf(String type, long offset) {
    if (leafType != type) {
      leafType = type;
    }
    leafOffset = offset;
  }

  /** Opens a frame for a container that starts at {@code offset}. */
  public void open(String type, long offset) {
    if (depth == frameCapacity) {
      throw new DecodeException(new GuardHit(frameCapacity), offset);
    }
    long frame = (long) depth * FRAME_BYTES;
    if (frame == frames.byteSize()) {
      frames = withRoomForAll(frames);
    }
    frames.set(INT, frame, Names.idOf(type));
    frames.set(INT, frame + FIELD, Names.idOf(leafField));
    frames.set(INT, frame + OFFSET, (int) offset);
    frames.set(INT, frame + INDEX, (int) leafIndex);
    depth++;
    if (depth > deepest) {
      deepest = depth;
    }
    field(NO_FIELD);
  }

  /** Few decodes are deep, so a stack has memory for few frames until one is. */
  private MemorySegment withRoomForAll(MemorySegment few) {
    return Arena.ofAuto()
        .allocate((long) frameCapacity * FRAME_BYTES, INT.byteSize())
        .copyFrom(few);
  }

  public void close() {
    depth--;
    field(NO_FIELD);
  }

  private String type(int frame) {
    return Names.text(frames.get(INT, (long) frame * FRAME_BYTES));
  }

  private String fieldOf(int frame) {
    return Names.text(frames.get(INT, (long) frame * FRAME_BYTES + FIELD));
  }

  private int offset(int frame) {
    return frames.get(INT, (long) frame * FRAME_BYTES + OFFSET);
  }

  private int index(int frame) {
    return frames.get(INT, (long) frame * FRAME_BYTES + INDEX);
  }

  /** The open frames, outermost first, one line each: offset TAB field TAB type. */
  public String snapshot() {
    StringBuilder text = new StringBuilder(32 * (depth + 1));
    for (int i = 0; i < depth; i++) {
      line(text, offset(i), fieldOf(i), index(i), type(i));
    }
    if (leafOffset != NO_LEAF) {
      line(text, leafOffset, leafField, leafIndex, leafType);
    }
    return text.toString();
  }

  private static void line(StringBuilder text, long offset, String field, long index, String type) {
    if (!text.isEmpty()) {
      text.append('\n');
    }
    text.append(offset).append('\t');
    label(text, field, index);
    text.append('\t').append(type);
  }

  private static void label(StringBuilder text, String field, long index) {
    if (index != NO_INDEX) {
      text.append('[').append(index).append(']');
    } else {
      text.append(field);
    }
  }

  /** Where the decode is, such as {@code Order.items[2].price}. */
  public String path() {
    StringBuilder path =
        new StringBuilder(depth > 0 ? type(0) : leafOffset == NO_LEAF ? "" : leafType);
    for (int i = 1; i < depth; i++) {
      step(path, fieldOf(i), index(i));
    }
    if (depth > 0) {
      step(path, leafField, leafIndex);
    }
    return path.toString();
  }

  private static void step(StringBuilder path, String field, long index) {
    if (index == NO_INDEX && !field.isEmpty()) {
      path.append('.');
    }
    label(path, field, index);
  }

  /** Forgets the last decode: no frame of it is left. The high-water mark stays. */
  public void clear() {
    for (long at = 0; at < (long) deepest * FRAME_BYTES; at += INT.byteSize()) {
      frames.set(INT, at, 0);
    }
    highWater = highWaterFrames();
    deepest = 0;
    depth = 0;
    leafType = "";
    field(NO_FIELD);
  }
}
