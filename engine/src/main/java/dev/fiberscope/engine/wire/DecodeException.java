package dev.fiberscope.engine.wire;

/**
 * A decode that could not go on. Says what was wrong and at which byte of the message; {@link
 * #path()} says in which field once the decode that failed has filled it in.
 */
public final class DecodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was wrong; named as bincode names it where bincode has a name. */
  public enum Kind {
    UNEXPECTED_END,
    INVALID_INTEGER_TYPE,
    INVALID_BOOLEAN_VALUE,
    INVALID_CHAR_ENCODING,
    UTF8,
    UNEXPECTED_VARIANT,
    GUARD_HIT,
    IO,
    CANCELLED
  }

  private final Kind kind;
  private final long offset;
  private final String problem;
  private final String path;

  public DecodeException(Kind kind, long offset, String problem) {
    this(kind, offset, problem, "", null);
  }

  private DecodeException(
      Kind kind, long offset, String problem, String path, DecodeException cause) {
    super(
        problem + " at offset " + offset + (path.isEmpty() ? "" : " in " + path),
        cause,
        false,
        // The decoder stack says where a decode failed; a stack trace of our own frames does not.
        false);
    this.kind = kind;
    this.offset = offset;
    this.problem = problem;
    this.path = path;
  }

  /** The same failure, told with the field it happened in, such as {@code Order.items[2].price}. */
  public DecodeException in(String where) {
    return new DecodeException(kind, offset, problem, where, this);
  }

  public Kind kind() {
    return kind;
  }

  /** Bytes from the start of the message to the read that failed. */
  public long offset() {
    return offset;
  }

  public String path() {
    return path;
  }
}
