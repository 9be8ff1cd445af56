package dev.fiberscope.app.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * One line of bytes: {@code 0010 30 34 33}.
 *
 * @param offset of the first byte
 */
public record HexRow(long offset, byte[] bytes) {
  private static final HexFormat HEX = HexFormat.of();

  /** Cuts a message into lines. */
  public static List<HexRow> of(byte[] message, int bytesPerRow) {
    List<HexRow> rows = new ArrayList<>();
    for (int from = 0; from < message.length; from += bytesPerRow) {
      int to = Math.min(message.length, from + bytesPerRow);
      rows.add(new HexRow(from, Arrays.copyOfRange(message, from, to)));
    }
    return rows;
  }

  public String address() {
    return HEX.toHexDigits((short) offset);
  }

  public String hex(int index) {
    return HEX.toHexDigits(bytes[index]);
  }

  /** The byte as ASCII, or a dot. */
  public String ascii(int index) {
    int b = bytes[index];
    return b >= ' ' && b <= '~' ? String.valueOf((char) b) : "\u00b7";
  }
}
