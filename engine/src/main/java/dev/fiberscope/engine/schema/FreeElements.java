package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.wire.DecodeError.TooManyElements;
import dev.fiberscope.engine.wire.DecodeException;

/** Elements that take no bytes are free to claim, so somebody has to stop them. */
final class FreeElements {
  /** The most of them that one message may have. */
  static final int MOST = 1 << 20;

  private FreeElements() {}

  /**
   * @param length unsigned
   * @param most how many more the message may have
   * @return how many of them are free: {@code length} or 0
   * @throws DecodeException if they are too many
   */
  static int counted(Type element, long length, int most, long offset) {
    if (length == 0 || WireSize.takesBytes(element)) {
      return 0;
    }
    if (length < 0 || length > most) {
      throw new DecodeException(new TooManyElements(length, MOST), offset);
    }
    return (int) length;
  }
}
