package dev.fiberscope.engine.wire;

import dev.fiberscope.engine.wire.DecodeError.OfFormat;
import dev.fiberscope.engine.wire.DecodeError.UnexpectedEnd;

/** What is wrong with messages of the formats beside bincode's own. */
public final class FormatError {
  private static final String[] ITEMS = {
    "an unsigned number",
    "a negative number",
    "a byte string",
    "a text",
    "an array",
    "a map",
    "a tag",
    "a float or a simple value"
  };

  private FormatError() {}

  /** A CBOR item of another kind. bincode-next says that the input ended. */
  static DecodeError otherItem(String expected, int found, long additional) {
    String item =
        switch (found) {
          case 0xff -> "a break";
          case 0xf4, 0xf5 -> "a bool";
          case 0xf6 -> "null";
          case 0xf9, 0xfa, 0xfb -> "a float";
          default -> ITEMS[found >>> 5];
        };
    return new OfFormat(
        "expected " + expected + ", found " + item, new UnexpectedEnd(additional).bincode());
  }

  /** A bool that is another simple value, or no simple value. */
  static DecodeError noBool(int found) {
    int told = found >>> 5 == 7 && (found & 31) != 31 ? found & 31 : 0;
    return new OfFormat(
        "a bool is f4 or f5, found " + String.format("%02x", found),
        "InvalidBooleanValue(" + told + ")");
  }

  static DecodeError info(int info) {
    return new OfFormat(
        info == 31
            ? "a head without a length stands where one is needed"
            : "a head ends in " + info + ", which is reserved",
        "InvalidCborInfo(" + info + ")");
  }

  /** A number of more bytes than 16. */
  static DecodeError bignum(long length) {
    return new OfFormat(
        "a number of "
            + (length == -1 ? "no length" : Long.toUnsignedString(length) + " bytes")
            + " is more than 128 bits",
        "OutsideUsizeRange(" + Long.toUnsignedString(length) + ")");
  }

  static DecodeError tooLarge(String what, String value, boolean unsigned) {
    return new OfFormat(
        value + " is more than " + what + " holds",
        (unsigned ? "OutsideUsizeRange(" : "OutsideIsizeRange(") + value + ")");
  }

  /** An array's head that has another number of fields. */
  public static DecodeError fields(long required, long found) {
    return new OfFormat(
        "there are " + required + " fields, the head says " + Long.toUnsignedString(found),
        "Other(\"struct length mismatch\")");
  }

  public static DecodeError arrayLength(long required, long found) {
    return new OfFormat(
        "an array of "
            + required
            + " elements was expected, the head says "
            + (found == -1 ? "no length" : Long.toUnsignedString(found)),
        "ArrayLengthMismatch { required: "
            + required
            + ", found: "
            + Long.toUnsignedString(found)
            + " }");
  }

  /** Where bincode-next panics. */
  public static DecodeError capacity(long length) {
    return new OfFormat(
        "a length of "
            + (length == -1 ? "no chunk" : Long.toUnsignedString(length))
            + " is more than memory has; bincode-next panics here (capacity overflow)",
        "capacity overflow");
  }

  /**
   * @param type BoundedVec or BoundedString
   */
  public static DecodeError bound(String type, long most, long found) {
    return new OfFormat(
        "a " + type + " holds at most " + most + ", found " + Long.toUnsignedString(found),
        "Other(\"" + type + " length exceeds capacity\")");
  }

  public static DecodeError duplicateKey() {
    return new OfFormat("a key or an element is there twice", "DuplicateMapKey");
  }

  public static DecodeError fingerprint(long expected, long actual) {
    return new OfFormat(
        "the message is of other types: its fingerprint is "
            + String.format("%016x", Long.reverseBytes(actual))
            + ", these types have "
            + String.format("%016x", Long.reverseBytes(expected)),
        "SchemaMismatch { expected: "
            + Long.toUnsignedString(expected)
            + ", actual: "
            + Long.toUnsignedString(actual)
            + " }");
  }
}
