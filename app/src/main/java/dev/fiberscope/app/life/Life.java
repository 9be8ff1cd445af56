package dev.fiberscope.app.life;

import java.util.List;

/**
 * Lines of a life about a moment, in the order of time.
 *
 * @param earlier true if there are lines before these
 * @param later true if there are lines behind these
 */
public record Life(List<LifeLine> lines, boolean earlier, boolean later) {
  /** All there are. */
  public static Life of(List<LifeLine> lines) {
    return new Life(lines, false, false);
  }
}
