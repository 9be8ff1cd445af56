package dev.fiberscope.engine.wire;

import java.util.Optional;

/** UTF-8 as Rust checks it, with Rust's word on where and how it is wrong. */
final class Utf8 {
  private Utf8() {}

  /** How many bytes a character has that starts with {@code lead}; 0 if none does. */
  static int width(int lead) {
    if (lead < 0x80) {
      return 1;
    }
    if (lead < 0xc2 || lead > 0xf4) {
      return 0;
    }
    return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  }

  /** The first error in the first {@code length} bytes. */
  static Optional<DecodeError> error(byte[] bytes, int length) {
    int at = 0;
    while (at < length) {
      int lead = bytes[at] & 0xff;
      int width = width(lead);
      if (width == 0) {
        return Optional.of(new DecodeError.Utf8(at, 1));
      }
      for (int i = 1; i < width; i++) {
        if (at + i >= length) {
          return Optional.of(new DecodeError.Utf8(at, 0));
        }
        int next = bytes[at + i] & 0xff;
        boolean good = i == 1 ? secondFits(lead, next) : next >= 0x80 && next <= 0xbf;
        if (!good) {
          return Optional.of(new DecodeError.Utf8(at, i));
        }
      }
      at += width;
    }
    return Optional.empty();
  }

  /** Overlong forms, surrogates and what is beyond Unicode show in the second byte. */
  private static boolean secondFits(int lead, int second) {
    int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    return second >= least && second <= most;
  }
}
