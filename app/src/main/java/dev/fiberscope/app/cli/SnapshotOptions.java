package dev.fiberscope.app.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a picture of the window is drawn.
 *
 * @param width pixels
 * @param height pixels
 * @param dark the theme
 * @param fiber name of a fiber to select; without one the most interesting span is selected
 * @param range the stretch of time that shows; empty for what is selected, or all
 * @param whole true to show the whole session with nothing selected
 */
public record SnapshotOptions(
    int width,
    int height,
    boolean dark,
    Optional<String> fiber,
    boolean whole,
    Optional<SecondsRange> range) {
  /** 1600x1000, dark, the most interesting span. */
  public static final SnapshotOptions STANDARD =
      new SnapshotOptions(1600, 1000, true, Optional.empty(), false, Optional.empty());

  private static final Pattern SIZE = Pattern.compile("(\\d{3,4})x(\\d{3,4})");

  /** Takes a size such as {@code 1280x720}; empty if it is none. */
  Optional<SnapshotOptions> sized(String size) {
    Matcher matcher = SIZE.matcher(size);
    return matcher.matches()
        ? Optional.of(
            new SnapshotOptions(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                dark,
                fiber,
                whole,
                range))
        : Optional.empty();
  }
}
