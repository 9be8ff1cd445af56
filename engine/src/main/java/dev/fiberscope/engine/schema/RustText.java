package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.wire.IntType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a type, with every type it needs, as Rust items that end with {@code type Root = …;}. */
final class RustText {
  private static final String SERDE = "#[derive(Serialize)] ";

  private final Map<String, String> items = new LinkedHashMap<>();

  private RustText() {}

  static String of(Type root) {
    RustText text = new RustText();
    text.visit(root);
    if (!text.items.containsKey("Root")) {
      text.items.put("type Root", serde(root) + "type Root = " + root + ";");
    }
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
              serde(struct.fields(), false)
                  + packing(struct.packing())
                  + "struct "
                  + struct
                  + Type.toRust(struct.shape(), struct.fields())
                  + end);
        }
      }
      case Type.Enum sum -> {
        if (items.putIfAbsent(sum.name(), "") == null) {
          sum.variants().forEach(v -> v.fields().forEach(field -> visit(field.type())));
          String variants =
              sum.variants().stream()
                  .map(v -> v.name() + Type.toRust(v.shape(), v.fields()))
                  .collect(Collectors.joining(", "));
          List<Type.Field> fields =
              sum.variants().stream().flatMap(v -> v.fields().stream()).toList();
          String serde = serde(fields, sum.tagging() != Type.Tagging.INDEX);
          items.put(
              sum.name(),
              serde
                  + packing(sum.packing())
                  + tagging(sum)
                  + "enum "
                  + sum
                  + " { "
                  + variants
                  + " }");
        }
      }
    }
  }

  private static String packing(Type.Packing packing) {
    return switch (packing) {
      case NONE -> "";
      case BY_ORDER -> "#[derive(BitPacked)] ";
      case MSB -> "#[derive(BitPacked)] #[bincode(bit_packing = \"msb\")] ";
      case LSB -> "#[derive(BitPacked)] #[bincode(bit_packing = \"lsb\")] ";
    };
  }

  private static String tagging(Type.Enum sum) {
    return switch (sum.tagging()) {
      case INDEX -> "";
      case NAME -> "#[serde(tag = \"tag\")] ";
      case NONE -> "#[serde(untagged)] ";
    };
  }

  /** What makes an item be read as serde writes it, where that matters. */
  private static String serde(List<Type.Field> fields, boolean tagged) {
    boolean matters =
        tagged
            || fields.stream()
                .anyMatch(
                    field ->
                        field.presence() != Type.Presence.ALWAYS || holdsSerdeResult(field.type()));
    return matters ? SERDE : "";
  }

  private static String serde(Type type) {
    return holdsSerdeResult(type) ? SERDE : "";
  }

  private static boolean holdsSerdeResult(Type type) {
    return switch (type) {
      case Type.Result result ->
          result.tag() == IntType.U32
              || holdsSerdeResult(result.ok())
              || holdsSerdeResult(result.error());
      case Type.Sequence sequence -> holdsSerdeResult(sequence.element());
      case Type.Array array -> holdsSerdeResult(array.element());
      case Type.Option option -> holdsSerdeResult(option.inner());
      case Type.Wrapper wrapper -> holdsSerdeResult(wrapper.inner());
      case Type.Range range -> holdsSerdeResult(range.bound());
      case Type.Bound bound -> holdsSerdeResult(bound.inner());
      case Type.Tuple tuple -> tuple.elements().stream().anyMatch(RustText::holdsSerdeResult);
      case Type.Mapping mapping ->
          holdsSerdeResult(mapping.key()) || holdsSerdeResult(mapping.value());
      case Type.Primitive _, Type.Int _, Type.NonZero _, Type.Named _, Type.Struct _, Type.Enum _ ->
          false;
    };
  }
}
