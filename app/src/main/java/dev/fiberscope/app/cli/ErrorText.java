package dev.fiberscope.app.cli;

import dev.fiberscope.engine.wire.DecodeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A failed decode in a few lines: the sentence, the decoder stack, the bytes around the place. */
final class ErrorText {
  private static final int BYTES_AROUND = 8;
  private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");

  private ErrorText() {}

  static List<String> of(DecodeException error, byte[] bytes) {
    List<String> lines = new ArrayList<>();
    lines.add("Not decoded: " + error.getMessage() + ".");
    lines.add("  kind:  " + error.error().bincode());
    lines.add("  stack: " + stack(error.frames()));
    lines.addAll(around(bytes, error.offset()));
    return lines;
  }

  /** The bytes around a place. */
  static List<String> around(byte[] bytes, long offset) {
    int at = (int) Math.min(offset, bytes.length);
    int from = Math.max(0, at - BYTES_AROUND);
    int to = Math.min(bytes.length, at + BYTES_AROUND);
    String before = SPACED.formatHex(Arrays.copyOfRange(bytes, from, at));
    String behind = SPACED.formatHex(Arrays.copyOfRange(bytes, at, to));
    String place = before.isEmpty() ? "" : before + " ";
    return List.of(
        "  bytes: " + place + (behind.isEmpty() ? "(end)" : behind),
        "         " + " ".repeat(place.length()) + "^ offset " + offset);
  }

  private static String stack(String frames) {
    return String.join(
        " > ", frames.lines().map(line -> line.split("\t", 3)).map(ErrorText::frame).toList());
  }

  private static String frame(String[] parts) {
    return parts[1].isEmpty() ? parts[2] : parts[1] + ": " + parts[2];
  }
}
