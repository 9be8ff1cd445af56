package dev.fiberscope.engine.schema;

import java.util.ArrayList;
import java.util.List;

/** Network addresses as Rust writes them: IPv6 with its longest run of zeros shortened. */
final class IpText {
  private static final int GROUPS = 8;

  private IpText() {}

  static String v4(byte[] octets) {
    return (octets[0] & 0xff)
        + "."
        + (octets[1] & 0xff)
        + "."
        + (octets[2] & 0xff)
        + "."
        + (octets[3] & 0xff);
  }

  static String v6(byte[] octets) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (octets[2 * i] & 0xff) << 8 | octets[2 * i + 1] & 0xff;
    }
    if (isMappedV4(groups)) {
      return "::ffff:" + v4(new byte[] {octets[12], octets[13], octets[14], octets[15]});
    }
    int bestStart = 0;
    int bestLength = 0;
    for (int start = 0; start < GROUPS; start++) {
      int length = 0;
      while (start + length < GROUPS && groups[start + length] == 0) {
        length++;
      }
      if (length > bestLength) {
        bestStart = start;
        bestLength = length;
      }
    }
    return bestLength < 2
        ? text(groups, 0, GROUPS)
        : text(groups, 0, bestStart) + "::" + text(groups, bestStart + bestLength, GROUPS);
  }

  /** Reads what {@link #v4} and {@link #v6} write: 4 or 16 octets. */
  static byte[] octets(String address) {
    if (!address.contains(":")) {
      byte[] octets = new byte[4];
      String[] parts = address.split("\\.");
      for (int i = 0; i < 4; i++) {
        octets[i] = (byte) Integer.parseInt(parts[i]);
      }
      return octets;
    }
    byte[] octets = new byte[16];
    int gap = address.indexOf("::");
    String before = gap < 0 ? address : address.substring(0, gap);
    String after = gap < 0 ? "" : address.substring(gap + 2);
    fill(octets, 0, before);
    byte[] tail = new byte[16];
    int length = fill(tail, 0, after);
    System.arraycopy(tail, 0, octets, 16 - length, length);
    return octets;
  }

  private static int fill(byte[] octets, int from, String groups) {
    int at = from;
    for (String group : groups.isEmpty() ? new String[0] : groups.split(":")) {
      if (group.contains(".")) {
        System.arraycopy(octets(group), 0, octets, at, 4);
        at += 4;
      } else {
        int value = Integer.parseInt(group, 16);
        octets[at++] = (byte) (value >> 8);
        octets[at++] = (byte) value;
      }
    }
    return at;
  }

  private static boolean isMappedV4(int[] groups) {
    for (int i = 0; i < 5; i++) {
      if (groups[i] != 0) {
        return false;
      }
    }
    return groups[5] == 0xffff;
  }

  private static String text(int[] groups, int from, int to) {
    List<String> shown = new ArrayList<>();
    for (int i = from; i < to; i++) {
      shown.add(Integer.toHexString(groups[i]));
    }
    return String.join(":", shown);
  }
}
