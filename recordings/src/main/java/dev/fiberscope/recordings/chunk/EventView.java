package dev.fiberscope.recordings.chunk;

import dev.fiberscope.recordings.chunk.TypeLayout.Kind;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * The event that is taken now. One view serves all events of a chunk: whoever wants to keep
 * something takes it out. Slots are places of fields, see {@link TypeLayout#slot}.
 */
public final class EventView {
  private final MemorySegment file;
  private final ChunkHeader chunk;
  private final Metadata metadata;
  private final ConstantPools pools;
  private TypeLayout type;
  // A field's number, its key in a constant pool, or where it stands in the file.
  private long[] values;
  private int first;

  EventView(MemorySegment file, ChunkHeader chunk, Metadata metadata, ConstantPools pools) {
    this.file = file;
    this.chunk = chunk;
    this.metadata = metadata;
    this.pools = pools;
  }

  /**
   * @param words of a batch
   * @param at where the event is in them
   */
  void show(TypeLayout ofType, long[] words, int at) {
    type = ofType;
    values = words;
    first = at + EventBatch.HEAD;
  }

  /** The byte of the file that the event begins at, for {@link EventLookup}. */
  public long position() {
    return values[first - 1];
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
    return slot < 0 ? 0 : values[first + slot];
  }

  /** A text, or the text of a constant that has just one, as causes do; empty in no slot. */
  public String text(int slot) {
    if (slot < 0) {
      return "";
    }
    return type.fields().get(slot).kind() == Kind.TEXT
        ? new ByteCursor(file, number(slot)).text(pools)
        : constant(slot).map(ValueView::onlyText).orElse("");
  }

  /** The type of a field's values. */
  public Optional<TypeLayout> typeOf(int slot) {
    return metadata.type(type.fields().get(slot).type());
  }

  /** A value from a constant pool; empty if the recording does not have it. */
  public Optional<ValueView> constant(int slot) {
    return slot < 0 ? Optional.empty() : pools.value(type.fields().get(slot).type(), number(slot));
  }
}
