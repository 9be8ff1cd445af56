package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.schema.Value.EnumValue;
import dev.fiberscope.engine.schema.Value.StructValue;
import dev.fiberscope.engine.stack.DecodeStack;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.DecodeException.Kind;
import dev.fiberscope.engine.wire.WireReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A root type that messages can be decoded as. */
public final class Schema {
  private final Type root;
  private final String rustText;

  public Schema(Type root) {
    this.root = root;
    this.rustText = RustText.of(root);
  }

  public Type root() {
    return root;
  }

  /** The types as Rust items, one a line. */
  public String rustText() {
    return rustText;
  }

  /**
   * Reads one message. While it runs, {@code stack} tells which containers are open; after a {@link
   * DecodeException} it still tells where that was.
   */
  public Object decode(WireReader wire, DecodeStack stack) {
    return new Walk(wire, stack).value(root);
  }

  private record Walk(WireReader wire, DecodeStack stack) {
    Object value(Type type) {
      return switch (type) {
        case Type.Primitive primitive -> primitive(primitive);
        case Type.Vec vec -> vec(vec);
        case Type.Option option -> option(option);
        case Type.Struct struct -> {
          stack.open(struct.name(), wire.offset());
          List<Object> fields = fields(struct.fields());
          stack.close();
          yield new StructValue(struct, fields);
        }
        case Type.Enum sum -> variant(sum);
      };
    }

    private Object primitive(Type.Primitive type) {
      stack.leaf(type.toString(), wire.offset());
      return switch (type) {
        case U8 -> (long) wire.u8();
        case U16 -> (long) wire.u16();
        case U32 -> wire.u32();
        case U64 -> wire.u64();
        case I8 -> (long) wire.i8();
        case I16 -> (long) wire.i16();
        case I32 -> (long) wire.i32();
        case I64 -> wire.i64();
        case F32 -> wire.f32();
        case F64 -> wire.f64();
        case BOOL -> wire.bool();
        case CHAR -> Character.toString(wire.character());
        case STRING -> wire.string();
      };
    }

    private List<Object> vec(Type.Vec vec) {
      stack.open(vec.toString(), wire.offset());
      stack.field("length");
      stack.leaf("u64", wire.offset());
      long length = wire.u64();
      // Grows with what arrives: the length is a claim, not a fact.
      List<Object> elements = new ArrayList<>();
      for (long i = 0; i != length; i++) {
        stack.element(i);
        elements.add(value(vec.element()));
      }
      stack.close();
      return elements;
    }

    private Optional<Object> option(Type.Option option) {
      stack.open(option.toString(), wire.offset());
      stack.field("tag");
      stack.leaf("u8", wire.offset());
      int tag = wire.u8();
      if (tag > 1) {
        throw new DecodeException(
            Kind.UNEXPECTED_VARIANT,
            wire.offset() - 1,
            option + " starts with 0 for None or 1 for Some, found " + tag);
      }
      Optional<Object> result = Optional.empty();
      if (tag == 1) {
        stack.field("Some");
        result = Optional.of(value(option.inner()));
      }
      stack.close();
      return result;
    }

    private EnumValue variant(Type.Enum sum) {
      long start = wire.offset();
      stack.open(sum.name(), start);
      stack.field("variant");
      stack.leaf("u32", start);
      long index = wire.u32();
      if (index >= sum.variants().size()) {
        throw new DecodeException(
            Kind.UNEXPECTED_VARIANT,
            start,
            sum + " has variants 0 to " + (sum.variants().size() - 1) + ", found " + index);
      }
      List<Object> fields = fields(sum.variants().get((int) index).fields());
      stack.close();
      return new EnumValue(sum, (int) index, fields);
    }

    private List<Object> fields(List<Type.Field> fields) {
      List<Object> values = new ArrayList<>(fields.size());
      for (Type.Field field : fields) {
        stack.field(field.name());
        values.add(value(field.type()));
      }
      return values;
    }
  }
}
