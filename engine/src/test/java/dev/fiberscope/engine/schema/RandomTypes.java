package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.schema.Value.BoundValue;
import dev.fiberscope.engine.schema.Value.EnumValue;
import dev.fiberscope.engine.schema.Value.ResultValue;
import dev.fiberscope.engine.schema.Value.StructValue;
import dev.fiberscope.engine.wire.IntType;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Random types, and random values of them. */
public final class RandomTypes {
  private final Random random;
  private int names;

  public RandomTypes(Random random) {
    this.random = random;
  }

  public Type type(int depth) {
    int kinds = depth == 0 ? 3 : 11;
    return switch (random.nextInt(kinds)) {
      case 0, 1 -> new Type.Int(IntType.values()[random.nextInt(IntType.values().length)]);
      case 2 -> Type.Primitive.values()[random.nextInt(6)];
      case 3 -> Type.vec(type(depth - 1));
      case 4 -> new Type.Option(type(depth - 1));
      case 5 -> new Type.Array(type(depth - 1), random.nextInt(4));
      case 6 -> new Type.Result(type(depth - 1), type(depth - 1));
      case 7 -> new Type.Struct("S" + names++, Type.Shape.NAMED, fields(depth));
      case 8 -> new Type.Tuple(List.of(type(depth - 1), type(depth - 1)));
      case 9 -> new Type.Bound(type(depth - 1));
      default ->
          new Type.Enum(
              "E" + names++,
              false,
              IntStream.range(0, 1 + random.nextInt(3))
                  .mapToObj(i -> new Type.Variant("V" + i, Type.Shape.TUPLE, fields(depth)))
                  .toList());
    };
  }

  private List<Type.Field> fields(int depth) {
    return IntStream.range(0, 1 + random.nextInt(3))
        .mapToObj(i -> new Type.Field("f" + i, type(depth - 1)))
        .toList();
  }

  /** A random value of a type that {@link #type} gave. */
  public static Object value(Type type, Random random) {
    return switch (type) {
      case Type.Int number -> integer(number.type(), random);
      case Type.Primitive primitive -> primitive(primitive, random);
      case Type.Sequence sequence -> values(sequence.element(), random.nextInt(5), random);
      case Type.Array array -> values(array.element(), array.length(), random);
      case Type.Option option ->
          random.nextBoolean() ? Optional.empty() : Optional.of(value(option.inner(), random));
      case Type.Tuple tuple ->
          tuple.elements().stream().map(element -> value(element, random)).toList();
      case Type.Bound bound -> {
        int kind = random.nextInt(3);
        yield new BoundValue(kind, kind == 0 ? List.of() : List.of(value(bound.inner(), random)));
      }
      case Type.Result result -> {
        boolean ok = random.nextBoolean();
        yield new ResultValue(ok, value(ok ? result.ok() : result.error(), random));
      }
      case Type.Struct struct -> new StructValue(struct, parts(struct.fields(), random));
      case Type.Enum sum -> {
        int variant = random.nextInt(sum.variants().size());
        yield new EnumValue(sum, variant, parts(sum.variants().get(variant).fields(), random));
      }
      default -> throw new AssertionError(type);
    };
  }

  private static List<Object> parts(List<Type.Field> fields, Random random) {
    return fields.stream().map(field -> value(field.type(), random)).toList();
  }

  private static List<Object> values(Type element, int count, Random random) {
    return IntStream.range(0, count).mapToObj(_ -> value(element, random)).toList();
  }

  private static Object integer(IntType type, Random random) {
    int bits = random.nextInt(8 * type.width()) + (type.signed() ? 0 : 1);
    BigInteger number = new BigInteger(bits, random);
    BigInteger signed = type.signed() && random.nextBoolean() ? number.not() : number;
    return type.width() == 16 ? signed : (Object) signed.longValue();
  }

  private static Object primitive(Type.Primitive type, Random random) {
    return switch (type) {
      case F32 -> Float.intBitsToFloat(random.nextInt() & 0x7f7fffff);
      case F64 -> Double.longBitsToDouble(random.nextLong() & 0x7fefffffffffffffL);
      case BOOL -> random.nextBoolean();
      case CHAR -> Character.toString(random.nextInt(0xd800));
      case UNIT -> List.of();
      default -> "text \u20ac ".repeat(random.nextInt(4));
    };
  }
}
