package dev.fiberscope.recordings.chunk;

import dev.fiberscope.recordings.chunk.TypeLayout.Field;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A value with fields, read when asked. Fields that it does not have are 0, empty or nothing. */
public final class ValueView {
  /** Far more than the frames of the deepest stack trace that JFR records. */
  private static final int MOST_VALUES = 1 << 16;

  private static final int DEEPEST = 8;

  private final MemorySegment file;
  private final Metadata metadata;
  private final ConstantPools pools;
  private final TypeLayout type;
  private final long place;

  ValueView(
      MemorySegment file, Metadata metadata, ConstantPools pools, TypeLayout type, long place) {
    this.file = file;
    this.metadata = metadata;
    this.pools = pools;
    this.type = type;
    this.place = place;
  }

  public TypeLayout type() {
    return type;
  }

  private Optional<ByteCursor> at(int slot) {
    if (slot < 0) {
      return Optional.empty();
    }
    ByteCursor in = new ByteCursor(file, place);
    for (int i = 0; i < slot; i++) {
      metadata.skip(in, type.fields().get(i));
    }
    return Optional.of(in);
  }

  /** Takes fields of a value: the others are walked over. */
  @FunctionalInterface
  public interface FieldTaker {
    /**
     * @param number a number, a flag as 0 or 1, a constant's key; 0 for what is no number
     * @param text empty for what is no text
     */
    void take(int slot, long number, String text);
  }

  /** Tells numbers and texts of all fields, in one walk. */
  public void forEachField(FieldTaker taker) {
    ByteCursor in = new ByteCursor(file, place);
    for (int slot = 0; slot < type.fields().size(); slot++) {
      Field field = type.fields().get(slot);
      if (field.array()) {
        metadata.skip(in, field);
        continue;
      }
      switch (field.kind()) {
        case BYTE -> taker.take(slot, in.int8(), "");
        case SHORT -> taker.take(slot, (short) in.number(), "");
        case INT -> taker.take(slot, (int) in.number(), "");
        case LONG, CONSTANT -> taker.take(slot, in.number(), "");
        case TEXT -> taker.take(slot, 0, in.text(pools));
        case FLOAT, DOUBLE, STRUCT -> metadata.skip(in, field);
      }
    }
  }

  /** A number, or a flag as 0 or 1. */
  public long number(String field) {
    int slot = type.slot(field);
    return at(slot)
        .map(
            in ->
                switch (type.fields().get(slot).kind()) {
                  case BYTE -> (long) in.int8();
                  case SHORT -> (long) (short) in.number();
                  case INT -> (long) (int) in.number();
                  case LONG, CONSTANT -> in.number();
                  case FLOAT -> (long) Float.intBitsToFloat(in.int32());
                  case DOUBLE -> (long) Double.longBitsToDouble(in.int64());
                  case TEXT, STRUCT -> 0L;
                })
        .orElse(0L);
  }

  /** A text, or the text of a constant that has just one, as symbols do. */
  public String text(String field) {
    return text(field, 0);
  }

  private String text(String field, int depth) {
    if (depth > DEEPEST) {
      throw new IndexOutOfBoundsException("constants nested deeper than " + DEEPEST);
    }
    int slot = type.slot(field);
    return at(slot)
        .map(
            in ->
                switch (type.fields().get(slot).kind()) {
                  case TEXT -> in.text(pools);
                  case CONSTANT ->
                      pools
                          .value(type.fields().get(slot).type(), in.number())
                          .map(constant -> constant.onlyText(depth + 1))
                          .orElse("");
                  default -> "";
                })
        .orElse("");
  }

  String onlyText() {
    return onlyText(0);
  }

  private String onlyText(int depth) {
    return type.fields().isEmpty() ? "" : text(type.fields().getFirst().name(), depth);
  }

  /** A field that has fields, in place or from a constant pool. */
  public Optional<ValueView> value(String field) {
    int slot = type.slot(field);
    return at(slot).flatMap(in -> value(type.fields().get(slot), in));
  }

  private Optional<ValueView> value(Field field, ByteCursor in) {
    return switch (field.kind()) {
      case CONSTANT -> pools.value(field.type(), in.number());
      case STRUCT ->
          metadata
              .type(field.type())
              .map(
                  layout -> {
                    ValueView view = new ValueView(file, metadata, pools, layout, in.at());
                    metadata.skip(in, layout);
                    return view;
                  });
      default -> Optional.empty();
    };
  }

  /** The values of an array. */
  public List<ValueView> values(String field) {
    int slot = type.slot(field);
    List<ValueView> all = new ArrayList<>();
    at(slot)
        .ifPresent(
            in -> {
              Field each = type.fields().get(slot);
              int count = each.array() && !metadata.isEmpty(each) ? in.count() : 0;
              if (count > MOST_VALUES) {
                throw new IndexOutOfBoundsException(count + " values, which is damage");
              }
              for (int i = 0; i < count; i++) {
                value(each, in).ifPresent(all::add);
              }
            });
    return all;
  }
}
