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

  private final StringTable strings;
  private final IntColumn threads;
  private final IntColumn wakers;
  private final LongColumn times;
  private final IntColumn reasons;

  public WakeTable(Storage storage) {
    this(
        new StringTable(),
        new IntColumn(storage),
        new IntColumn(storage),
        new LongColumn(storage),
        new IntColumn(storage));
  }

  private WakeTable(
      StringTable strings,
      IntColumn threads,
      IntColumn wakers,
      LongColumn times,
      IntColumn reasons) {
    this.strings = strings;
    this.threads = threads;
    this.wakers = wakers;
    this.times = times;
    this.reasons = reasons;
  }

  /** The rows of now, for readers. */
  public WakeTable frozen() {
    return new WakeTable(
        strings.frozen(), threads.frozen(), wakers.frozen(), times.frozen(), reasons.frozen());
  }

  /** Adds a wake-up, whose row is not read. */
  public void add(Wake wake) {
    threads.add(wake.thread());
    wakers.add(wake.waker());
    times.add(wake.time());
    reasons.add(strings.idOf(wake.reason()));
  }

  /** The wake-ups of each thread by time. */
  public RowsByKey byThread(Storage storage, int threadCount) {
    return new RowsByKey(storage, threadCount, count(), threads::get, times::get);
  }

  /** What each thread woke by time. */
  public RowsByKey byWaker(Storage storage, int threadCount) {
    return new RowsByKey(storage, threadCount, count(), wakers::get, times::get);
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
