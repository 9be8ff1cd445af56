package dev.fiberscope.engine.replay;

import dev.fiberscope.engine.replay.Step.Part;
import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.IntType;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.engine.wire.WireReader;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Why a byte is in a message.
 *
 * @param step the step that read it
 * @param path the field, {@code Order.items[2].price}
 * @param type the field's type as Rust names it
 * @param encoding what the byte is to the field, as a clause
 */
public record ByteMeaning(Step step, String path, String type, String encoding) {
  private static final int SINGLE_BYTE_MAX = 250;

  /** What is one item in CBOR. */
  private static final Set<Type.Primitive> HEADED =
      EnumSet.of(Type.Primitive.F32, Type.Primitive.F64, Type.Primitive.BOOL);

  private static final String[] TAG_TYPES = {"u16", "u32", "u64", "u128"};

  /** Empty if no step read the byte. */
  public static Optional<ByteMeaning> of(Replay replay, WireConfig config, long offset) {
    long number = replay.stepAt(offset);
    if (number == Replay.NONE) {
      return Optional.empty();
    }
    ReplayState state = replay.at(number);
    Step step = state.step().orElseThrow();
    String encoding =
        step.bits().isPresent()
            ? packed(replay, step, offset)
            : new Reader(config, replay.bytes(), step, offset).told(state);
    return Optional.of(
        new ByteMeaning(step, state.path() + entry(state, step), step.typeName(), encoding));
  }

  /** All fields that have bits of a byte, in the order in which they are read. */
  private static String packed(Replay replay, Step first, long offset) {
    List<String> fields = new ArrayList<>();
    int padding = 0xff;
    for (long number = first.number(); number <= replay.steps(); number++) {
      Step step = replay.step(number);
      if (step.bits().isEmpty() || step.offset() > offset || step.end() <= offset) {
        break;
      }
      int mask = step.bits().get().mask((int) (offset - step.offset()));
      padding &= ~mask;
      fields.add(bits(mask) + (step.label().isEmpty() ? " the variant" : " " + step.label()));
    }
    if (padding != 0) {
      fields.add(bits(padding) + " padding");
    }
    boolean isMsb = first.bits().orElseThrow().isMsb();
    return "shared, of "
        + String.format("%8s", Integer.toBinaryString(replay.bytes()[(int) offset] & 0xff))
            .replace(' ', '0')
        + " from the "
        + (isMsb ? "most" : "least")
        + " significant bit on: "
        + String.join(", ", fields);
  }

  /** Bits by their numbers, 0 the least significant. */
  private static String bits(int mask) {
    int low = Integer.numberOfTrailingZeros(mask);
    int high = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(mask);
    return low == high ? "bit " + low : "bits " + low + " to " + high;
  }

  /** Of a map's entry, whether it is the key or the value. */
  private static String entry(ReplayState state, Step step) {
    boolean map =
        step.part() == Part.VALUE
            && !state.frames().isEmpty()
            && state.frames().getLast().type() instanceof Type.Mapping;
    return map ? (step.index() & 1) == 0 ? " key" : " value" : "";
  }

  /** Looks at the bytes of one step. */
  private record Reader(WireConfig config, byte[] bytes, Step step, long offset) {
    String told(ReplayState state) {
      if (step.type() == null) {
        return at("byte", step.offset(), step.end());
      }
      if (step.part() == Part.FINGERPRINT) {
        return at("byte", step.offset(), step.end())
            + " of the fingerprint, little endian: it tells the types apart";
      }
      if (step.part() == Part.LENGTH && config.isCbor()) {
        return cbor(step.offset());
      }
      boolean inChunks =
          step.value() instanceof byte[] value && value.length != step.end() - step.offset();
      if (step.part() == Part.BYTES && inChunks) {
        return chunk();
      }
      if (step.part() == Part.BYTES) {
        return "element [" + (offset - step.offset()) + "]: " + plain(byteAt(offset));
      }
      String text = leaf(step.type());
      String what =
          switch (step.part()) {
            case LENGTH -> "how many follow, as u64";
            case TAG -> tagOf(state);
            default -> "";
          };
      return what.isEmpty() ? text : what + ": " + text;
    }

    /** Within a byte string of CBOR that comes in chunks. */
    private String chunk() {
      long at = step.offset();
      long element = 0;
      while (at < step.end() - 1) {
        long content = at + CborMeaning.headBytes(bytes, at);
        long end = content + CborMeaning.argument(bytes, at);
        if (offset < content) {
          return "of a chunk: " + cbor(at);
        }
        if (offset < end) {
          return "element [" + (element + offset - content) + "]: " + plain(byteAt(offset));
        }
        element += end - content;
        at = end;
      }
      return cbor(at);
    }

    private String tagOf(ReplayState state) {
      OpenFrame around = state.frames().isEmpty() ? null : state.frames().getLast();
      if (around != null && around.type() instanceof Type.Enum sum && around.variant() >= 0) {
        return "which variant follows, " + sum.variants().get(around.variant()).name();
      }
      return around != null && around.type() instanceof Type.Option
          ? "whether a value follows, 1 for Some"
          : "which of several follows";
    }

    private String leaf(Type type) {
      return switch (type) {
        case Type.Int number -> integer(number.type(), step.offset());
        case Type.NonZero number -> integer(number.type(), step.offset());
        case Type.Sequence _ -> lengthAnd("byte");
        case Type.Primitive primitive -> primitive(primitive);
        default -> at("byte", step.offset(), step.end());
      };
    }

    private String primitive(Type.Primitive type) {
      if (config.isCbor() && HEADED.contains(type)) {
        return cbor(step.offset());
      }
      return switch (type) {
        case F32, F64 -> at("byte", step.offset(), step.end()) + ", IEEE 754, " + order();
        case BOOL -> "one byte, 1 for true";
        case CHAR -> at("UTF-8 byte", step.offset(), step.end());
        case STRING, STR, BOXED_STR, PATH, C_STRING -> lengthAnd("character");
        case DURATION, SYSTEM_TIME -> pair("seconds", IntType.U64, "nanoseconds", IntType.U32);
        case IP, SOCKET -> address(endOf(IntType.U32, step.offset()));
        case IPV4, IPV6, SOCKET_V4, SOCKET_V6 -> address(step.offset());
        case UNIT -> "";
      };
    }

    private String address(long from) {
      if (offset < from) {
        return "kind of address, 0 for v4: " + integer(IntType.U32, step.offset());
      }
      boolean socket = step.typeName().startsWith("Socket");
      boolean four =
          step.typeName().endsWith("V4")
              || step.typeName().startsWith("Ipv4")
              || from > step.offset() && isZero(step.offset(), from);
      long end = from + (four ? 4 : 16);
      if (socket && offset >= end) {
        return "port: " + integer(IntType.U16, end);
      }
      return at("octet", from, end);
    }

    private boolean isZero(long from, long to) {
      for (long i = from; i < to; i++) {
        if (byteAt(i) != 0) {
          return false;
        }
      }
      return true;
    }

    private String pair(String first, IntType left, String second, IntType right) {
      long middle = endOf(left, step.offset());
      return offset < middle
          ? first + ", " + left.rust() + ": " + integer(left, step.offset())
          : second + ", " + right.rust() + ": " + integer(right, middle);
    }

    private String cbor(long from) {
      return CborMeaning.of(bytes, from, offset);
    }

    private String lengthAnd(String unit) {
      if (config.isCbor()) {
        return cbor(step.offset());
      }
      long from = endOf(IntType.U64, step.offset());
      if (offset < from) {
        return "length, u64: " + integer(IntType.U64, step.offset());
      }
      String text = at(unit.equals("character") ? "byte" : unit, from, step.end());
      return unit.equals("character") ? text + " of the text, UTF-8" + character(from) : text;
    }

    /** The character that the byte belongs to. */
    private String character(long from) {
      long start = offset;
      while (start > from && (byteAt(start) & 0xc0) == 0x80) {
        start--;
      }
      long end = start + 1;
      while (end < step.end() && (byteAt(end) & 0xc0) == 0x80) {
        end++;
      }
      String one =
          new String(Arrays.copyOfRange(bytes, (int) start, (int) end), StandardCharsets.UTF_8);
      return one.isBlank() || one.charAt(0) < ' ' || one.charAt(0) == '\ufffd'
          ? ""
          : ", '" + one + "'";
    }

    /** The offset behind an integer. */
    private long endOf(IntType type, long from) {
      WireReader wire = WireReader.over(config.withNoLimit(), bytes);
      wire.goTo(from, 0);
      try {
        wire.integer(type);
      } catch (DecodeException cut) {
        return step.end();
      }
      return wire.offset();
    }

    private String integer(IntType type, long from) {
      if (config.isCbor()) {
        return cbor(from);
      }
      if (type.width() == 1) {
        return "one raw byte, " + plain(byteAt(from));
      }
      if (config.ints() == WireConfig.IntEncoding.FIXED) {
        return at("byte", from, from + type.width())
            + " of a fixed "
            + type.rust()
            + ", "
            + order();
      }
      int first = byteAt(from);
      String zigzag = type.signed() ? ", zigzag: twice the number, odd if it is negative" : "";
      if (first <= SINGLE_BYTE_MAX) {
        return "varint, a number up to 250 is one byte" + zigzag;
      }
      int tag = first - SINGLE_BYTE_MAX - 1;
      if (tag == TAG_TYPES.length) {
        return "varint tag ff, which stands for nothing";
      }
      String follows = TAG_TYPES[tag];
      int width = 2 << tag;
      String name = String.format("varint tag %02x", first);
      return offset == from
          ? name + ": a " + follows + " follows, " + order()
          : at("byte", from + 1, from + 1 + width)
              + " of the "
              + follows
              + " behind "
              + name
              + ", "
              + order()
              + zigzag;
    }

    private String at(String unit, long from, long end) {
      return unit + " " + (offset - from + 1) + " of " + (end - from);
    }

    private String order() {
      return config.order() == ByteOrder.BIG_ENDIAN ? "big endian" : "little endian";
    }

    private int byteAt(long at) {
      return bytes[(int) at] & 0xff;
    }

    private static String plain(int value) {
      return String.valueOf(value);
    }
  }
}
