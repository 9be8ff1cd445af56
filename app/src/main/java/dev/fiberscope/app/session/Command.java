package dev.fiberscope.app.session;

import java.util.List;

/**
 * Something people can ask for.
 *
 * @param group heading it stands under in the list of keys
 * @param keys keys that ask for it, such as {@code Ctrl+O}; empty for gestures that are only listed
 */
public record Command(String group, String label, List<String> keys, Runnable run) {
  public Command {
    keys = List.copyOf(keys);
  }

  public static Command of(String group, String label, Runnable run, String... keys) {
    return new Command(group, label, List.of(keys), run);
  }
}
