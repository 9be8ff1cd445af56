package dev.fiberscope.recordings.store;

import com.carrotsearch.hppc.IntLongHashMap;

/** Every wake-up that says who woke whom, and until when the fiber then waited for a carrier. */
public final class WakeTable implements WakeSink {
  /** When a fiber was mounted that had not been by the end, or of whom that is not known. */
  public static final long NOT_MOUNTED = Long.MAX_VALUE;

  /** The reason of a start. */
  public static final String STARTED = "started";

  private static final int LONG = -1;
  private static final Evidence[] EVIDENCE = Evidence.values();

  /**
   * A wake-up as one value.
   *
   * @param thread row of the fiber that was woken
   * @param waker row of the thread that woke it
   * @param time ns since the session began; from then on the fiber could run
   * @param mounted when it did, or {@link #NOT_MOUNTED}
   * @param evidence how well it is known
   * @param reason what the fiber no longer waits for
   */
  public record Wake(
      int row, int thread, int waker, long time, long mounted, Evidence evidence, String reason) {
    /** A wake-up that an event tells of. */
    public static Wake recorded(int thread, int waker, long time, String reason) {
      return new Wake(-1, thread, waker, time, NOT_MOUNTED, Evidence.RECORDED, reason);
    }
  }

  private final StringTable strings;
  private final IntColumn threads;
  private final IntColumn wakers;
  private final LongColumn times;
  // How long until it was mounted.
  private final IntColumn waits;
  private final IntLongHashMap longWaits = new IntLongHashMap();
  // The reason's id and, in the lowest bits, the evidence.
  private final IntColumn reasons;

  public WakeTable(Storage storage) {
    strings = new StringTable();
    threads = new IntColumn(storage);
    wakers = new IntColumn(storage);
    times = new LongColumn(storage);
    waits = new IntColumn(storage);
    reasons = new IntColumn(storage);
  }

  /** Adds a wake-up, whose row is not read. */
  public void add(Wake wake) {
    add(wake.thread(), wake.waker(), wake.time(), wake.mounted(), wake.evidence(), wake.reason());
  }

  @Override
  public void add(
      int thread, int waker, long time, long mounted, Evidence evidence, String reason) {
    threads.add(thread);
    wakers.add(waker);
    times.add(time);
    long wait = mounted - time;
    boolean isShort = wait >= 0 && wait <= Integer.MAX_VALUE;
    if (!isShort) {
      longWaits.put(waits.size(), mounted);
    }
    waits.add(isShort ? (int) wait : LONG);
    reasons.add(strings.idOf(reason) << 2 | evidence.ordinal());
  }

  private WakeTable(WakeTable other) {
    strings = other.strings.frozen();
    threads = other.threads.frozen();
    wakers = other.wakers.frozen();
    times = other.times.frozen();
    waits = other.waits.frozen();
    reasons = other.reasons.frozen();
    longWaits.putAll(other.longWaits);
  }

  /** The wake-ups of now, for readers. */
  public WakeTable frozen() {
    return new WakeTable(this);
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

  public int waker(int row) {
    return wakers.get(row);
  }

  public long time(int row) {
    return times.get(row);
  }

  /** When the fiber was mounted then, or {@link #NOT_MOUNTED}. */
  public long mounted(int row) {
    int wait = waits.get(row);
    return wait == LONG ? longWaits.get(row) : times.get(row) + wait;
  }

  public Evidence evidence(int row) {
    return EVIDENCE[reasons.get(row) & 3];
  }

  public String reason(int row) {
    return strings.get(reasons.get(row) >> 2);
  }

  public Wake get(int row) {
    return new Wake(
        row, thread(row), waker(row), time(row), mounted(row), evidence(row), reason(row));
  }
}
