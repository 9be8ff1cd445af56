package dev.fiberscope.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.engine.DecodeEngine;
import dev.fiberscope.engine.DecodeResult;
import dev.fiberscope.engine.DecodeResult.Decoded;
import dev.fiberscope.engine.EngineConfig;
import dev.fiberscope.engine.SliceDecoder;
import dev.fiberscope.engine.input.ScriptedInput;
import dev.fiberscope.engine.schema.Value.EnumValue;
import dev.fiberscope.engine.schema.Value.ResultValue;
import dev.fiberscope.engine.schema.Value.StructValue;
import dev.fiberscope.engine.wire.IntType;
import dev.fiberscope.engine.wire.WireConfig;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random types, random values of them: what is written is read, however it is cut. */
class RandomSchemaTest {
  private static final List<WireConfig> CONFIGS =
      List.of(
          WireConfig.standard(),
          WireConfig.standard().withBigEndian(),
          WireConfig.legacy(),
          WireConfig.legacy().withBigEndian());

  private int names;

  private Type type(Random random, int depth) {
    int kinds = depth == 0 ? 3 : 9;
    return switch (random.nextInt(kinds)) {
      case 0, 1 -> new Type.Int(IntType.values()[random.nextInt(IntType.values().length)]);
      case 2 -> Type.Primitive.values()[random.nextInt(6)];
      case 3 -> Type.vec(type(random, depth - 1));
      case 4 -> new Type.Option(type(random, depth - 1));
      case 5 -> new Type.Array(type(random, depth - 1), random.nextInt(4));
      case 6 -> new Type.Result(type(random, depth - 1), type(random, depth - 1));
      case 7 -> new Type.Struct("S" + names++, Type.Shape.NAMED, fields(random, depth));
      default ->
          new Type.Enum(
              "E" + names++,
              false,
              IntStream.range(0, 1 + random.nextInt(3))
                  .mapToObj(i -> new Type.Variant("V" + i, Type.Shape.TUPLE, fields(random, depth)))
                  .toList());
    };
  }

  private List<Type.Field> fields(Random random, int depth) {
    return IntStream.range(0, 1 + random.nextInt(3))
        .mapToObj(i -> new Type.Field("f" + i, type(random, depth - 1)))
        .toList();
  }

  private static Object value(Type type, Random random) {
    return switch (type) {
      case Type.Int number -> integer(number.type(), random);
      case Type.Primitive primitive -> primitive(primitive, random);
      case Type.Sequence sequence -> values(sequence.element(), random.nextInt(5), random);
      case Type.Array array -> values(array.element(), array.length(), random);
      case Type.Option option ->
          random.nextBoolean() ? Optional.empty() : Optional.of(value(option.inner(), random));
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

  @Property(tries = 400)
  void whatIsWrittenIsReadFromASliceAndOnAFiberHoweverItIsCut(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Schema schema = new Schema(type(random, 4));
    WireConfig config = CONFIGS.get(random.nextInt(CONFIGS.size()));
    Object value = value(schema.root(), random);
    byte[] message = ValueEncoder.encode(config, schema.root(), value);

    assertThat(new SliceDecoder(config).decode(schema, message)).isEqualTo(value);

    ScriptedInput input = new ScriptedInput();
    CompletableFuture<DecodeResult> result =
        new DecodeEngine(EngineConfig.standard(config)).submit("random", schema, input);
    for (byte[] chunk : cut(message, random)) {
      input.deliver(chunk);
    }
    input.end();
    Decoded decoded = (Decoded) result.get(20, TimeUnit.SECONDS);
    assertThat(decoded.value()).isEqualTo(value);
    assertThat(decoded.consumed()).isEqualTo(message.length);

    // The types told as Rust are the same types.
    Schema told = RustSchema.parse(schema.rustText(), Optional.empty());
    assertThat(told.rustText()).isEqualTo(schema.rustText());
  }

  private static List<byte[]> cut(byte[] message, Random random) {
    List<byte[]> chunks = new ArrayList<>();
    for (int from = 0; from < message.length; ) {
      int to = Math.min(message.length, from + 1 + random.nextInt(12));
      chunks.add(Arrays.copyOfRange(message, from, to));
      from = to;
    }
    return chunks;
  }
}
