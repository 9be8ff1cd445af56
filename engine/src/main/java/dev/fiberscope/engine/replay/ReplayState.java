package dev.fiberscope.engine.replay;

import java.util.List;
import java.util.Optional;

/**
 * Where a decode stands behind one of its steps.
 *
 * @param position how many steps were taken
 * @param step the last of them; empty at position 0
 * @param frames the values that are open, outermost first
 */
public record ReplayState(long position, Optional<Step> step, List<OpenFrame> frames) {
  /** Before the first step. */
  static final ReplayState START = new ReplayState(0, Optional.empty(), List.of());

  public ReplayState {
    frames = List.copyOf(frames);
  }

  /** How many bytes of the message have been read. */
  public long offset() {
    return step.map(Step::end).orElse(0L);
  }

  /** The step that opened the innermost open value, 0 if none is open. */
  public long innermost() {
    return frames.isEmpty() ? 0 : frames.getLast().opened();
  }

  /** {@code Order.items[2].price}: where the last step was. */
  public String path() {
    StringBuilder path = new StringBuilder();
    for (OpenFrame frame : frames) {
      append(path, path.isEmpty() ? frame.typeName() : frame.label());
    }
    step.filter(last -> last.kind() == Step.Kind.READ || last.kind() == Step.Kind.FAIL)
        .ifPresent(last -> append(path, path.isEmpty() ? last.typeName() : last.label()));
    return path.toString();
  }

  /** Adds a field or an element to a path. */
  static void append(StringBuilder path, String part) {
    if (!path.isEmpty() && !part.isEmpty() && part.charAt(0) != '[') {
      path.append('.');
    }
    path.append(part);
  }
}
