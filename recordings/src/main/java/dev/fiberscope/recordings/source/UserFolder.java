package dev.fiberscope.recordings.source;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a user's files of a kind lie on this system, those of Fiberscope in a folder of its own.
 */
public enum UserFolder {
  CONFIGURATION("APPDATA", "XDG_CONFIG_HOME", ".config"),
  CACHE("LOCALAPPDATA", "XDG_CACHE_HOME", ".cache");

  private final String windows;
  private final String xdg;
  private final String otherwise;

  UserFolder(String windows, String xdg, String otherwise) {
    this.windows = windows;
    this.xdg = xdg;
    this.otherwise = otherwise;
  }

  /**
   * Where it is.
   *
   * @param environment as {@link System#getenv()}
   * @param home of the user
   */
  public Path of(Map<String, String> environment, Path home) {
    String onWindows = environment.get(windows);
    String named = environment.getOrDefault(xdg, "");
    Path folder =
        onWindows != null
            ? Path.of(onWindows)
            : named.isEmpty() ? home.resolve(otherwise) : Path.of(named);
    return folder.resolve("fiberscope");
  }
}
