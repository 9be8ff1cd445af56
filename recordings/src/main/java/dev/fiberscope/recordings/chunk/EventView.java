package dev.fiberscope.recordings.chunk;

import dev.fiberscope.recordings.chunk.TypeLayout.Field;
import dev.fiberscope.recordings.chunk.TypeLayout.Kind;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * The event that is read now. One view serves all events of a chunk: whoever wants to keep
 * something takes it out. Slots are places of fields, see {@link TypeLayout#slot}.
 */
public final class EventView {
  private static final int MOST_FIELDS = 64;

  private final MemorySegment file;
  private final ChunkHeader chunk;
  private final Metadata metadata;
  private final ConstantPools pools;
  // A field's number, its key in a constant pool, or where it stands in the file.
  private final long[] values = new long[MOST_FIELDS];
  private TypeLayout type;

  EventView(MemorySegment file, ChunkHeader chunk, Metadata metadata, ConstantPools pools) {
    this.file = file;
    this.chunk = chunk;
    this.metadata = metadata;
    this.pools = pools;
  }

  /** Reads the event's fields; the cursor stands behind its type. */
  void read(TypeLayout ofType, ByteCursor in) {
    type = ofType;
    int count = Math.min(MOST_FIELDS, ofType.fields().size());
    for (int i = 0; i < count; i++) {
      Field field = ofType.fields().get(i);
      if (field.array()) {
        values[i] = in.at();
        metadata.skip(in, field);
        continue;
      }
      switch (field.kind()) {
        case LONG, CONSTANT -> values[i] = in.number();
        case INT -> values[i] = (int) in.number();
        case SHORT -> values[i] = (short) in.number();
        case BYTE -> values[i] = in.int8();
        case FLOAT -> values[i] = in.int32();
        case DOUBLE -> values[i] = in.int64();
        case TEXT -> {
          values[i] = in.at();
          in.skipText();
        }
        case STRUCT -> {
          values[i] = in.at();
          metadata.skip(in, field);
        }
      }
    }
  }

  public TypeLayout type() {
    return type;
  }

  public ChunkHeader chunk() {
    return chunk;
  }

  /**
   * A number, a flag as 0 or 1, a constant's key, or a floating point number's bits; 0 in no slot.
   */
  public long number(int slot) {
    return slot < 0 ? 0 : values[slot];
  }

  /** A text, or the text of a constant that has just one, as causes do; empty in no slot. */
  public String text(int slot) {
    if (slot < 0) {
      return "";
    }
    return type.fields().get(slot).kind() == Kind.TEXT
        ? new ByteCursor(file, values[slot]).text(pools)
        : constant(slot).map(ValueView::onlyText).orElse("");
  }

  /** The type of a field's values. */
  public Optional<TypeLayout> typeOf(int slot) {
    return metadata.type(type.fields().get(slot).type());
  }

  /** A value from a constant pool; empty if the recording does not have it. */
  public Optional<ValueView> constant(int slot) {
    return slot < 0 ? Optional.empty() : pools.value(type.fields().get(slot).type(), values[slot]);
  }
}
