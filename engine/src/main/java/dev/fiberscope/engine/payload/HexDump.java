package dev.fiberscope.engine.payload;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines that begin with an offset, as {@code xxd}, {@code hexdump -C}, {@code hexdump} and {@code
 * od -t x1} write them. A line {@code *} stands for more lines like the one before.
 */
final class HexDump implements PayloadForm {
  private static final int MOST_BYTES = 1 << 28;
  private static final Pattern LINE =
      Pattern.compile("(?i)\\s*(?:0x)?([0-9a-f]{4,16})(:|\\s|$)\\s*(.*)");
  private static final Pattern BYTES =
      Pattern.compile("(?i)((?:[0-9a-f]{2}|[0-9a-f]{4}|[0-9a-f]{8})(?: - | {1,2}|-|\\t|$))*");

  /**
   * @param repeats whether what is before it repeats up to it
   */
  private record Row(long offset, byte[] bytes, boolean repeats) {}

  @Override
  public String name() {
    return "hex dump";
  }

  @Override
  public Optional<byte[]> read(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty() || lines.size() == 1 && isPlain(lines.getFirst())) {
      return Optional.empty();
    }
    List<Row> rows = new ArrayList<>();
    // Plain hexdump writes words of 16 bits, low byte first, behind offsets of 7 digits.
    boolean words = lines.getFirst().matches("(?i)[0-9a-f]{7}( [0-9a-f]{4})+\\s*");
    boolean octal = lines.getFirst().matches("[0-7]{7}( [0-9a-f]{2})+\\s*");
    boolean repeats = false;
    for (String line : lines) {
      if (line.strip().equals("*")) {
        repeats = true;
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      Optional<byte[]> bytes = bytes(matcher.group(3), words);
      if (bytes.isEmpty()) {
        return Optional.empty();
      }
      long offset = Long.parseUnsignedLong(matcher.group(1), octal ? 8 : 16);
      rows.add(new Row(offset, bytes.get(), repeats));
      repeats = false;
    }
    return joined(rows);
  }

  /** True of a line that is all hex digits, and whose first group is no address of a first line. */
  private static boolean isPlain(String line) {
    return line.matches("(?i)\\s*(?:[0-9a-f]{2}\\s*)+") && !line.matches("\\s*0{4,16}\\s.*");
  }

  private static Optional<byte[]> bytes(String content, boolean words) {
    Matcher matcher = BYTES.matcher(content);
    int end = matcher.lookingAt() ? matcher.end() : 0;
    String digits = content.substring(0, end).replaceAll("[^0-9a-fA-F]", "");
    if (digits.isEmpty() && !content.isBlank() || digits.length() % 2 == 1) {
      return Optional.empty();
    }
    byte[] bytes = HexFormat.of().parseHex(digits);
    if (isReversed(content, end, bytes)) {
      for (int i = 0; i + 3 < bytes.length; i += 4) {
        swap(bytes, i, i + 3);
        swap(bytes, i + 1, i + 2);
      }
    }
    if (words) {
      for (int i = 0; i + 1 < bytes.length; i += 2) {
        swap(bytes, i, i + 1);
      }
    }
    return Optional.of(bytes);
  }

  private static void swap(byte[] bytes, int a, int b) {
    byte swapped = bytes[a];
    bytes[a] = bytes[b];
    bytes[b] = swapped;
  }

  /** True if the text beside groups of four bytes has them the other way round: {@code xxd -e}. */
  private static boolean isReversed(String content, int end, byte[] bytes) {
    String text = content.substring(end).strip();
    if (!content.matches("(?is)[0-9a-f]{8}\\b.*") || text.length() != bytes.length) {
      return false;
    }
    boolean asIs = true;
    boolean reversed = true;
    for (int i = 0; i < bytes.length; i++) {
      int other = Math.min(bytes.length - 1, i / 4 * 4 + 3 - i % 4);
      asIs &= shows(text.charAt(i), bytes[i]);
      reversed &= shows(text.charAt(i), bytes[other]);
    }
    return reversed && !asIs;
  }

  private static boolean shows(char shown, byte value) {
    return shown == (value > ' ' && value <= '~' ? (char) value : '.') || value == ' ';
  }

  private static Optional<byte[]> joined(List<Row> rows) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    long first = rows.isEmpty() ? 0 : rows.getFirst().offset();
    byte[] before = {};
    for (Row row : rows) {
      long to = row.offset() - first;
      boolean repeats = row.repeats() && to > all.size() && before.length > 0 && to <= MOST_BYTES;
      while (repeats && all.size() < to) {
        all.write(before, 0, (int) Math.min(before.length, to - all.size()));
      }
      if (all.size() != to) {
        // Offsets that do not fit: with words the last byte may be padding.
        if (row.bytes().length == 0 && to == all.size() - 1) {
          byte[] shorter = all.toByteArray();
          return Optional.of(Arrays.copyOf(shorter, shorter.length - 1));
        }
        if (all.size() > 0 && to > all.size()) {
          throw new IllegalArgumentException(
              "The hex dump lacks what is between offset "
                  + all.size()
                  + " and "
                  + to
                  + ", as its addresses tell.");
        }
        return Optional.empty();
      }
      all.writeBytes(row.bytes());
      before = row.bytes();
    }
    return all.size() == 0 ? Optional.empty() : Optional.of(all.toByteArray());
  }
}
