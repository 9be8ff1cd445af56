package dev.fiberscope.recordings.chunk;

import dev.fiberscope.recordings.chunk.TypeLayout.Field;
import dev.fiberscope.recordings.chunk.TypeLayout.Kind;
import java.util.Optional;
import java.util.function.Consumer;

/** One type of event in one chunk: how its fields are parsed and who takes its events. */
final class EventType {
  /** Fields of events behind these are not known. */
  static final int MOST_FIELDS = 64;

  private static final Kind[] KINDS = Kind.values();
  private static final byte ARRAY = (byte) KINDS.length;
  private static final byte LAST_NUMBER = (byte) Kind.LAST_NUMBER.ordinal();

  final TypeLayout layout;
  // Null if nobody takes its events: looked at for every one of them.
  final Consumer<EventView> taker;
  // The ordinal of each field's kind, or ARRAY: what parsing needs, close together.
  private final byte[] kinds;
  private final boolean numbersOnly;
  private long notTaken;

  EventType(TypeLayout layout, Optional<Consumer<EventView>> taker) {
    this.layout = layout;
    this.taker = taker.orElse(null);
    kinds = new byte[layout.fields().size()];
    boolean numbers = true;
    for (int i = 0; i < kinds.length; i++) {
      Field field = layout.fields().get(i);
      kinds[i] = field.array() ? ARRAY : (byte) field.kind().ordinal();
      numbers &= kinds[i] <= LAST_NUMBER;
    }
    numbersOnly = numbers;
  }

  int fields() {
    return kinds.length;
  }

  void countNotTaken() {
    notTaken++;
  }

  long notTaken() {
    return notTaken;
  }

  /** Parses the fields of an event into {@code values}; the cursor stands behind its type. */
  void parse(ByteCursor in, Metadata metadata, long[] values, int at) {
    if (numbersOnly && in.numbers(kinds, values, at)) {
      return;
    }
    for (int i = 0; i < kinds.length; i++) {
      values[at + i] = kinds[i] == ARRAY ? place(in, metadata, i) : value(in, metadata, i);
    }
  }

  private long value(ByteCursor in, Metadata metadata, int field) {
    return switch (KINDS[kinds[field]]) {
      case LONG, CONSTANT -> in.number();
      case INT -> (int) in.number();
      case SHORT -> (short) in.number();
      case BYTE -> in.int8();
      case FLOAT -> in.int32();
      case DOUBLE -> in.int64();
      case TEXT -> {
        long place = in.at();
        in.skipText();
        yield place;
      }
      case STRUCT -> place(in, metadata, field);
    };
  }

  private long place(ByteCursor in, Metadata metadata, int field) {
    long place = in.at();
    metadata.skip(in, layout.fields().get(field));
    return place;
  }
}
