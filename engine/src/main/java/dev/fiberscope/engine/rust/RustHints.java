package dev.fiberscope.engine.rust;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Says what somebody may have meant by a name that does not exist. */
final class RustHints {
  private static final int FAR = 2;

  private RustHints() {}

  /** {@code ; did you mean HashMap?}, or a hint where such types are declared. */
  static String like(String name, Set<String> declared) {
    List<String> known = new ArrayList<>(declared);
    RustTypes.names().forEach(known::add);
    return known.stream()
        .filter(candidate -> distance(name, candidate) <= FAR)
        .min((a, b) -> Integer.compare(distance(name, a), distance(name, b)))
        .map(candidate -> "; did you mean " + candidate + "?")
        .orElse("; declare it in this text, or write the type that it stands for");
  }

  /** How many letters have to be changed, added or dropped; capitals do not count. */
  private static int distance(String a, String b) {
    String left = a.toLowerCase(Locale.ROOT);
    String right = b.toLowerCase(Locale.ROOT);
    if (Math.abs(left.length() - right.length()) > FAR) {
      return FAR + 1;
    }
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length()];
  }
}
