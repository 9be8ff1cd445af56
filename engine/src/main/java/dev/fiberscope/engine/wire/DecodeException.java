package dev.fiberscope.engine.wire;

/**
 * A decode that could not go on: what was wrong, at which byte of the message and, once the decode
 * that failed has filled it in, in which field and with which frames open.
 */
public final class DecodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient DecodeError error;
  private final long offset;
  private final String path;
  private final String frames;

  public DecodeException(DecodeError error, long offset) {
    this(error, offset, "", "", null);
  }

  private DecodeException(
      DecodeError error, long offset, String path, String frames, DecodeException cause) {
    super(
        error.sentence() + " at offset " + offset + (path.isEmpty() ? "" : " in " + path),
        cause,
        false,
        // The decoder stack says where a decode failed; a stack trace of our own frames does not.
        false);
    this.error = error;
    this.offset = offset;
    this.path = path;
    this.frames = frames;
  }

  /**
   * The same failure with its place.
   *
   * @param where such as {@code Order.items[2].price}
   * @param openFrames the decoder stack, outermost first; a line is: offset TAB field TAB type
   */
  public DecodeException in(String where, String openFrames) {
    return new DecodeException(error, offset, where, openFrames, this);
  }

  public DecodeError error() {
    return error;
  }

  /** Bytes from the start of the message to the read that failed. */
  public long offset() {
    return offset;
  }

  public String path() {
    return path;
  }

  /** The decoder stack at that moment. */
  public String frames() {
    return frames;
  }
}
