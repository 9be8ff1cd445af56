package dev.fiberscope.engine.stack;

import dev.fiberscope.engine.wire.DecodeError.GuardHit;
import dev.fiberscope.engine.wire.DecodeException;
import java.util.Arrays;

/**
 * What one decode needs while it runs: a frame for each open container, the field being read, and a
 * staging buffer for bytes that have arrived. A guard stops the frame that would not fit.
 */
public final class DecodeStack {
  /** Bytes of the staging buffer. */
  public static final int STAGING_BYTES = 8 * 1024;

  private static final int UNPOOLED_FRAMES = 128;
  private static final long NO_INDEX = -1;
  private static final long NO_LEAF = -1;
  private static final String NO_FIELD = "";

  private final long id;
  private final String[] types;
  private final String[] fields;
  private final long[] indexes;
  private final long[] offsets;
  private final byte[] staging = new byte[STAGING_BYTES];
  private int depth;
  private int highWater;
  private int stagingHighWater;

  // The field a container opens under or a primitive is read into; not a frame yet.
  private String leafField = NO_FIELD;
  private long leafIndex = NO_INDEX;
  private String leafType = "";
  private long leafOffset = NO_LEAF;

  DecodeStack(long id, int frameCapacity) {
    this.id = id;
    types = new String[frameCapacity];
    fields = new String[frameCapacity];
    indexes = new long[frameCapacity];
    offsets = new long[frameCapacity];
  }

  /** A stack that belongs to no pool, for decodes that are run again. */
  public static DecodeStack unpooled() {
    return new DecodeStack(0, UNPOOLED_FRAMES);
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

  public byte[] staging() {
    return staging;
  }

  public int depth() {
    return depth;
  }

  public int frameCapacity() {
    return types.length;
  }

  /** The most frames that were open at once since this stack was made. */
  public int highWaterFrames() {
    return highWater;
  }

  /** The most bytes that were staged at once since this stack was made. */
  public int highWaterBytes() {
    return stagingHighWater;
  }

  /** Tells that the staging buffer was filled up to {@code end}. */
  public void staged(int end) {
    stagingHighWater = Math.max(stagingHighWater, end);
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
    if (depth == types.length) {
      throw new DecodeException(new GuardHit(types.length), offset);
    }
    types[depth] = type;
    fields[depth] = leafField;
    indexes[depth] = leafIndex;
    offsets[depth] = offset;
    depth++;
    highWater = Math.max(highWater, depth);
    field(NO_FIELD);
  }

  public void close() {
    depth--;
    types[depth] = null;
    fields[depth] = null;
    field(NO_FIELD);
  }

  /** The open frames, outermost first, one line each: offset TAB field TAB type. */
  public String snapshot() {
    StringBuilder text = new StringBuilder(32 * (depth + 1));
    for (int i = 0; i < depth; i++) {
      line(text, offsets[i], fields[i], indexes[i], types[i]);
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
        new StringBuilder(depth > 0 ? types[0] : leafOffset == NO_LEAF ? "" : leafType);
    for (int i = 1; i < depth; i++) {
      step(path, fields[i], indexes[i]);
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

  /** Forgets the last decode: no frame, no byte of it is left. The high-water marks stay. */
  public void clear() {
    Arrays.fill(types, 0, depth, null);
    Arrays.fill(fields, 0, depth, null);
    depth = 0;
    field(NO_FIELD);
    Arrays.fill(staging, 0, stagingHighWater, (byte) 0);
  }
}
