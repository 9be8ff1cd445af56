package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.schema.Value.EnumValue;
import dev.fiberscope.engine.schema.Value.StructValue;
import dev.fiberscope.engine.wire.IntType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Compares values as Rust's derived {@code Ord} does, for sets, maps and heaps. */
final class RustOrder {
  private RustOrder() {}

  static Comparator<Object> of(Type type) {
    return (a, b) -> compare(type, a, b);
  }

  private static int compare(Type type, Object a, Object b) {
    return switch (type) {
      case Type.Int number -> integers(number.type(), a, b);
      case Type.NonZero number -> integers(number.type(), a, b);
      case Type.Named named -> compare(named.target(), a, b);
      case Type.Wrapper wrapper -> {
        int order = compare(wrapper.inner(), a, b);
        yield wrapper.name().equals("Reverse") ? -order : order;
      }
      case Type.Option option -> {
        Optional<?> left = (Optional<?>) a;
        Optional<?> right = (Optional<?>) b;
        yield left.isPresent() && right.isPresent()
            ? compare(option.inner(), left.get(), right.get())
            : Boolean.compare(left.isPresent(), right.isPresent());
      }
      case Type.Sequence sequence -> lists(sequence.element(), (List<?>) a, (List<?>) b);
      case Type.Array array -> lists(array.element(), (List<?>) a, (List<?>) b);
      case Type.Tuple tuple -> parts(tuple.elements(), (List<?>) a, (List<?>) b);
      case Type.Struct struct ->
          parts(types(struct.fields()), ((StructValue) a).fields(), ((StructValue) b).fields());
      case Type.Enum sum -> {
        EnumValue left = (EnumValue) a;
        EnumValue right = (EnumValue) b;
        yield left.variant() != right.variant()
            ? Integer.compare(left.variant(), right.variant())
            : parts(
                types(sum.variants().get(left.variant()).fields()), left.fields(), right.fields());
      }
      case Type.Primitive primitive -> primitives(primitive, a, b);
      default -> a.toString().compareTo(b.toString());
    };
  }

  private static List<Type> types(List<Type.Field> fields) {
    return fields.stream().map(Type.Field::type).toList();
  }

  private static int integers(IntType type, Object a, Object b) {
    if (type.width() == 16) {
      return ((BigInteger) a).compareTo((BigInteger) b);
    }
    return type.signed()
        ? Long.compare((Long) a, (Long) b)
        : Long.compareUnsigned((Long) a, (Long) b);
  }

  private static int primitives(Type.Primitive type, Object a, Object b) {
    return switch (type) {
      case BOOL -> Boolean.compare((Boolean) a, (Boolean) b);
      case F32, F64 -> Double.compare(((Number) a).doubleValue(), ((Number) b).doubleValue());
      case UNIT -> 0;
      default ->
          // Rust compares text by its UTF-8 bytes, which is not the order of UTF-16.
          Arrays.compareUnsigned(
              a.toString().getBytes(StandardCharsets.UTF_8),
              b.toString().getBytes(StandardCharsets.UTF_8));
    };
  }

  private static int lists(Type element, List<?> a, List<?> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = compare(element, a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static int parts(List<Type> types, List<?> a, List<?> b) {
    for (int i = 0; i < types.size(); i++) {
      boolean bothTravelled = a.get(i) != Value.Absent.VALUE && b.get(i) != Value.Absent.VALUE;
      int order = bothTravelled ? compare(types.get(i), a.get(i), b.get(i)) : 0;
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
