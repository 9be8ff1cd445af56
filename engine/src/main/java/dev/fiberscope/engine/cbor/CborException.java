package dev.fiberscope.engine.cbor;

/** Bytes that are no CBOR, and why. */
public final class CborException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long offset;

  CborException(long offset, String why) {
    super("This is not CBOR because, at byte " + offset + ", " + why + ".", null, false, false);
    this.offset = offset;
  }

  /** The byte where it is wrong. */
  public long offset() {
    return offset;
  }
}
