package dev.fiberscope.engine.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a type, with every type it needs, as Rust items that end with {@code type Root = …;}. */
final class RustText {
  private final Map<String, String> items = new LinkedHashMap<>();

  private RustText() {}

  static String of(Type root) {
    RustText text = new RustText();
    text.visit(root);
    text.items.put("type Root", "type Root = " + root + ";");
    return String.join("\n", text.items.values());
  }

  private void visit(Type type) {
    switch (type) {
      case Type.Primitive _, Type.Int _, Type.NonZero _ -> {}
      case Type.Sequence sequence -> visit(sequence.element());
      case Type.Array array -> visit(array.element());
      case Type.Option option -> visit(option.inner());
      case Type.Wrapper wrapper -> visit(wrapper.inner());
      case Type.Range range -> visit(range.bound());
      case Type.Bound bound -> visit(bound.inner());
      case Type.Tuple tuple -> tuple.elements().forEach(this::visit);
      case Type.Named named -> visit(named.target());
      case Type.Result result -> {
        visit(result.ok());
        visit(result.error());
      }
      case Type.Mapping mapping -> {
        visit(mapping.key());
        visit(mapping.value());
      }
      case Type.Struct struct -> {
        if (items.putIfAbsent(struct.name(), "") == null) {
          struct.fields().forEach(field -> visit(field.type()));
          String end = struct.shape() == Type.Shape.NAMED ? "" : ";";
          items.put(
              struct.name(),
              "struct " + struct + Type.toRust(struct.shape(), struct.fields()) + end);
        }
      }
      case Type.Enum sum -> {
        if (items.putIfAbsent(sum.name(), "") == null) {
          sum.variants().forEach(v -> v.fields().forEach(field -> visit(field.type())));
          String variants =
              sum.variants().stream()
                  .map(v -> v.name() + Type.toRust(v.shape(), v.fields()))
                  .collect(Collectors.joining(", "));
          items.put(sum.name(), "enum " + sum + " { " + variants + " }");
        }
      }
    }
  }
}
