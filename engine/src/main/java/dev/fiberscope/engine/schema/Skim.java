package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.wire.Fingerprint;
import dev.fiberscope.engine.wire.Format;
import dev.fiberscope.engine.wire.IntType;
import dev.fiberscope.engine.wire.Release;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.engine.wire.WireConfig.IntEncoding;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells whether all bytes of a message are there, without reading its values. Where that cannot be
 * said for sure, or something is wrong with it, whoever reads it finds out.
 */
public final class Skim {
  /** It is to be read: it is wrong, or of a kind that is not skimmed. */
  public static final int UNSURE = -1;

  private static final int FIRST_MISSING = -2;

  private static final int DEEPEST = 64;
  private static final int MOST_ELEMENTS = 4_096;
  private static final int LONGEST = 1 << 16;
  private static final int SINGLE_BYTE_MAX = 250;
  private static final int RESERVED_TAG = 255;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  /** True if more bytes are needed, whatever they are; see {@link #needed}. */
  public static boolean isMissing(int end) {
    return end <= FIRST_MISSING;
  }

  /** Up to which index bytes are needed at least. */
  public static int needed(int end) {
    return FIRST_MISSING - end;
  }

  private static int missing(int needed) {
    return FIRST_MISSING - needed;
  }

  /** Goes behind a value. */
  @FunctionalInterface
  private interface Part {
    /**
     * @return the index behind it, {@link #UNSURE}, or what {@link #missing} gives
     */
    int skip(byte[] bytes, int at, int to, int depth);
  }

  private final boolean variable;
  private final boolean bigEndian;
  private final boolean later;
  private final Map<Type.Named, Part[]> named = new HashMap<>();
  private final Part root;

  private Skim(Type type, WireConfig config) {
    variable = config.ints() == IntEncoding.VARIABLE;
    bigEndian = config.order() == ByteOrder.BIG_ENDIAN;
    later = config.release() != Release.RC_7;
    root = part(type);
  }

  /** Empty where the configuration has more than numbers and lengths, such as a limit. */
  public static Optional<Skim> of(Type type, WireConfig config) {
    boolean plain =
        config.format() == Format.BINCODE
            && config.limit() == WireConfig.NO_LIMIT
            && config.fingerprint().kind() == Fingerprint.Kind.NONE
            && !config.packsBits();
    return plain ? Optional.of(new Skim(type, config)) : Optional.empty();
  }

  /**
   * Where a message ends that begins at an index.
   *
   * @return the index behind it, {@link #UNSURE}, or how much {@link #isMissing}
   */
  public int end(byte[] bytes, int from, int to) {
    return root.skip(bytes, from, to, 0);
  }

  private Part part(Type type) {
    return switch (type) {
      case Type.Int number -> integer(number.type());
      case Type.NonZero number -> {
        Part any = integer(number.type());
        yield (bytes, at, to, depth) -> {
          int behind = any.skip(bytes, at, to, depth);
          return behind >= 0 && number(bytes, at, behind) == 0 ? UNSURE : behind;
        };
      }
      case Type.Primitive primitive -> primitive(primitive);
      case Type.Named use -> named(use);
      case Type.Wrapper wrapper ->
          wrapper.most() == Type.ANY ? part(wrapper.inner()) : Skim::unsure;
      case Type.Sequence list -> sequence(list);
      case Type.Mapping map -> repeated(part(map.pair()));
      case Type.Option option -> tagged(IntType.U8, List.of(Skim::nothing, part(option.inner())));
      case Type.Result result ->
          tagged(result.tag(), List.of(part(result.ok()), part(result.error())));
      case Type.Bound bound -> {
        Part inner = part(bound.inner());
        yield tagged(IntType.U32, List.of(Skim::nothing, inner, inner));
      }
      case Type.Array array ->
          LeafReader.isBytes(array.element())
              ? fixed(array.length())
              : row(new Part[] {part(array.element())}, array.length());
      case Type.Tuple tuple -> row(parts(tuple.elements()), 1);
      case Type.Range range -> row(new Part[] {part(range.bound())}, 2);
      case Type.Struct struct -> fields(struct.fields());
      case Type.Enum sum ->
          sum.tagging() == Type.Tagging.INDEX
              ? tagged(
                  IntType.U32, sum.variants().stream().map(each -> fields(each.fields())).toList())
              : Skim::unsure;
    };
  }

  private static int unsure(byte[] bytes, int at, int to, int depth) {
    return UNSURE;
  }

  private static int nothing(byte[] bytes, int at, int to, int depth) {
    return at;
  }

  /** Types may contain themselves, so what a name stands for is found when it is needed. */
  private Part named(Type.Named use) {
    Part[] target = named.get(use);
    if (target == null) {
      target = new Part[1];
      named.put(use, target);
      target[0] = part(use.target());
    }
    Part[] found = target;
    return (bytes, at, to, depth) ->
        depth == DEEPEST ? UNSURE : found[0].skip(bytes, at, to, depth + 1);
  }

  private Part fields(List<Type.Field> fields) {
    List<Type> types = new ArrayList<>();
    for (Type.Field field : fields) {
      if (field.presence() == Type.Presence.SOMETIMES) {
        return Skim::unsure;
      }
      if (field.presence() == Type.Presence.ALWAYS) {
        types.add(field.type());
      }
    }
    return row(parts(types), 1);
  }

  private Part[] parts(List<Type> types) {
    return types.stream().map(this::part).toArray(Part[]::new);
  }

  /** Parts one after the other, and all of them again so many times. */
  private static Part row(Part[] parts, int times) {
    return (bytes, from, to, depth) -> {
      int at = from;
      for (int i = 0; i < times; i++) {
        for (Part part : parts) {
          at = part.skip(bytes, at, to, depth);
          if (at < 0) {
            return at;
          }
        }
      }
      return at;
    };
  }

  private static Part fixed(int width) {
    return (_, at, to, _) -> to - at < width ? missing(at + width) : at + width;
  }

  private Part integer(IntType type) {
    int width = type.width();
    if (width == 1 || !variable) {
      return fixed(width);
    }
    return (bytes, at, to, _) -> {
      if (at == to) {
        return missing(at + 1);
      }
      int tag = bytes[at] & 0xff;
      if (tag <= SINGLE_BYTE_MAX) {
        return at + 1;
      }
      int follow = tag == RESERVED_TAG ? Integer.MAX_VALUE : 2 << tag - SINGLE_BYTE_MAX - 1;
      if (follow > width) {
        return UNSURE;
      }
      int behind = at + 1 + follow;
      return to < behind ? missing(behind) : behind;
    };
  }

  /** The number that lies before the index behind it; -1 if it is too large to be a length. */
  private long number(byte[] bytes, int at, int behind) {
    boolean tagged = variable && behind - at > 1;
    int from = tagged ? at + 1 : at;
    long value = 0;
    for (int i = 0; i < behind - from; i++) {
      int index = bigEndian ? from + i : behind - 1 - i;
      value = value << Byte.SIZE | bytes[index] & 0xff;
      if (value > LONGEST) {
        return -1;
      }
    }
    return value;
  }

  private Part tagged(IntType travelsAs, List<Part> variants) {
    Part tag = integer(travelsAs);
    Part[] all = variants.toArray(Part[]::new);
    return (bytes, at, to, depth) -> {
      int behind = tag.skip(bytes, at, to, depth);
      if (behind < 0) {
        return behind;
      }
      long which = travelsAs.width() == 1 ? bytes[at] & 0xff : number(bytes, at, behind);
      return which < 0 || which >= all.length
          ? UNSURE
          : all[(int) which].skip(bytes, behind, to, depth);
    };
  }

  private Part sequence(Type.Sequence type) {
    if (type.most() != Type.ANY) {
      return Skim::unsure;
    }
    return LeafReader.isBytes(type.element()) ? counted(false) : repeated(part(type.element()));
  }

  private Part repeated(Part element) {
    Part length = integer(IntType.U64);
    return (bytes, at, to, depth) -> {
      int behind = length.skip(bytes, at, to, depth);
      if (behind < 0) {
        return behind;
      }
      long count = number(bytes, at, behind);
      if (count < 0 || count > MOST_ELEMENTS) {
        return UNSURE;
      }
      for (long i = 0; i < count; i++) {
        int next = element.skip(bytes, behind, to, depth);
        if (next <= behind) {
          // What takes no bytes is counted by whoever reads it.
          return next < 0 ? next : UNSURE;
        }
        behind = next;
      }
      return behind;
    };
  }

  /**
   * A length and as many bytes.
   *
   * @param text whether they have to be ASCII: other text may be wrong
   */
  private Part counted(boolean text) {
    Part length = integer(IntType.U64);
    return (bytes, at, to, depth) -> {
      int behind = length.skip(bytes, at, to, depth);
      if (behind < 0) {
        return behind;
      }
      long count = number(bytes, at, behind);
      if (count < 0) {
        return UNSURE;
      }
      int end = behind + (int) count;
      if (to < end) {
        return missing(end);
      }
      return !text || isAscii(bytes, behind, end) ? end : UNSURE;
    };
  }

  private static boolean isAscii(byte[] bytes, int from, int to) {
    long all = 0;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      all |= (long) LONGS.get(bytes, at);
    }
    for (; at < to; at++) {
      all |= bytes[at] & 0xff;
    }
    return (all & HIGH_BITS) == 0;
  }

  private Part primitive(Type.Primitive type) {
    return switch (type) {
      case F32 -> fixed(4);
      case F64 -> fixed(8);
      case UNIT -> Skim::nothing;
      case BOOL ->
          (bytes, at, to, _) -> at == to ? missing(at + 1) : bytes[at] >>> 1 == 0 ? at + 1 : UNSURE;
      case CHAR ->
          (bytes, at, to, _) -> at == to ? missing(at + 1) : bytes[at] >= 0 ? at + 1 : UNSURE;
      case STRING, STR, BOXED_STR, PATH -> counted(true);
      case DURATION, SYSTEM_TIME -> row(new Part[] {integer(IntType.U64), integer(IntType.U32)}, 1);
      case IPV4 -> fixed(4);
      case IPV6 -> fixed(16);
      case IP -> tagged(IntType.U32, List.of(fixed(4), fixed(16)));
      case SOCKET_V4 -> row(new Part[] {fixed(4), integer(IntType.U16)}, 1);
      case SOCKET_V6, SOCKET, C_STRING ->
          later || type == Type.Primitive.C_STRING
              ? Skim::unsure
              : type == Type.Primitive.SOCKET
                  ? tagged(
                      IntType.U32,
                      List.of(
                          primitive(Type.Primitive.SOCKET_V4), primitive(Type.Primitive.SOCKET_V6)))
                  : row(new Part[] {fixed(16), integer(IntType.U16)}, 1);
    };
  }
}
