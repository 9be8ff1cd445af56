package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.schema.Value.EnumValue;
import dev.fiberscope.engine.schema.Value.StructValue;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.engine.wire.WireWriter;
import java.util.List;
import java.util.Optional;

/** Encodes what {@link Schema#decode} gives. */
public final class ValueEncoder {
  private final WireWriter out;

  private ValueEncoder(WireWriter out) {
    this.out = out;
  }

  /**
   * Encodes one message.
   *
   * @throws ClassCastException if the value is not of the type
   */
  public static byte[] encode(WireConfig config, Type type, Object value) {
    WireWriter out = new WireWriter(config);
    new ValueEncoder(out).write(type, value);
    return out.toByteArray();
  }

  private void write(Type type, Object value) {
    switch (type) {
      case Type.Primitive primitive -> primitive(primitive, value);
      case Type.Vec vec -> {
        List<?> elements = (List<?>) value;
        out.u64(elements.size());
        elements.forEach(element -> write(vec.element(), element));
      }
      case Type.Option option -> {
        Optional<?> content = (Optional<?>) value;
        out.u8(content.isPresent() ? 1 : 0);
        content.ifPresent(inner -> write(option.inner(), inner));
      }
      case Type.Struct struct -> fields(struct.fields(), ((StructValue) value).fields());
      case Type.Enum sum -> {
        EnumValue variant = (EnumValue) value;
        out.u32(variant.variant());
        fields(sum.variants().get(variant.variant()).fields(), variant.fields());
      }
    }
  }

  private void fields(List<Type.Field> fields, List<Object> values) {
    for (int i = 0; i < fields.size(); i++) {
      write(fields.get(i).type(), values.get(i));
    }
  }

  private void primitive(Type.Primitive type, Object value) {
    switch (type) {
      case U8, I8 -> out.u8(((Long) value).intValue());
      case U16 -> out.u16(((Long) value).intValue());
      case U32 -> out.u32((Long) value);
      case U64 -> out.u64((Long) value);
      case I16 -> out.i16(((Long) value).intValue());
      case I32 -> out.i32(((Long) value).intValue());
      case I64 -> out.i64((Long) value);
      case F32 -> out.f32((Float) value);
      case F64 -> out.f64((Double) value);
      case BOOL -> out.bool((Boolean) value);
      case CHAR -> out.character(((String) value).codePointAt(0));
      case STRING -> out.string((String) value);
    }
  }
}
