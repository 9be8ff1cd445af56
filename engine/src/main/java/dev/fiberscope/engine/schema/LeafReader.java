package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.wire.CborReader;
import dev.fiberscope.engine.wire.DecodeError;
import dev.fiberscope.engine.wire.DecodeError.UnexpectedVariant;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.Fingerprint;
import dev.fiberscope.engine.wire.Format;
import dev.fiberscope.engine.wire.FormatError;
import dev.fiberscope.engine.wire.IntType;
import dev.fiberscope.engine.wire.Release;
import dev.fiberscope.engine.wire.WireReader;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads values that have no parts, and what travels before those that have: lengths and tags.
 * Counts what they claim.
 */
public final class LeafReader {
  /** What a head counts against the limit. */
  private static final int CBOR_HEAD = 9;

  private static final int CBOR_RESULT = 5;
  private static final String UNREAD_BREAK =
      "the array has no length, and the break (ff) behind it is not read: what follows is misread."
          + " RFC 8949, 3.2.2 ends it with the break";

  private final WireReader wire;
  private final CborReader cbor;

  /** Made when it is needed. */
  private SpecialTypes special;

  private final PackedBits bits;
  private final boolean givesBack;
  private int freeElements;
  private boolean isRaw;

  public LeafReader(WireReader wire) {
    this.wire = wire;
    this.cbor = wire.cbor();
    this.bits = new PackedBits(wire);
    this.givesBack = wire.isLimited() && wire.config().release() == Release.V3_1;
  }

  /** Elements that took no bytes, so far; see {@link #freeElements(int)}. */
  public int freeElements() {
    return freeElements;
  }

  /** Goes on from a count of {@link #freeElements()}. */
  public void freeElements(int count) {
    freeElements = count;
  }

  /** Reads a value of an integer type or a primitive one. */
  public Object value(Type type) {
    return switch (type) {
      case Type.Int number -> integer(number.type());
      case Type.NonZero number -> nonZero(number);
      case Type.Primitive primitive -> primitive(primitive);
      default -> throw new IllegalArgumentException(type + " has parts");
    };
  }

  Object integer(IntType type) {
    return switch (type) {
      case U128, I128 -> wire.wide(type);
      case USIZE, ISIZE -> wire.size(type);
      default -> wire.integer(type);
    };
  }

  private Object nonZero(Type.NonZero type) {
    long start = wire.offset();
    Object value = integer(type.type());
    boolean zero = value.equals(0L) || value.equals(BigInteger.ZERO);
    if (zero) {
      throw new DecodeException(new DecodeError.NonZeroTypeIsZero(type.type()), start);
    }
    return value;
  }

  Object primitive(Type.Primitive type) {
    return switch (type) {
      case F32 -> wire.f32();
      case F64 -> wire.f64();
      case BOOL -> wire.bool();
      case CHAR -> Character.toString(wire.character());
      case UNIT -> List.of();
      case STRING, STR, BOXED_STR, PATH -> wire.string();
      default -> special().read(type);
    };
  }

  private SpecialTypes special() {
    if (special == null) {
      special = new SpecialTypes(wire);
    }
    return special;
  }

  /**
   * Reads which variant follows.
   *
   * @param type what has the variants, as errors quote it
   * @param travelsAs U8 or U32
   */
  public int tag(Type type, IntType travelsAs, int variants) {
    long start = wire.offset();
    return checked(type, wire.integer(travelsAs), variants, start);
  }

  private static int checked(Type type, long tag, int variants, long start) {
    if (tag >= variants) {
      boolean explicit = type instanceof Type.Enum sum && sum.explicit();
      throw new DecodeException(new UnexpectedVariant(type.path(), variants, explicit, tag), start);
    }
    return (int) tag;
  }

  /** Reads the name of the variant that follows. */
  public int namedTag(Type.Enum sum) {
    long start = wire.offset();
    String name = wire.string();
    for (int i = 0; i < sum.variants().size(); i++) {
      if (sum.variants().get(i).name().equals(name)) {
        return i;
      }
    }
    List<String> names = sum.variants().stream().map(Type.Variant::name).toList();
    throw new DecodeException(new DecodeError.UnknownVariant(sum.path(), names, name), start);
  }

  /**
   * Reads how many elements or entries follow, and counts what they claim. {@link
   * WireReader#INDEFINITE} in CBOR if they go on until a break.
   */
  public long length(Type.Sequence type) {
    Type element = type.element();
    long start = wire.offset();
    if (cbor == null) {
      isRaw = isBytes(element);
      return bounded(type, claimed(element, wire.length(), start), start);
    }
    isRaw = isByteString(type) || isListOfBytes(type) && cbor.isAtBytes();
    long length = isRaw ? cbor.bytesHead() : cbor.arrayHead();
    wire.claim(CBOR_HEAD);
    return bounded(type, claimed(element, length, start), start);
  }

  private static long bounded(Type.Sequence type, long length, long start) {
    if (type.most() != Type.ANY && Long.compareUnsigned(length, type.most()) > 0) {
      throw new DecodeException(FormatError.bound(type.name(), type.most(), length), start);
    }
    return length;
  }

  /** True of a BoundedString in CBOR, which the library writes as text and reads as an array. */
  public boolean isMisread(Type.Wrapper type) {
    return cbor != null && type.most() != Type.ANY;
  }

  /** Reads such a text as the library does: an array's head, then as many bytes. */
  public String misread(Type.Wrapper type) {
    long start = wire.offset();
    long length = cbor.arrayHead();
    wire.claim(CBOR_HEAD);
    cbor.warn(
        start,
        type.name()
            + " is written as a text and read as an array's head with raw bytes behind it: it cannot"
            + " be read back");
    cbor.checkCapacity(length, start);
    wire.claim(length, 1);
    String text = wire.text(length);
    checkBound(type, text, start);
    return text;
  }

  /**
   * Refuses text that is longer than its type allows.
   *
   * @param start where it begins
   */
  public static void checkBound(Type.Wrapper type, Object value, long start) {
    if (type.most() != Type.ANY && value instanceof String text) {
      long length = text.getBytes(StandardCharsets.UTF_8).length;
      if (length > type.most()) {
        throw new DecodeException(FormatError.bound(type.name(), type.most(), length), start);
      }
    }
  }

  /** The same of a map. */
  public long length(Type.Mapping type) {
    long start = wire.offset();
    long length = cbor == null ? wire.length() : cbor.mapHead();
    if (cbor != null) {
      wire.claim(CBOR_HEAD);
    }
    isRaw = false;
    return claimed(type.pair(), length, start);
  }

  private long claimed(Type element, long length, long start) {
    if (cbor != null && length == WireReader.INDEFINITE) {
      return length;
    }
    claimElements(element, length);
    if (cbor != null) {
      long bytes = MemorySize.of(element).bytes();
      boolean fits = bytes == 0 || Math.unsignedMultiplyHigh(length, bytes) == 0;
      cbor.checkCapacity(fits ? length * bytes : length | Long.MIN_VALUE, start);
    }
    return length;
  }

  /** True if what was counted last travels as plain bytes; see {@link #raw}. */
  public boolean isRaw() {
    return isRaw;
  }

  /** So many bytes, or the chunks of a byte string. */
  public byte[] raw(long length) {
    return cbor != null && length == WireReader.INDEFINITE ? cbor.chunks() : wire.raw(length);
  }

  /**
   * Called before each element of a collection.
   *
   * @param length as {@link #length} gave it
   * @return true if a break was read instead, and there is none
   */
  public boolean isEnd(Type element, long length) {
    if (cbor != null && length == WireReader.INDEFINITE) {
      if (cbor.isBreak()) {
        return true;
      }
      countFree(element, 1);
    } else if (givesBack) {
      wire.unclaim(MemorySize.of(element).bytes());
    }
    return false;
  }

  private static boolean isByteString(Type.Sequence type) {
    return type.name().endsWith("[T]") && isBytes(type.element());
  }

  private static boolean isListOfBytes(Type.Sequence type) {
    return (type.name().equals("Vec") || type.name().endsWith("[T]")) && isOneByte(type.element());
  }

  private static boolean isOneByte(Type element) {
    return element instanceof Type.Int number && number.type().width() == 1;
  }

  /** Counts a collection's elements against the limit, and those that take no bytes at all. */
  private void claimElements(Type element, long length) {
    if (wire.isLimited()) {
      wire.claim(length, MemorySize.of(element).bytes());
    }
    countFree(element, length);
  }

  /** Begins an array: counts its elements, and reads its head in CBOR. */
  public void begin(Type.Array array) {
    isRaw = isBytes(array.element()) || cbor != null && isOneByte(array.element());
    if (cbor != null) {
      head(array);
    }
    if (isRaw) {
      wire.claim(array.length());
    } else if (wire.isLimited() && isNumber(array.element()) && wire.isNativeFixed()) {
      // They cost only where they are numbers kept as they travel.
      wire.claim(MemorySize.of(array).bytes());
    }
    countFree(array.element(), array.length());
  }

  private void head(Type.Array array) {
    long start = wire.offset();
    long length = isRaw ? cbor.bytesHead() : cbor.arrayHead();
    wire.claim(CBOR_HEAD);
    boolean open = length == WireReader.INDEFINITE && !isRaw;
    if (open) {
      cbor.warn(start, UNREAD_BREAK);
    } else if (length != array.length()) {
      throw new DecodeException(FormatError.arrayLength(array.length(), length), start);
    }
  }

  /**
   * True if a head travels before the elements of an array, or the fields of a struct or a variant.
   *
   * @param packing of the fields; an array has none
   */
  public boolean isHeaded(Type.Packing packing) {
    return cbor != null && packing == Type.Packing.NONE;
  }

  /** Reads the head before fields. */
  public void head(List<Type.Field> fields) {
    head(fields.stream().filter(each -> each.presence() != Type.Presence.NEVER).count());
  }

  void head(long fields) {
    long start = wire.offset();
    long found = cbor.arrayHead();
    if (found == WireReader.INDEFINITE) {
      cbor.warn(start, UNREAD_BREAK);
    } else if (found != fields) {
      throw new DecodeException(FormatError.fields(fields, found), start);
    }
  }

  /** Counts what reads a Result, whose tag follows. */
  public void claimResult() {
    wire.claim(cbor == null ? 1 : CBOR_RESULT);
  }

  /** True if keys and elements that are there twice are refused. */
  public boolean refusesDuplicates() {
    return wire.config().format() == Format.DETERMINISTIC_BINCODE;
  }

  /** True if somebody is told of keys and elements that are there twice. */
  public boolean warnsOfDuplicates() {
    return cbor != null && wire.isWarned();
  }

  /** True if the fields of such a type share bytes. */
  public boolean packs(Type.Packing packing) {
    return packing != Type.Packing.NONE && wire.config().packsBits();
  }

  /** True if a byte of such a type is read from its most significant bit on. */
  public boolean isMsb(Type.Packing packing) {
    return packing == Type.Packing.BY_ORDER
        ? wire.config().order() == ByteOrder.BIG_ENDIAN
        : packing == Type.Packing.MSB;
  }

  /** Bits of the last byte that the next packed field begins with. */
  public int bitsLeft() {
    return bits.left();
  }

  /**
   * Goes on within a byte.
   *
   * @param last the byte; {@code left} bits of it have not been read
   */
  public void bitsLeft(int last, int left) {
    bits.goTo(last, left);
  }

  /** What is left of the last byte is padding: something in bytes of its own follows. */
  public void flush() {
    bits.flush();
  }

  /** Reads a field that shares bytes with those beside it. */
  public Object packed(Type.Field field, Type.Packing packing) {
    long value = bits.read(field.bits(), isMsb(packing));
    if (field.type() == Type.Primitive.BOOL) {
      return value != 0;
    }
    IntType type = ((Type.Int) plain(field.type())).type();
    if (type.width() > Long.BYTES) {
      return new BigInteger(Long.toUnsignedString(value));
    }
    // Fewer bits than the type has are not extended by the sign.
    int unused = Long.SIZE - Byte.SIZE * type.width();
    return type.signed() ? value << unused >> unused : value;
  }

  private static Type plain(Type type) {
    return switch (type) {
      case Type.Named named -> plain(named.target());
      case Type.Wrapper wrapper -> plain(wrapper.inner());
      default -> type;
    };
  }

  /** Reads which variant follows in the bits that tell them apart. */
  public int packedTag(Type.Enum sum) {
    long start = wire.offset();
    long tag = bits.read(sum.tagBits(), isMsb(sum.packing()));
    return checked(sum, tag, sum.variants().size(), start);
  }

  /** True if a fingerprint travels before the message. */
  public boolean hasFingerprint() {
    return wire.config().fingerprint().kind() != Fingerprint.Kind.NONE;
  }

  /** Reads the fingerprint and compares it with that of the types. */
  public long fingerprint(Type root) {
    long start = wire.offset();
    long actual = ByteBuffer.wrap(wire.raw(Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    Fingerprint wanted = wire.config().fingerprint();
    OptionalLong expected =
        wanted.kind() == Fingerprint.Kind.LEGACY
            ? OptionalLong.of(wanted.value())
            : wire.config().release() == Release.RC_7
                ? TypeFingerprint.of(root, wire.config())
                : OptionalLong.empty();
    if (expected.isEmpty()) {
      wire.warn(start, "how the fingerprint of these types is computed is not known: not checked");
    } else if (expected.getAsLong() != actual) {
      throw new DecodeException(FormatError.fingerprint(expected.getAsLong(), actual), start);
    }
    return actual;
  }

  private static boolean isNumber(Type type) {
    return type instanceof Type.Int || type == Type.Primitive.F32 || type == Type.Primitive.F64;
  }

  private void countFree(Type element, long length) {
    freeElements +=
        FreeElements.counted(element, length, FreeElements.MOST - freeElements, wire.offset());
  }

  /** True if elements travel as the bytes they are. */
  public static boolean isBytes(Type element) {
    return element instanceof Type.Int number && number.type() == IntType.U8;
  }
}
