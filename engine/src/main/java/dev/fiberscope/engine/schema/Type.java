package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.wire.IntType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A type as Rust knows it. {@link #toString()} is its name in Rust source; {@link #path()} is what
 * {@code core::any::type_name} gives, which bincode's errors quote.
 */
public sealed interface Type {
  /** No bound. */
  long ANY = -1;

  /** The name with full paths, {@code core::option::Option<u8>}. */
  default String path() {
    return toString();
  }

  /** An integer type. */
  record Int(IntType type) implements Type {
    @Override
    public String toString() {
      return type.rust();
    }
  }

  /** An integer that is never 0. */
  record NonZero(IntType type) implements Type {
    @Override
    public String path() {
      return "core::num::nonzero::NonZero<" + type.rust() + ">";
    }

    @Override
    public String toString() {
      String name = type.rust();
      return "NonZero" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
  }

  /** Types without parts that are no integers. */
  enum Primitive implements Type {
    F32("f32", "f32"),
    F64("f64", "f64"),
    BOOL("bool", "bool"),
    CHAR("char", "char"),
    UNIT("()", "()"),
    STRING("String", "alloc::string::String"),
    STR("&str", "&str"),
    BOXED_STR("str", "str"),
    PATH("PathBuf", "std::path::PathBuf"),
    C_STRING("CString", "alloc::ffi::c_str::CString"),
    DURATION("Duration", "core::time::Duration"),
    SYSTEM_TIME("SystemTime", "std::time::SystemTime"),
    IPV4("Ipv4Addr", "core::net::ip_addr::Ipv4Addr"),
    IPV6("Ipv6Addr", "core::net::ip_addr::Ipv6Addr"),
    IP("IpAddr", "core::net::ip_addr::IpAddr"),
    SOCKET_V4("SocketAddrV4", "core::net::socket_addr::SocketAddrV4"),
    SOCKET_V6("SocketAddrV6", "core::net::socket_addr::SocketAddrV6"),
    SOCKET("SocketAddr", "core::net::socket_addr::SocketAddr");

    private final String rust;
    private final String path;

    Primitive(String rust, String path) {
      this.rust = rust;
      this.path = path;
    }

    @Override
    public String path() {
      return path;
    }

    @Override
    public String toString() {
      return rust;
    }
  }

  /** How a sequence keeps what it is given. */
  enum SequenceKind {
    /** In the order of the wire. */
    LIST,
    /** Sorted, without duplicates. */
    SORTED_SET,
    /** Without duplicates. */
    HASH_SET,
    /** As a binary heap lies in memory. */
    HEAP;

    /** True if no element can be there twice. */
    public boolean isSet() {
      return this == SORTED_SET || this == HASH_SET;
    }
  }

  /**
   * A length and that many elements: Vec, sets and the like.
   *
   * @param most elements that it may have, or {@link #ANY}
   */
  record Sequence(String name, String namePath, SequenceKind kind, Type element, long most)
      implements Type {
    public Sequence(String name, String namePath, SequenceKind kind, Type element) {
      this(name, namePath, kind, element, ANY);
    }

    @Override
    public String path() {
      return generic(namePath, element.path());
    }

    @Override
    public String toString() {
      return generic(name, most == ANY ? element.toString() : element + ", " + most);
    }

    private static String generic(String name, String element) {
      return name.startsWith("[") || name.startsWith("&[")
          ? name.replace("T", element)
          : name + "<" + element + ">";
    }
  }

  /** A length, then keys and values in turns. */
  record Mapping(String name, String namePath, boolean sorted, Type key, Type value)
      implements Type {
    /** A key and its value. */
    public Tuple pair() {
      return new Tuple(List.of(key, value));
    }

    @Override
    public String path() {
      return namePath + "<" + key.path() + ", " + value.path() + ">";
    }

    @Override
    public String toString() {
      return name + "<" + key + ", " + value + ">";
    }
  }

  record Option(Type inner) implements Type {
    @Override
    public String path() {
      return "core::option::Option<" + inner.path() + ">";
    }

    @Override
    public String toString() {
      return "Option<" + inner + ">";
    }
  }

  /**
   * @param tag how Ok or Err travels: a byte as bincode-next writes it, or an enum's u32 as serde
   */
  record Result(Type ok, Type error, IntType tag) implements Type {
    public Result(Type ok, Type error) {
      this(ok, error, IntType.U8);
    }

    @Override
    public String path() {
      return "core::result::Result<" + ok.path() + ", " + error.path() + ">";
    }

    @Override
    public String toString() {
      return "Result<" + ok + ", " + error + ">";
    }
  }

  record Array(Type element, int length) implements Type {
    @Override
    public String path() {
      return "[" + element.path() + "; " + length + "]";
    }

    @Override
    public String toString() {
      return "[" + element + "; " + length + "]";
    }
  }

  record Tuple(List<Type> elements) implements Type {
    public Tuple {
      elements = List.copyOf(elements);
    }

    @Override
    public String path() {
      return text(elements.stream().map(Type::path).toList());
    }

    @Override
    public String toString() {
      return text(elements.stream().map(Type::toString).toList());
    }

    private static String text(List<String> elements) {
      return "(" + String.join(", ", elements) + (elements.size() == 1 ? ",)" : ")");
    }
  }

  /** A type that travels as the one inside it: Box, Cell, Wrapping and the like. */
  record Wrapper(String name, String namePath, Type inner, long most) implements Type {
    public Wrapper(String name, String namePath, Type inner) {
      this(name, namePath, inner, ANY);
    }

    @Override
    public String path() {
      return generic(namePath, inner.path());
    }

    @Override
    public String toString() {
      return generic(name, most == ANY ? inner.toString() : String.valueOf(most));
    }

    private static String generic(String name, String inner) {
      return name.equals("&") ? "&" + inner : name + "<" + inner + ">";
    }
  }

  /** {@code start} and {@code end} back to back. */
  record Range(boolean inclusive, Type bound) implements Type {
    @Override
    public String path() {
      return "core::ops::range::" + this;
    }

    @Override
    public String toString() {
      return (inclusive ? "RangeInclusive<" : "Range<") + bound + ">";
    }
  }

  record Bound(Type inner) implements Type {
    @Override
    public String path() {
      return "core::ops::range::Bound<" + inner.path() + ">";
    }

    @Override
    public String toString() {
      return "Bound<" + inner + ">";
    }
  }

  /** What the parts of a struct or of a variant are called. */
  enum Shape {
    /** Fields have names. */
    NAMED,
    /** Fields have numbers. */
    TUPLE,
    /** There are none, and no braces either. */
    UNIT
  }

  /** Whether a field travels. */
  enum Presence {
    /** With every value. */
    ALWAYS,
    /** Never: serde skips it. */
    NEVER,
    /** With some values, and nothing on the wire says with which: serde skips it sometimes. */
    SOMETIMES
  }

  /**
   * A field of a struct or of an enum's variant.
   *
   * @param name a number in a tuple
   * @param bits that it takes where bits are packed, 0 if it is not packed
   */
  record Field(String name, Type type, Presence presence, int bits) {
    public Field(String name, Type type, Presence presence) {
      this(name, type, presence, 0);
    }

    public Field(String name, Type type) {
      this(name, type, Presence.ALWAYS);
    }
  }

  /** How the fields of a type lie in bytes where the configuration packs bits. */
  enum Packing {
    /** Each in bytes of its own. */
    NONE,
    /** Those of a number of bits share bytes, from the end that the byte order says. */
    BY_ORDER,
    /** From the most significant bit on. */
    MSB,
    /** From the least significant bit on. */
    LSB
  }

  record Struct(String name, Shape shape, List<Field> fields, Packing packing) implements Type {
    public Struct {
      fields = List.copyOf(fields);
    }

    public Struct(String name, Shape shape, List<Field> fields) {
      this(name, shape, fields, Packing.NONE);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** One way an enum can be. */
  record Variant(String name, Shape shape, List<Field> fields) {
    public Variant {
      fields = List.copyOf(fields);
    }
  }

  /** What travels before a variant's fields. */
  enum Tagging {
    /** Its index as a u32, in the order they stand in. */
    INDEX,
    /** Its name as a String: serde's {@code tag}. */
    NAME,
    /** Nothing: serde's {@code untagged}. */
    NONE
  }

  /**
   * One of several variants.
   *
   * @param explicit true if variants are given numbers of their own, which do not travel
   */
  record Enum(
      String name, boolean explicit, Tagging tagging, List<Variant> variants, Packing packing)
      implements Type {
    public Enum {
      variants = List.copyOf(variants);
    }

    public Enum(String name, boolean explicit, Tagging tagging, List<Variant> variants) {
      this(name, explicit, tagging, variants, Packing.NONE);
    }

    /** The bits that tell the variants apart. */
    public int tagBits() {
      return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, variants.size() - 1));
    }

    public Enum(String name, boolean explicit, List<Variant> variants) {
      this(name, explicit, Tagging.INDEX, variants);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** The use of a struct or enum by name, so that types can contain themselves. */
  final class Named implements Type {
    private final String name;
    private Type target;

    public Named(String name) {
      this.name = name;
    }

    /** Tells what the name stands for, once. */
    public void is(Type type) {
      target = type;
    }

    public Type target() {
      return target;
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
    return new Struct(name, Shape.NAMED, List.of(fields));
  }

  static Variant variant(String name, Field... fields) {
    return new Variant(name, fields.length == 0 ? Shape.UNIT : Shape.NAMED, List.of(fields));
  }

  static Enum enumeration(String name, Variant... variants) {
    return new Enum(name, false, List.of(variants));
  }

  static Type vec(Type element) {
    return new Sequence("Vec", "alloc::vec::Vec", SequenceKind.LIST, element);
  }

  static Type integer(IntType type) {
    return new Int(type);
  }

  /** Fields as Rust writes them, {@code { id: u64 }} or {@code (u64)}. */
  static String toRust(Shape shape, List<Field> fields) {
    return switch (shape) {
      case UNIT -> "";
      case NAMED ->
          fields.isEmpty()
              ? " {}"
              : fields.stream()
                  .map(field -> attribute(field) + field.name() + ": " + field.type())
                  .collect(Collectors.joining(", ", " { ", " }"));
      case TUPLE ->
          fields.stream()
              .map(field -> attribute(field) + field.type())
              .collect(Collectors.joining(", ", "(", ")"));
    };
  }

  private static String attribute(Field field) {
    String bits = field.bits() == 0 ? "" : "#[bincode(bits = " + field.bits() + ")] ";
    return bits
        + switch (field.presence()) {
          case ALWAYS -> "";
          case NEVER -> "#[serde(skip)] ";
          case SOMETIMES -> "#[serde(skip_serializing_if = \"sometimes\")] ";
        };
  }
}
