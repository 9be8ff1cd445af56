package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.wire.DecodeError;
import dev.fiberscope.engine.wire.DecodeError.UnexpectedVariant;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.IntType;
import dev.fiberscope.engine.wire.WireReader;
import java.math.BigInteger;
import java.util.List;

/**
 * Reads values that have no parts, and what travels before those that have: lengths and tags.
 * Counts what they claim.
 */
public final class LeafReader {
  private final WireReader wire;
  private final SpecialTypes special;
  private int freeElements;

  public LeafReader(WireReader wire) {
    this.wire = wire;
    this.special = new SpecialTypes(wire);
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
      default -> special.read(type);
    };
  }

  /**
   * Reads which variant follows.
   *
   * @param type what has the variants, as errors quote it
   * @param travelsAs U8 or U32
   */
  public int tag(Type type, IntType travelsAs, int variants) {
    long start = wire.offset();
    long tag = wire.integer(travelsAs);
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

  /** Counts a collection's elements against the limit, and those that take no bytes at all. */
  public void claimElements(Type element, long length) {
    if (wire.isLimited()) {
      wire.claim(length, MemorySize.of(element).bytes());
    }
    countFree(element, length);
  }

  /** Counts an array's elements, which cost only where they are numbers kept as they travel. */
  public void claimArray(Type.Array array) {
    if (wire.isLimited() && isNumber(array.element()) && wire.isNativeFixed()) {
      wire.claim(MemorySize.of(array).bytes());
    }
    countFree(array.element(), array.length());
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
