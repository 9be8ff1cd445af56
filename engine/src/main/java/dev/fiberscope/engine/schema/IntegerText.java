package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.wire.IntType;

/** Integers as decimal text, unsigned ones without a sign. */
final class IntegerText {
  private IntegerText() {}

  static String of(IntType type, Object value) {
    boolean unsignedLong = value instanceof Long && !type.signed();
    return unsignedLong ? Long.toUnsignedString((Long) value) : value.toString();
  }
}
