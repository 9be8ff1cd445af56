package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.wire.Rapidhash;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.engine.wire.WireConfig.IntEncoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;

/** The hash of types and configuration that travels before messages, as of release candidate 7. */
final class TypeFingerprint {
  /** Types whose hash is not known. */
  private static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final int DEEPEST = 100;

  private final long config;

  private TypeFingerprint(long config) {
    this.config = config;
  }

  /** Empty if one of the types has a hash that is not known here. */
  static OptionalLong of(Type type, WireConfig config) {
    boolean big = config.order() == ByteOrder.BIG_ENDIAN;
    byte[] bits = {
      3,
      (byte) (big ? 1 : 0),
      (byte) (config.ints() == IntEncoding.VARIABLE ? 1 : 0),
      (byte) (config.limit() == WireConfig.NO_LIMIT ? 0 : 1),
      (byte) (config.packsBits() ? 0 : 1),
      (byte) (big ? 1 : 0)
    };
    try {
      return OptionalLong.of(new TypeFingerprint(Rapidhash.of(bits, 0)).of(type, 0));
    } catch (Unknown unknown) {
      return OptionalLong.empty();
    }
  }

  private long of(Type type, int depth) {
    if (depth > DEEPEST) {
      throw new Unknown();
    }
    int next = depth + 1;
    return switch (type) {
      case Type.Int number -> hash(number.toString(), config);
      case Type.Primitive primitive -> primitive(primitive);
      case Type.Named named -> of(named.target(), next);
      case Type.Wrapper wrapper -> of(wrapper.inner(), next);
      case Type.Sequence sequence ->
          hash(
              sequence.name().endsWith("[T]") ? "Vec" : sequence.name(),
              of(sequence.element(), next));
      case Type.Option option -> hash("Option", of(option.inner(), next));
      case Type.Mapping map ->
          hash(map.name(), hash(eight(of(map.value(), next)), of(map.key(), next)));
      case Type.Array array -> hash(eight(array.length()), of(array.element(), next));
      case Type.Result result ->
          hash(eight(of(result.error(), next)), hash("Result", of(result.ok(), next)));
      case Type.Tuple tuple -> {
        long hash = of(tuple.elements().getFirst(), next);
        for (Type each : tuple.elements().subList(1, tuple.elements().size())) {
          hash = hash(eight(of(each, next)), hash);
        }
        yield hash;
      }
      case Type.Struct struct ->
          fields(struct.fields(), hash("struct", hash(struct.name(), config)), next);
      case Type.Enum sum -> {
        long hash = hash("enum", hash(sum.name(), config));
        for (Type.Variant variant : sum.variants()) {
          hash = fields(variant.fields(), hash(variant.name(), hash), next);
        }
        yield hash;
      }
      case Type.NonZero _, Type.Range _, Type.Bound _ -> throw new Unknown();
    };
  }

  private long fields(List<Type.Field> fields, long seed, int depth) {
    long hash = seed;
    for (Type.Field field : fields) {
      hash = hash(field.name(), hash);
      if (field.bits() > 0) {
        hash = Rapidhash.of(new byte[] {(byte) field.bits()}, hash);
      }
      hash = hash(eight(of(field.type(), depth)), hash);
    }
    return hash;
  }

  private long primitive(Type.Primitive type) {
    return switch (type) {
      case F32, F64, BOOL, CHAR -> hash(type.toString(), config);
      case STRING, STR, BOXED_STR -> hash("str", config);
      default -> throw new Unknown();
    };
  }

  private static long hash(String text, long seed) {
    return Rapidhash.of(text.getBytes(StandardCharsets.UTF_8), seed);
  }

  private static long hash(byte[] bytes, long seed) {
    return Rapidhash.of(bytes, seed);
  }

  private static byte[] eight(long value) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }
}
