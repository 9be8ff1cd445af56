package dev.fiberscope.engine.schema;

import java.util.List;
import java.util.stream.Collectors;

/** A type as Rust knows it. {@link #toString()} is its Rust name. */
public sealed interface Type {
  /** Types without parts. */
  enum Primitive implements Type {
    U8("u8"),
    U16("u16"),
    U32("u32"),
    U64("u64"),
    I8("i8"),
    I16("i16"),
    I32("i32"),
    I64("i64"),
    F32("f32"),
    F64("f64"),
    BOOL("bool"),
    CHAR("char"),
    STRING("String");

    private final String rust;

    Primitive(String rust) {
      this.rust = rust;
    }

    @Override
    public String toString() {
      return rust;
    }
  }

  record Vec(Type element) implements Type {
    @Override
    public String toString() {
      return "Vec<" + element + ">";
    }
  }

  record Option(Type inner) implements Type {
    @Override
    public String toString() {
      return "Option<" + inner + ">";
    }
  }

  /** A named field of a struct or of an enum's variant. */
  record Field(String name, Type type) {}

  record Struct(String name, List<Field> fields) implements Type {
    public Struct {
      fields = List.copyOf(fields);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** One way an enum can be; a unit variant has no fields. */
  record Variant(String name, List<Field> fields) {
    public Variant {
      fields = List.copyOf(fields);
    }
  }

  /** Travels as the index of the variant, in the order they stand in. */
  record Enum(String name, List<Variant> variants) implements Type {
    public Enum {
      variants = List.copyOf(variants);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Field field(String name, Type type) {
    return new Field(name, type);
  }

  static Struct struct(String name, Field... fields) {
    return new Struct(name, List.of(fields));
  }

  static Variant variant(String name, Field... fields) {
    return new Variant(name, List.of(fields));
  }

  static Enum enumeration(String name, Variant... variants) {
    return new Enum(name, List.of(variants));
  }

  /** Fields as Rust writes them, {@code id: u64, account: String}. */
  static String toRust(List<Field> fields) {
    return fields.stream()
        .map(field -> field.name() + ": " + field.type())
        .collect(Collectors.joining(", "));
  }
}
