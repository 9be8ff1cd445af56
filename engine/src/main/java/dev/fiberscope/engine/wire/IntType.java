package dev.fiberscope.engine.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Rust's integer types as bincode names them in its errors. */
public enum IntType {
  U8(1, false),
  U16(2, false),
  U32(4, false),
  U64(8, false),
  U128(16, false),
  USIZE(8, false),
  I8(1, true),
  I16(2, true),
  I32(4, true),
  I64(8, true),
  I128(16, true),
  ISIZE(8, true);

  private final int width;
  private final boolean signed;

  IntType(int width, boolean signed) {
    this.width = width;
    this.signed = signed;
  }

  /** The type of a name in Rust. */
  public static Optional<IntType> find(String rust) {
    return Arrays.stream(values()).filter(each -> each.rust().equals(rust)).findFirst();
  }

  /** Bytes of the type, and on the wire where integers are fixed. */
  public int width() {
    return width;
  }

  public boolean signed() {
    return signed;
  }

  /** The name in Rust, {@code u64}. */
  public String rust() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As bincode's errors name it, {@code U64}; usize and isize travel as u64 and i64. */
  public String bincode() {
    return switch (this) {
      case USIZE -> "U64";
      case ISIZE -> "I64";
      default -> name();
    };
  }

  /** The name of a type of a width, {@code U32}, or {@code Reserved} for width 0. */
  static String bincode(int width, boolean signed) {
    return width == 0 ? "Reserved" : (signed ? "I" : "U") + 8 * width;
  }
}
