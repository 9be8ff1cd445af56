package dev.fiberscope.engine.fit;

import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.schema.Type.Field;
import dev.fiberscope.engine.schema.Type.Named;
import dev.fiberscope.engine.schema.Type.Variant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A type with one part of it changed, wherever that part occurs. */
final class TypeRewrite {
  private final UnaryOperator<Type> change;
  private final Map<Named, Named> copies = new IdentityHashMap<>();

  private TypeRewrite(UnaryOperator<Type> change) {
    this.change = change;
  }

  /**
   * Changes one type.
   *
   * @param target the very object, not an equal one
   */
  static Type of(Type root, Type target, UnaryOperator<Type> change) {
    return new TypeRewrite(type -> type == target ? change.apply(type) : type).copy(root);
  }

  /**
   * Changes all types of a kind.
   *
   * @param change gives back what is of another kind
   */
  static Type all(Type root, UnaryOperator<Type> change) {
    return new TypeRewrite(change).copy(root);
  }

  private Type copy(Type type) {
    Type changed = change.apply(type);
    // What a changed type is made of is left as it is: it changes once, not again within.
    return changed == type ? parts(type) : changed;
  }

  private Type parts(Type type) {
    return switch (type) {
      case Type.Int _, Type.NonZero _, Type.Primitive _ -> type;
      case Type.Sequence list ->
          new Type.Sequence(
              list.name(), list.namePath(), list.kind(), copy(list.element()), list.most());
      case Type.Mapping map ->
          new Type.Mapping(
              map.name(), map.namePath(), map.sorted(), copy(map.key()), copy(map.value()));
      case Type.Option option -> new Type.Option(copy(option.inner()));
      case Type.Result result ->
          new Type.Result(copy(result.ok()), copy(result.error()), result.tag());
      case Type.Array array -> new Type.Array(copy(array.element()), array.length());
      case Type.Tuple tuple -> new Type.Tuple(tuple.elements().stream().map(this::copy).toList());
      case Type.Wrapper wrapper ->
          new Type.Wrapper(
              wrapper.name(), wrapper.namePath(), copy(wrapper.inner()), wrapper.most());
      case Type.Range range -> new Type.Range(range.inclusive(), copy(range.bound()));
      case Type.Bound bound -> new Type.Bound(copy(bound.inner()));
      case Type.Struct struct ->
          new Type.Struct(struct.name(), struct.shape(), fields(struct.fields()), struct.packing());
      case Type.Enum sum ->
          new Type.Enum(
              sum.name(),
              sum.explicit(),
              sum.tagging(),
              sum.variants().stream()
                  .map(each -> new Variant(each.name(), each.shape(), fields(each.fields())))
                  .toList(),
              sum.packing());
      case Named named -> {
        Named known = copies.get(named);
        if (known != null) {
          yield known;
        }
        Named copy = new Named(named.toString());
        copies.put(named, copy);
        copy.is(copy(named.target()));
        yield copy;
      }
    };
  }

  private List<Field> fields(List<Field> fields) {
    return fields.stream()
        .map(field -> new Field(field.name(), copy(field.type()), field.presence(), field.bits()))
        .toList();
  }
}
