package dev.fiberscope.recordings.store;

import java.util.List;
import java.util.stream.IntStream;

/** Stretches of time in which a fiber was held to its carrier: migration was forbidden. */
public final class HoldTable {
  /**
   * @param thread row of the fiber
   * @param start ns since the session began; {@code end} likewise
   */
  public record Hold(int thread, long start, long end) {}

  private final ObjectColumn<Hold> holds;

  public HoldTable() {
    this(new ObjectColumn<>());
  }

  private HoldTable(ObjectColumn<Hold> holds) {
    this.holds = holds;
  }

  /** The holds of now, for readers. */
  public HoldTable frozen() {
    return new HoldTable(holds.frozen());
  }

  public void add(Hold hold) {
    holds.add(hold);
  }

  public int count() {
    return holds.size();
  }

  public List<Hold> of(int thread) {
    return IntStream.range(0, holds.size())
        .mapToObj(holds::get)
        .filter(hold -> hold.thread() == thread)
        .toList();
  }
}
