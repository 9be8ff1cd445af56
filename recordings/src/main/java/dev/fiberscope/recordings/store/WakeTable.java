package dev.fiberscope.recordings.store;

/** Every wake-up that says who woke whom. */
public final class WakeTable {
  /**
   * A wake-up as one value.
   *
   * @param thread row of the fiber that was woken
   * @param waker row of the thread that woke it
   * @param time ns since the session began
   * @param reason what the fiber no longer waits for
   */
  public record Wake(int row, int thread, int waker, long time, String reason) {}

  private final StringTable strings = new StringTable();
  private final IntColumn threads = new IntColumn();
  private final IntColumn wakers = new IntColumn();
  private final LongColumn times = new LongColumn();
  private final IntColumn reasons = new IntColumn();

  /** Adds a wake-up, whose row is not read. */
  public void add(Wake wake) {
    threads.add(wake.thread());
    wakers.add(wake.waker());
    times.add(wake.time());
    reasons.add(strings.idOf(wake.reason()));
  }

  public int count() {
    return times.size();
  }

  public int thread(int row) {
    return threads.get(row);
  }

  public long time(int row) {
    return times.get(row);
  }

  public Wake get(int row) {
    return new Wake(
        row, threads.get(row), wakers.get(row), times.get(row), strings.get(reasons.get(row)));
  }
}
