package dev.fiberscope.engine.payload;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A literal as Rust, Python and {@code Bytes} write it: {@code b"\x01abc"}. */
final class ByteString implements PayloadForm {
  private static final String ESCAPES = "nrt0\\\"'abfv";
  private static final byte[] MEANINGS = {'\n', '\r', '\t', 0, '\\', '"', '\'', 7, 8, 12, 11};

  @Override
  public String name() {
    return "byte string";
  }

  @Override
  public Optional<byte[]> read(String text) {
    int start = start(text);
    if (start < 0) {
      return Optional.empty();
    }
    char quote = text.charAt(start + 1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = start + 2;
    while (at < text.length() && text.charAt(at) != quote) {
      char c = text.charAt(at);
      if (c != '\\') {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
        at++;
        continue;
      }
      int read = escape(text, at, bytes);
      if (read == 0) {
        return Optional.empty();
      }
      at += read;
    }
    return at < text.length() ? Optional.of(bytes.toByteArray()) : Optional.empty();
  }

  private static int start(String text) {
    for (int i = 0; i + 1 < text.length(); i++) {
      boolean quoted = text.charAt(i + 1) == '"' || text.charAt(i + 1) == '\'';
      boolean word = i > 0 && Character.isLetterOrDigit(text.charAt(i - 1));
      if (text.charAt(i) == 'b' && quoted && !word) {
        return i;
      }
    }
    return -1;
  }

  /** How many characters were read, 0 if it is no escape. */
  private static int escape(String text, int at, ByteArrayOutputStream bytes) {
    if (at + 1 >= text.length()) {
      return 0;
    }
    char kind = text.charAt(at + 1);
    if (kind == 'x' && at + 3 < text.length()) {
      int high = Character.digit(text.charAt(at + 2), 16);
      int low = Character.digit(text.charAt(at + 3), 16);
      if (high < 0 || low < 0) {
        return 0;
      }
      bytes.write(16 * high + low);
      return 4;
    }
    if (kind == '\n') {
      // A line that goes on: the white space in front of what follows is left out.
      int end = at + 2;
      while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      return end - at;
    }
    int known = ESCAPES.indexOf(kind);
    if (known < 0) {
      return 0;
    }
    bytes.write(MEANINGS[known]);
    return 2;
  }
}
