package dev.fiberscope.engine.cbor;

/** Bytes that are no CBOR, or are not read as it, and why. */
public final class CborException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long offset;

  CborException(long offset, String why) {
    this("This is not CBOR because, at byte " + offset + ", " + why + ".", offset);
  }

  private CborException(String sentence, long offset) {
    super(sentence, null, false, false);
    this.offset = offset;
  }

  /** What may be CBOR, and is more than is read here. */
  static CborException limit(long offset, String why) {
    return new CborException(
        "From byte " + offset + " on " + why + ", which is a limit of Fiberscope's.", offset);
  }

  /** The byte where it is wrong. */
  public long offset() {
    return offset;
  }
}
