package dev.fiberscope.engine.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds types that hold themselves without a Box, a Vec or the like between, as rustc does. */
public final class EndlessTypes {
  private static final Set<String> POINTERS = Set.of("Box", "Rc", "Arc", "&", "Cow");

  private EndlessTypes() {}

  /**
   * @param good named types that are known to end; grows
   */
  public static boolean containsItself(Type type, Set<Type> good) {
    return endless(type, new HashSet<>(), good);
  }

  private static boolean endless(Type type, Set<Type> open, Set<Type> good) {
    if (type instanceof Type.Named && good.contains(type)) {
      return false;
    }
    if (type instanceof Type.Named && !open.add(type)) {
      return true;
    }
    boolean endless = heldParts(type).stream().anyMatch(part -> endless(part, open, good));
    if (type instanceof Type.Named) {
      open.remove(type);
      if (!endless) {
        good.add(type);
      }
    }
    return endless;
  }

  /** The types whose values lie within a value of this type. */
  private static List<Type> heldParts(Type type) {
    return switch (type) {
      case Type.Named named -> List.of(named.target());
      case Type.Option option -> List.of(option.inner());
      case Type.Result result -> List.of(result.ok(), result.error());
      case Type.Array array -> List.of(array.element());
      case Type.Tuple tuple -> tuple.elements();
      case Type.Range range -> List.of(range.bound());
      case Type.Bound bound -> List.of(bound.inner());
      case Type.Wrapper wrapper ->
          POINTERS.contains(wrapper.name()) ? List.of() : List.of(wrapper.inner());
      case Type.Struct struct -> struct.fields().stream().map(Type.Field::type).toList();
      case Type.Enum sum ->
          sum.variants().stream()
              .flatMap(variant -> variant.fields().stream())
              .map(Type.Field::type)
              .toList();
      case Type.Int _, Type.NonZero _, Type.Primitive _, Type.Sequence _, Type.Mapping _ ->
          List.of();
    };
  }
}
