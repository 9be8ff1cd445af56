package dev.fiberscope.engine.schema;

/** Whether a value of a type takes bytes on the wire. */
final class WireSize {
  private static final int DEEPEST = 16;

  private WireSize() {}

  static boolean takesBytes(Type type) {
    return takesBytes(type, DEEPEST);
  }

  private static boolean takesBytes(Type type, int depth) {
    if (depth == 0) {
      // A type that contains itself without end has no values; that it reads bytes is harmless.
      return true;
    }
    return switch (type) {
      case Type.Primitive primitive -> primitive != Type.Primitive.UNIT;
      case Type.Array array -> array.length() > 0 && takesBytes(array.element(), depth - 1);
      case Type.Tuple tuple -> tuple.elements().stream().anyMatch(t -> takesBytes(t, depth - 1));
      case Type.Struct struct ->
          struct.fields().stream().anyMatch(field -> takesBytes(field.type(), depth - 1));
      case Type.Wrapper wrapper -> takesBytes(wrapper.inner(), depth - 1);
      case Type.Range range -> takesBytes(range.bound(), depth - 1);
      case Type.Named named -> takesBytes(named.target(), depth - 1);
      default -> true;
    };
  }
}
