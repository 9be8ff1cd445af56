package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.schema.Value.BoundValue;
import dev.fiberscope.engine.schema.Value.EnumValue;
import dev.fiberscope.engine.schema.Value.RangeValue;
import dev.fiberscope.engine.schema.Value.ResultValue;
import dev.fiberscope.engine.schema.Value.StructValue;
import dev.fiberscope.engine.stack.DecodeStack;
import dev.fiberscope.engine.wire.DecodeError;
import dev.fiberscope.engine.wire.DecodeError.EmptyEnum;
import dev.fiberscope.engine.wire.DecodeError.UnexpectedVariant;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.IntType;
import dev.fiberscope.engine.wire.WireReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a value by walking its type: opens a frame for every container and names every field. */
final class SchemaWalk {
  /** Boxed once: a message may be all bytes. */
  private static final Long[] BYTES = new Long[256];

  static {
    Arrays.setAll(BYTES, Long::valueOf);
  }

  private final Decoder in;
  private final WireReader wire;
  private final DecodeStack stack;
  private final DecodeListener listener;
  private final SpecialTypes special;

  SchemaWalk(Decoder in, DecodeListener listener) {
    this.in = in;
    this.wire = in.wire();
    this.stack = in.stack();
    this.listener = listener;
    this.special = new SpecialTypes(wire);
  }

  Object value(Type type) {
    return switch (type) {
      case Type.Wrapper wrapper -> value(wrapper.inner());
      case Type.Named named -> value(named.target());
      default -> listener == DecodeListener.NONE ? read(type) : listened(type);
    };
  }

  private Object listened(Type type) {
    String label = stack.label();
    long offset = wire.offset();
    if (Schema.hasParts(type)) {
      listener.opened(label, type, offset);
    }
    Object value = read(type);
    listener.read(label, type, offset, wire.offset(), value);
    return value;
  }

  private Object read(Type type) {
    return switch (type) {
      case Type.Int number -> integer(type, number.type());
      case Type.NonZero number -> nonZero(number);
      case Type.Primitive primitive -> primitive(primitive);
      case Type.Sequence sequence -> sequence(sequence);
      case Type.Mapping mapping -> mapping(mapping);
      case Type.Option option -> option(option);
      case Type.Result result -> result(result);
      case Type.Array array -> array(array);
      case Type.Tuple tuple -> tuple(tuple);
      case Type.Wrapper wrapper -> value(wrapper.inner());
      case Type.Range range -> range(range);
      case Type.Bound bound -> bound(bound);
      case Type.Struct struct -> {
        stack.open(struct.name(), wire.offset());
        List<Object> fields = fields(struct.fields());
        stack.close();
        yield new StructValue(struct, fields);
      }
      case Type.Enum sum -> variant(sum);
      case Type.Named named -> value(named.target());
    };
  }

  private Object integer(Type type, IntType number) {
    stack.leaf(type.toString(), wire.offset());
    return switch (number) {
      case U128, I128 -> wire.wide(number);
      case USIZE, ISIZE -> wire.size(number);
      default -> wire.integer(number);
    };
  }

  private Object nonZero(Type.NonZero type) {
    long start = wire.offset();
    Object value = integer(type, type.type());
    boolean zero = value.equals(0L) || value.equals(BigInteger.ZERO);
    if (zero) {
      throw new DecodeException(new DecodeError.NonZeroTypeIsZero(type.type()), start);
    }
    return value;
  }

  private Object primitive(Type.Primitive type) {
    stack.leaf(type.toString(), wire.offset());
    return switch (type) {
      case F32 -> wire.f32();
      case F64 -> wire.f64();
      case BOOL -> wire.bool();
      case CHAR -> Character.toString(wire.character());
      case UNIT -> List.of();
      case STRING, STR, BOXED_STR, PATH -> wire.string();
      default -> special.read(type);
    };
  }

  private long length() {
    stack.field("length");
    stack.leaf("u64", wire.offset());
    return wire.length();
  }

  private List<Object> sequence(Type.Sequence type) {
    stack.open(type.toString(), wire.offset());
    long length = length();
    in.claimElements(type.element(), length);
    List<Object> elements;
    if (type.element() instanceof Type.Int number && number.type() == IntType.U8) {
      stack.field("bytes");
      stack.leaf("[u8]", wire.offset());
      elements = numbers(wire.raw(length));
    } else {
      elements = new ArrayList<>();
      for (long i = 0; i != length; i++) {
        stack.element(i);
        elements.add(value(type.element()));
      }
    }
    stack.close();
    return RustCollections.sequence(type, elements);
  }

  private static List<Object> numbers(byte[] bytes) {
    List<Object> numbers = new ArrayList<>(bytes.length);
    for (byte each : bytes) {
      numbers.add(BYTES[each & 0xff]);
    }
    return numbers;
  }

  private Object mapping(Type.Mapping type) {
    stack.open(type.toString(), wire.offset());
    long length = length();
    Type pair = new Type.Tuple(List.of(type.key(), type.value()));
    in.claimElements(pair, length);
    List<Map.Entry<Object, Object>> entries = new ArrayList<>();
    for (long i = 0; i != length; i++) {
      stack.element(i);
      Object key = value(type.key());
      stack.element(i);
      entries.add(Map.entry(key, value(type.value())));
    }
    stack.close();
    return RustCollections.mapping(type, entries);
  }

  private List<Object> array(Type.Array type) {
    stack.open(type.toString(), wire.offset());
    List<Object> elements = new ArrayList<>();
    if (type.element() instanceof Type.Int number && number.type() == IntType.U8) {
      wire.claim(type.length());
      elements = numbers(wire.raw(type.length()));
    } else {
      if (wire.isLimited() && isNumber(type.element()) && wire.isNativeFixed()) {
        wire.claim(MemorySize.of(type).bytes());
      }
      in.countFree(type.element(), type.length());
      for (int i = 0; i < type.length(); i++) {
        stack.element(i);
        elements.add(value(type.element()));
      }
    }
    stack.close();
    return elements;
  }

  private static boolean isNumber(Type type) {
    return type instanceof Type.Int || type == Type.Primitive.F32 || type == Type.Primitive.F64;
  }

  private List<Object> tuple(Type.Tuple type) {
    stack.open(type.toString(), wire.offset());
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < type.elements().size(); i++) {
      stack.field(String.valueOf(i));
      elements.add(value(type.elements().get(i)));
    }
    stack.close();
    return elements;
  }

  private RangeValue range(Type.Range type) {
    stack.open(type.toString(), wire.offset());
    stack.field("start");
    Object start = value(type.bound());
    stack.field("end");
    Object end = value(type.bound());
    stack.close();
    return new RangeValue(start, end);
  }

  private int tag(Type type, String name, String travelsAs, int variants) {
    stack.field(name);
    long start = wire.offset();
    stack.leaf(travelsAs, start);
    long tag = travelsAs.equals("u8") ? wire.u8() : wire.u32();
    if (tag >= variants) {
      boolean explicit = type instanceof Type.Enum sum && sum.explicit();
      throw new DecodeException(new UnexpectedVariant(type.path(), variants, explicit, tag), start);
    }
    return (int) tag;
  }

  private Optional<Object> option(Type.Option option) {
    stack.open(option.toString(), wire.offset());
    Optional<Object> result = Optional.empty();
    if (tag(option, "tag", "u8", 2) == 1) {
      stack.field("Some");
      result = Optional.of(value(option.inner()));
    }
    stack.close();
    return result;
  }

  private ResultValue result(Type.Result result) {
    stack.open(result.toString(), wire.offset());
    wire.claim(1);
    boolean ok = tag(result, "tag", "u8", 2) == 0;
    stack.field(ok ? "Ok" : "Err");
    Object content = value(ok ? result.ok() : result.error());
    stack.close();
    return new ResultValue(ok, content);
  }

  private BoundValue bound(Type.Bound bound) {
    stack.open(bound.toString(), wire.offset());
    int kind = tag(bound, "variant", "u32", 3);
    List<Object> content = List.of();
    if (kind > 0) {
      stack.field(kind == 1 ? "Included" : "Excluded");
      content = List.of(value(bound.inner()));
    }
    stack.close();
    return new BoundValue(kind, content);
  }

  private EnumValue variant(Type.Enum sum) {
    stack.open(sum.name(), wire.offset());
    if (sum.variants().isEmpty()) {
      throw new DecodeException(new EmptyEnum(sum.path()), wire.offset());
    }
    int index = tag(sum, "variant", "u32", sum.variants().size());
    List<Object> fields = fields(sum.variants().get(index).fields());
    stack.close();
    return new EnumValue(sum, index, fields);
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
