package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.schema.Type.Packing;
import dev.fiberscope.engine.schema.Value.BoundValue;
import dev.fiberscope.engine.schema.Value.EnumValue;
import dev.fiberscope.engine.schema.Value.RangeValue;
import dev.fiberscope.engine.schema.Value.ResultValue;
import dev.fiberscope.engine.schema.Value.StructValue;
import dev.fiberscope.engine.stack.DecodeStack;
import dev.fiberscope.engine.wire.DecodeError.EmptyEnum;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.IntType;
import dev.fiberscope.engine.wire.WireReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a value by walking its type: opens a frame for every container and names every field. The
 * replay takes the same steps one at a time; tests hold them equal.
 */
final class SchemaWalk {
  private final Decoder in;
  private final WireReader wire;
  private final DecodeStack stack;
  private final LeafReader leaves;

  SchemaWalk(Decoder in) {
    this.in = in;
    this.wire = in.wire();
    this.stack = in.stack();
    this.leaves = in.leaves();
  }

  Object value(Type type) {
    return switch (type) {
      case Type.Int number -> {
        stack.leaf(number.toString(), wire.offset());
        yield leaves.integer(number.type());
      }
      case Type.Named named -> value(named.target());
      case Type.Primitive primitive -> {
        stack.leaf(primitive.toString(), wire.offset());
        yield leaves.primitive(primitive);
      }
      case Type.Struct struct -> {
        stack.open(struct.name(), wire.offset());
        List<Object> fields = fields(struct.fields(), struct.packing(), true);
        stack.close();
        yield new StructValue(struct, fields);
      }
      case Type.NonZero number -> {
        stack.leaf(number.toString(), wire.offset());
        yield leaves.value(number);
      }
      case Type.Sequence sequence -> sequence(sequence);
      case Type.Mapping mapping -> mapping(mapping);
      case Type.Option option -> option(option);
      case Type.Result result -> result(result);
      case Type.Array array -> array(array);
      case Type.Tuple tuple -> tuple(tuple);
      case Type.Wrapper wrapper when leaves.isMisread(wrapper) -> {
        stack.leaf(Type.Primitive.STRING.toString(), wire.offset());
        yield leaves.misread(wrapper);
      }
      case Type.Wrapper wrapper -> {
        long start = wire.offset();
        Object inner = value(wrapper.inner());
        LeafReader.checkBound(wrapper, inner, start);
        yield inner;
      }
      case Type.Range range -> range(range);
      case Type.Bound bound -> bound(bound);
      case Type.Enum sum -> variant(sum);
    };
  }

  private void atLength() {
    stack.field("length");
    stack.leaf("u64", wire.offset());
  }

  private List<Object> bytes(Type element, long length) {
    stack.field("bytes");
    stack.leaf("[u8]", wire.offset());
    return RustCollections.numbers(element, leaves.raw(length));
  }

  private List<Object> sequence(Type.Sequence type) {
    stack.open(type.toString(), wire.offset());
    atLength();
    long length = leaves.length(type);
    List<Object> elements;
    Distinct distinct = in.distinct(type.kind().isSet());
    if (leaves.isRaw()) {
      long start = wire.offset();
      elements = bytes(type.element(), length);
      distinct.addAll(elements, start);
    } else {
      elements = new ArrayList<>();
      for (long i = 0; i != length && !in.isEnd(type.element(), length); i++) {
        stack.element(i);
        long start = wire.offset();
        Object element = value(type.element());
        distinct.add(element, i, start, wire);
        elements.add(element);
      }
    }
    distinct.check(stack, wire);
    stack.close();
    return RustCollections.sequence(type, elements);
  }

  private Object mapping(Type.Mapping type) {
    stack.open(type.toString(), wire.offset());
    atLength();
    long length = leaves.length(type);
    List<Map.Entry<Object, Object>> entries = new ArrayList<>();
    Distinct distinct = in.distinct(true);
    for (long i = 0; i != length && !in.isEnd(type.pair(), length); i++) {
      stack.element(i);
      long start = wire.offset();
      Object key = value(type.key());
      distinct.add(key, i, start, wire);
      stack.element(i);
      entries.add(Map.entry(key, value(type.value())));
    }
    distinct.check(stack, wire);
    stack.close();
    return RustCollections.mapping(type, entries);
  }

  private List<Object> array(Type.Array type) {
    stack.open(type.toString(), wire.offset());
    if (leaves.isHeaded(Packing.NONE)) {
      atLength();
    }
    leaves.begin(type);
    List<Object> elements = new ArrayList<>();
    if (leaves.isRaw()) {
      elements = bytes(type.element(), type.length());
    } else {
      for (int i = 0; i < type.length(); i++) {
        stack.element(i);
        elements.add(value(type.element()));
      }
    }
    stack.close();
    return elements;
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

  private int tag(Type type, String name, IntType travelsAs, int variants) {
    stack.field(name);
    stack.leaf(travelsAs.rust(), wire.offset());
    return leaves.tag(type, travelsAs, variants);
  }

  private Optional<Object> option(Type.Option option) {
    stack.open(option.toString(), wire.offset());
    Optional<Object> result = Optional.empty();
    if (tag(option, "tag", IntType.U8, 2) == 1) {
      stack.field("Some");
      result = Optional.of(value(option.inner()));
    }
    stack.close();
    return result;
  }

  private ResultValue result(Type.Result result) {
    stack.open(result.toString(), wire.offset());
    leaves.claimResult();
    boolean ok = tag(result, "tag", result.tag(), 2) == 0;
    stack.field(ok ? "Ok" : "Err");
    Object content = value(ok ? result.ok() : result.error());
    stack.close();
    return new ResultValue(ok, content);
  }

  private BoundValue bound(Type.Bound bound) {
    stack.open(bound.toString(), wire.offset());
    int kind = tag(bound, "variant", IntType.U32, 3);
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
    int index;
    if (sum.tagging() == Type.Tagging.NAME) {
      stack.field("tag");
      stack.leaf("String", wire.offset());
      index = leaves.namedTag(sum);
    } else if (leaves.packs(sum.packing())) {
      stack.field("variant");
      stack.leaf(sum.tagBits() + " bits", wire.offset());
      index = leaves.packedTag(sum);
    } else {
      index = tag(sum, "variant", IntType.U32, sum.variants().size());
    }
    List<Type.Field> travelling = sum.variants().get(index).fields();
    List<Object> fields = fields(travelling, sum.packing(), !travelling.isEmpty());
    stack.close();
    return new EnumValue(sum, index, fields);
  }

  private List<Object> fields(List<Type.Field> fields, Packing packing, boolean mayHaveHead) {
    if (mayHaveHead && leaves.isHeaded(packing)) {
      atLength();
      leaves.head(fields);
    }
    boolean packs = leaves.packs(packing);
    List<Object> values = new ArrayList<>(fields.size());
    for (Type.Field field : fields) {
      if (field.presence() == Type.Presence.NEVER) {
        values.add(Value.Absent.VALUE);
      } else {
        stack.field(field.name());
        values.add(packs ? packed(field, packing) : value(field.type()));
      }
    }
    if (packs) {
      leaves.flush();
    }
    return values;
  }

  private Object packed(Type.Field field, Packing packing) {
    if (field.bits() == 0) {
      leaves.flush();
      return value(field.type());
    }
    stack.leaf(field.type().toString(), wire.offset());
    return leaves.packed(field, packing);
  }
}
