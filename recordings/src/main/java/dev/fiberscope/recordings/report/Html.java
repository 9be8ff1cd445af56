package dev.fiberscope.recordings.report;

/** Text in HTML. Names come from recordings, so anything may be in them. */
final class Html {
  private Html() {}

  static String text(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      switch (letter) {
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '&' -> safe.append("&amp;");
        case '"' -> safe.append("&quot;");
        default -> safe.append(letter < ' ' ? ' ' : letter);
      }
    }
    return safe.toString();
  }
}
