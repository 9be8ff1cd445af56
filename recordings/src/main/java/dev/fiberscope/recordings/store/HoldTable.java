package dev.fiberscope.recordings.store;

import java.util.ArrayList;
import java.util.List;

/** Stretches of time in which a fiber was held to its carrier: migration was forbidden. */
public final class HoldTable {
  /**
   * @param thread row of the fiber
   * @param start ns since the session began; {@code end} likewise
   */
  public record Hold(int thread, long start, long end) {}

  private final List<Hold> holds;

  public HoldTable() {
    this(new ArrayList<>());
  }

  private HoldTable(List<Hold> holds) {
    this.holds = holds;
  }

  /** The holds of now, for readers. */
  public HoldTable frozen() {
    return new HoldTable(List.copyOf(holds));
  }

  public void add(Hold hold) {
    holds.add(hold);
  }

  public int count() {
    return holds.size();
  }

  public List<Hold> of(int thread) {
    return holds.stream().filter(hold -> hold.thread() == thread).toList();
  }
}
