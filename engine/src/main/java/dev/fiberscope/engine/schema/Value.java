package dev.fiberscope.engine.schema;

import java.util.List;
import java.util.Map;

/**
 * What a decode gives where no Java class stands for the type. Integers up to 64 bits are {@link
 * Long} (u64 as its bits), wider ones {@link java.math.BigInteger}; floats {@link Float} and {@link
 * Double}; text, char, paths and addresses {@link String}; sequences, arrays and tuples {@link
 * List}; an Option is a {@link java.util.Optional}, the unit an empty List.
 */
public sealed interface Value {
  /** A struct's values, in the order of its fields. */
  record StructValue(Type.Struct type, List<Object> fields) implements Value {
    public StructValue {
      fields = List.copyOf(fields);
    }
  }

  /** A variant of an enum and the values of its fields. */
  record EnumValue(Type.Enum type, int variant, List<Object> fields) implements Value {
    public EnumValue {
      fields = List.copyOf(fields);
    }
  }

  /** The value of a field that did not travel. */
  record Absent() implements Value {
    public static final Absent VALUE = new Absent();
  }

  record ResultValue(boolean ok, Object content) implements Value {}

  /** Entries in the order of the map: sorted, or as they came. */
  record MapValue(List<Map.Entry<Object, Object>> entries) implements Value {
    public MapValue {
      entries = List.copyOf(entries);
    }
  }

  record RangeValue(Object start, Object end) implements Value {}

  /**
   * @param kind 0 unbounded, 1 included, 2 excluded
   */
  record BoundValue(int kind, List<Object> content) implements Value {}

  /**
   * A Duration, or a SystemTime since the epoch.
   *
   * @param seconds unsigned
   */
  record TimeValue(long seconds, int nanos) implements Value {}
}
