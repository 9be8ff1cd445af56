package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.wire.IntType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The types that {@link Decoder} reads at once, by the names it gives them. */
public final class LeafTypes {
  private static final Map<String, Type> TYPES = new HashMap<>();

  static {
    for (IntType type : IntType.values()) {
      TYPES.put(type.rust(), new Type.Int(type));
    }
    for (Type.Primitive primitive : Type.Primitive.values()) {
      TYPES.put(primitive.toString(), primitive);
    }
    Type bytes = Type.vec(new Type.Int(IntType.U8));
    TYPES.put(bytes.toString(), bytes);
  }

  private LeafTypes() {}

  /** Empty if it is no such type. */
  public static Optional<Type> find(String name) {
    return Optional.ofNullable(TYPES.get(name));
  }
}
