package dev.fiberscope.app.format;

/** What people agree to, as a window shows it. */
public final class AgreementText {
  private AgreementText() {}

  /** Of a text for a terminal: lines are broken where the window breaks them. */
  public static String of(String terminal) {
    return terminal.replaceAll("\\R\\s+", " ").replaceAll("\\R?- ", "\n\u2022 ").strip();
  }
}
