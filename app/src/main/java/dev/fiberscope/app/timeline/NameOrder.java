package dev.fiberscope.app.timeline;

/** Orders names as people do: {@code fiber-9} before {@code fiber-10}. */
final class NameOrder {
  private NameOrder() {}

  static int compare(String some, String other) {
    int i = 0;
    int j = 0;
    while (i < some.length() && j < other.length()) {
      if (isDigit(some, i) && isDigit(other, j)) {
        int iEnd = numberEnd(some, i);
        int jEnd = numberEnd(other, j);
        int byNumber = compareNumbers(some.substring(i, iEnd), other.substring(j, jEnd));
        if (byNumber != 0) {
          return byNumber;
        }
        i = iEnd;
        j = jEnd;
      } else {
        int byLetter = Character.compare(some.charAt(i++), other.charAt(j++));
        if (byLetter != 0) {
          return byLetter;
        }
      }
    }
    return Integer.compare(some.length() - i, other.length() - j);
  }

  private static boolean isDigit(String text, int at) {
    return text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static int numberEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text, end)) {
      end++;
    }
    return end;
  }

  private static int compareNumbers(String some, String other) {
    String a = some.replaceFirst("^0+", "");
    String b = other.replaceFirst("^0+", "");
    return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
  }
}
