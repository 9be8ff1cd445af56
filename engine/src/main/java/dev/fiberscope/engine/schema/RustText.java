package dev.fiberscope.engine.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a type, with every type it needs, as Rust items. */
final class RustText {
  private final Map<String, String> items = new LinkedHashMap<>();

  private RustText() {}

  /** The structs and enums that {@code type} is made of, the innermost first. */
  static String of(Type type) {
    RustText text = new RustText();
    text.visit(type);
    return String.join("\n", text.items.values());
  }

  private void visit(Type type) {
    switch (type) {
      case Type.Primitive _ -> {}
      case Type.Vec vec -> visit(vec.element());
      case Type.Option option -> visit(option.inner());
      case Type.Struct struct -> {
        struct.fields().forEach(field -> visit(field.type()));
        items.put(struct.name(), "struct " + struct + " { " + Type.toRust(struct.fields()) + " }");
      }
      case Type.Enum sum -> {
        sum.variants().forEach(v -> v.fields().forEach(field -> visit(field.type())));
        String variants =
            sum.variants().stream().map(RustText::variant).collect(Collectors.joining(", "));
        items.put(sum.name(), "enum " + sum + " { " + variants + " }");
      }
    }
  }

  private static String variant(Type.Variant variant) {
    return variant.fields().isEmpty()
        ? variant.name()
        : variant.name() + " { " + Type.toRust(variant.fields()) + " }";
  }
}
