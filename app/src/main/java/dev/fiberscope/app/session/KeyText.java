package dev.fiberscope.app.session;

import java.util.Map;

/** What is printed on keys that JavaFX calls otherwise. */
public final class KeyText {
  private static final Map<String, String> SHOWN =
      Map.ofEntries(
          Map.entry("Equals", "="),
          Map.entry("Add", "+"),
          Map.entry("Minus", "-"),
          Map.entry("Subtract", "keypad -"),
          Map.entry("Left", "\u2190"),
          Map.entry("Right", "\u2192"),
          Map.entry("Up", "\u2191"),
          Map.entry("Down", "\u2193"),
          Map.entry("Page_Up", "PageUp"),
          Map.entry("Page_Down", "PageDown"),
          Map.entry("Alt+Left", "Alt+\u2190"),
          Map.entry("Alt+Right", "Alt+\u2192"));

  private KeyText() {}

  /**
   * @param key as {@link Command#keys()} has it
   */
  public static String of(String key) {
    return SHOWN.getOrDefault(key, key.replace("Shortcut", "Ctrl"));
  }
}
