package dev.fiberscope.engine.schema;

import java.util.List;

/**
 * What a decode gives where no Java class stands for the type. Primitives are {@link Long} (every
 * integer; u64 as its bits), {@link Float}, {@link Double}, {@link Boolean} and {@link String}
 * (char too); a Vec is a {@link List} and an Option an {@link java.util.Optional}.
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
}
