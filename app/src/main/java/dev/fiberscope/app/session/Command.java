package dev.fiberscope.app.session;

import java.util.List;

/**
 * Something people can ask for.
 *
 * @param group heading it stands under in the list of keys
 * @param keys keys that ask for it, such as {@code Ctrl+O}, or what the mouse does for it
 * @param everywhere true if it makes sense wherever one is, false if only on the timeline
 * @param byMouse true if {@code keys} tell a gesture and bind nothing
 */
public record Command(
    String group,
    String label,
    List<String> keys,
    boolean byMouse,
    boolean everywhere,
    Runnable run) {
  public Command {
    keys = List.copyOf(keys);
  }

  public static Command of(String group, String label, Runnable run, String... keys) {
    return new Command(group, label, List.of(keys), false, false, run);
  }

  /** The same, wherever one is. */
  public Command anywhere() {
    return new Command(group, label, keys, byMouse, true, run);
  }

  /** A gesture of the mouse, so that it is listed with the keys. */
  public static Command gesture(String group, String label, String... gestures) {
    return new Command(group, label, List.of(gestures), true, false, () -> {});
  }
}
