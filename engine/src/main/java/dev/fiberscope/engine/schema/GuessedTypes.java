package dev.fiberscope.engine.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds types of which the bytes do not say what follows. */
final class GuessedTypes {
  private GuessedTypes() {}

  static boolean isIn(Type root) {
    return isIn(root, new HashSet<>());
  }

  private static boolean isIn(Type type, Set<Type> seen) {
    if (type instanceof Type.Named && !seen.add(type)) {
      return false;
    }
    return switch (type) {
      case Type.Int _, Type.NonZero _, Type.Primitive _ -> false;
      case Type.Struct struct -> fields(struct.fields(), seen);
      case Type.Enum sum ->
          sum.tagging() == Type.Tagging.NONE
              || sum.variants().stream().anyMatch(variant -> fields(variant.fields(), seen));
      case Type.Named named -> isIn(named.target(), seen);
      case Type.Wrapper wrapper -> isIn(wrapper.inner(), seen);
      case Type.Sequence sequence -> isIn(sequence.element(), seen);
      case Type.Array array -> isIn(array.element(), seen);
      case Type.Option option -> isIn(option.inner(), seen);
      case Type.Range range -> isIn(range.bound(), seen);
      case Type.Bound bound -> isIn(bound.inner(), seen);
      case Type.Tuple tuple -> any(tuple.elements(), seen);
      case Type.Result result -> any(List.of(result.ok(), result.error()), seen);
      case Type.Mapping mapping -> any(List.of(mapping.key(), mapping.value()), seen);
    };
  }

  private static boolean fields(List<Type.Field> fields, Set<Type> seen) {
    Stream<Type.Field> travelling =
        fields.stream().filter(field -> field.presence() != Type.Presence.NEVER);
    return travelling.anyMatch(
        field -> field.presence() == Type.Presence.SOMETIMES || isIn(field.type(), seen));
  }

  private static boolean any(List<Type> types, Set<Type> seen) {
    return types.stream().anyMatch(type -> isIn(type, seen));
  }
}
