package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.schema.Value.BoundValue;
import dev.fiberscope.engine.schema.Value.EnumValue;
import dev.fiberscope.engine.schema.Value.MapValue;
import dev.fiberscope.engine.schema.Value.RangeValue;
import dev.fiberscope.engine.schema.Value.ResultValue;
import dev.fiberscope.engine.schema.Value.StructValue;
import dev.fiberscope.engine.schema.Value.TimeValue;
import dev.fiberscope.engine.wire.IntType;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.engine.wire.WireWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
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
      case Type.Int number -> integer(number.type(), value);
      case Type.NonZero number -> integer(number.type(), value);
      case Type.Primitive primitive -> primitive(primitive, value);
      case Type.Sequence sequence -> {
        List<?> elements = (List<?>) value;
        out.u64(elements.size());
        elements.forEach(element -> write(sequence.element(), element));
      }
      case Type.Array array -> ((List<?>) value).forEach(each -> write(array.element(), each));
      case Type.Tuple tuple -> parts(tuple.elements(), (List<?>) value);
      case Type.Mapping mapping -> {
        MapValue map = (MapValue) value;
        out.u64(map.entries().size());
        map.entries()
            .forEach(
                entry -> {
                  write(mapping.key(), entry.getKey());
                  write(mapping.value(), entry.getValue());
                });
      }
      case Type.Option option -> {
        Optional<?> content = (Optional<?>) value;
        out.u8(content.isPresent() ? 1 : 0);
        content.ifPresent(inner -> write(option.inner(), inner));
      }
      case Type.Result result -> {
        ResultValue either = (ResultValue) value;
        out.integer(result.tag(), either.ok() ? 0 : 1);
        write(either.ok() ? result.ok() : result.error(), either.content());
      }
      case Type.Range range -> {
        write(range.bound(), ((RangeValue) value).start());
        write(range.bound(), ((RangeValue) value).end());
      }
      case Type.Bound bound -> {
        out.u32(((BoundValue) value).kind());
        ((BoundValue) value).content().forEach(inner -> write(bound.inner(), inner));
      }
      case Type.Wrapper wrapper -> write(wrapper.inner(), value);
      case Type.Named named -> write(named.target(), value);
      case Type.Struct struct -> fields(struct.fields(), ((StructValue) value).fields());
      case Type.Enum sum -> {
        EnumValue variant = (EnumValue) value;
        switch (sum.tagging()) {
          case INDEX -> out.u32(variant.variant());
          case NAME -> out.string(sum.variants().get(variant.variant()).name());
          case NONE -> {}
        }
        fields(sum.variants().get(variant.variant()).fields(), variant.fields());
      }
    }
  }

  private void fields(List<Type.Field> fields, List<Object> values) {
    parts(fields.stream().map(Type.Field::type).toList(), values);
  }

  private void parts(List<Type> types, List<?> values) {
    for (int i = 0; i < types.size(); i++) {
      if (values.get(i) == Value.Absent.VALUE) {
        continue;
      }
      write(types.get(i), values.get(i));
    }
  }

  private void integer(IntType type, Object value) {
    if (type.width() == 16) {
      out.wide(type, (BigInteger) value);
    } else {
      out.integer(type, (Long) value);
    }
  }

  private void primitive(Type.Primitive type, Object value) {
    switch (type) {
      case F32 -> out.f32((Float) value);
      case F64 -> out.f64((Double) value);
      case BOOL -> out.bool((Boolean) value);
      case CHAR -> out.character(((String) value).codePointAt(0));
      case UNIT -> {}
      case STRING, STR, BOXED_STR, PATH -> out.string((String) value);
      case C_STRING -> out.bytes(((String) value).getBytes(StandardCharsets.ISO_8859_1));
      case DURATION, SYSTEM_TIME -> {
        out.u64(((TimeValue) value).seconds());
        out.u32(((TimeValue) value).nanos());
      }
      case IPV4, IPV6 -> out.raw(IpText.octets((String) value));
      case IP -> tagged(IpText.octets((String) value));
      case SOCKET_V4, SOCKET_V6, SOCKET -> socket(type, (String) value);
    }
  }

  private void tagged(byte[] octets) {
    out.u32(octets.length == 4 ? 0 : 1);
    out.raw(octets);
  }

  private void socket(Type.Primitive type, String text) {
    int colon = text.lastIndexOf(':');
    byte[] octets = IpText.octets(text.substring(0, colon).replaceAll("[\\[\\]]", ""));
    if (type == Type.Primitive.SOCKET) {
      tagged(octets);
    } else {
      out.raw(octets);
    }
    out.u16(Integer.parseInt(text.substring(colon + 1)));
  }
}
