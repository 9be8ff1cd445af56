package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.schema.Value.BoundValue;
import dev.fiberscope.engine.schema.Value.EnumValue;
import dev.fiberscope.engine.schema.Value.MapValue;
import dev.fiberscope.engine.schema.Value.RangeValue;
import dev.fiberscope.engine.schema.Value.ResultValue;
import dev.fiberscope.engine.schema.Value.StructValue;
import dev.fiberscope.engine.schema.Value.TimeValue;
import dev.fiberscope.engine.wire.IntType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes decoded values as JSON, so that nothing of them is lost: integers of 64 bits and more as
 * text, floats with their bits, maps as lists of pairs.
 */
public final class JsonText {
  private final StringBuilder out = new StringBuilder();

  private JsonText() {}

  /** A value that was decoded as a type. */
  public static String of(Type type, Object value) {
    JsonText json = new JsonText();
    json.write(type, value);
    return json.out.toString();
  }

  private void write(Type type, Object value) {
    switch (type) {
      case Type.Int number -> integer(number.type(), value);
      case Type.NonZero number -> integer(number.type(), value);
      case Type.Primitive primitive -> primitive(primitive, value);
      case Type.Sequence sequence -> list(sequence.element(), (List<?>) value);
      case Type.Array array -> list(array.element(), (List<?>) value);
      case Type.Tuple tuple -> parts(tuple.elements(), (List<?>) value);
      case Type.Wrapper wrapper -> write(wrapper.inner(), value);
      case Type.Named named -> write(named.target(), value);
      case Type.Mapping mapping -> mapping(mapping, (MapValue) value);
      case Type.Option option -> {
        Optional<?> content = (Optional<?>) value;
        if (content.isPresent()) {
          single("Some", option.inner(), content.get());
        } else {
          out.append("null");
        }
      }
      case Type.Result result -> {
        ResultValue either = (ResultValue) value;
        single(
            either.ok() ? "Ok" : "Err",
            either.ok() ? result.ok() : result.error(),
            either.content());
      }
      case Type.Range range -> {
        RangeValue ends = (RangeValue) value;
        out.append("{\"start\":");
        write(range.bound(), ends.start());
        out.append(",\"end\":");
        write(range.bound(), ends.end());
        out.append('}');
      }
      case Type.Bound bound -> bound(bound, (BoundValue) value);
      case Type.Struct struct ->
          shaped(struct.shape(), struct.fields(), ((StructValue) value).fields());
      case Type.Enum sum -> variant(sum, (EnumValue) value);
    }
  }

  private void single(String name, Type type, Object value) {
    out.append("{\"").append(name).append("\":");
    write(type, value);
    out.append('}');
  }

  private void bound(Type.Bound type, BoundValue value) {
    switch (value.kind()) {
      case 0 -> out.append("{\"Unbounded\":null}");
      case 1 -> single("Included", type.inner(), value.content().getFirst());
      default -> single("Excluded", type.inner(), value.content().getFirst());
    }
  }

  private void variant(Type.Enum sum, EnumValue value) {
    Type.Variant variant = sum.variants().get(value.variant());
    out.append("{\"variant\":");
    string(variant.name());
    out.append(",\"index\":").append(value.variant()).append(",\"value\":");
    if (variant.shape() == Type.Shape.UNIT) {
      out.append("null");
    } else {
      shaped(variant.shape(), variant.fields(), value.fields());
    }
    out.append('}');
  }

  private void shaped(Type.Shape shape, List<Type.Field> fields, List<Object> values) {
    boolean named = shape == Type.Shape.NAMED;
    out.append(named ? '{' : '[');
    int written = 0;
    for (int i = 0; i < fields.size(); i++) {
      if (values.get(i) == Value.Absent.VALUE) {
        continue;
      }
      comma(written++);
      if (named) {
        string(fields.get(i).name());
        out.append(':');
      }
      write(fields.get(i).type(), values.get(i));
    }
    out.append(named ? '}' : ']');
  }

  private void mapping(Type.Mapping type, MapValue map) {
    out.append('[');
    for (int i = 0; i < map.entries().size(); i++) {
      comma(i);
      parts(
          List.of(type.key(), type.value()),
          List.of(map.entries().get(i).getKey(), map.entries().get(i).getValue()));
    }
    out.append(']');
  }

  private void list(Type element, List<?> values) {
    out.append('[');
    for (int i = 0; i < values.size(); i++) {
      comma(i);
      write(element, values.get(i));
    }
    out.append(']');
  }

  private void parts(List<Type> types, List<?> values) {
    out.append('[');
    for (int i = 0; i < types.size(); i++) {
      comma(i);
      write(types.get(i), values.get(i));
    }
    out.append(']');
  }

  private void comma(int index) {
    if (index > 0) {
      out.append(',');
    }
  }

  private void integer(IntType type, Object value) {
    if (type.width() < 8) {
      out.append(value);
    } else {
      string(IntegerText.of(type, value));
    }
  }

  private void primitive(Type.Primitive type, Object value) {
    switch (type) {
      case F32 -> bits(String.format("%08x", Float.floatToRawIntBits((Float) value)), value);
      case F64 -> bits(String.format("%016x", Double.doubleToRawLongBits((Double) value)), value);
      case BOOL -> out.append(value);
      case UNIT -> out.append("[]");
      case DURATION -> time("secs", (TimeValue) value);
      case SYSTEM_TIME -> time("secs_since_epoch", (TimeValue) value);
      case C_STRING -> bytes(((String) value).getBytes(StandardCharsets.ISO_8859_1));
      default -> string((String) value);
    }
  }

  private void bytes(byte[] bytes) {
    out.append('[');
    for (int i = 0; i < bytes.length; i++) {
      comma(i);
      out.append(bytes[i] & 0xff);
    }
    out.append(']');
  }

  private void bits(String hex, Object value) {
    String shown =
        value.toString().replace("Infinity", "inf").replace("E", "e").toLowerCase(Locale.ROOT);
    out.append("{\"bits\":\"").append(hex).append("\",\"repr\":");
    string(shown.equals("nan") ? "NaN" : shown);
    out.append('}');
  }

  private void time(String seconds, TimeValue time) {
    out.append("{\"").append(seconds).append("\":\"");
    out.append(Long.toUnsignedString(time.seconds())).append("\",\"nanos\":");
    out.append(time.nanos()).append('}');
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
