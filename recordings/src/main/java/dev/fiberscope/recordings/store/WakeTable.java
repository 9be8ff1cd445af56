package dev.fiberscope.recordings.store;

import com.carrotsearch.hppc.IntLongHashMap;
import java.util.List;

/** Every wake-up that says who woke whom, and until when the fiber then waited for a carrier. */
public final class WakeTable implements WakeSink {
  /** When a fiber was mounted that had not been by the end, or of whom that is not known. */
  public static final long NOT_MOUNTED = Long.MAX_VALUE;

  /** The reason of a start. */
  public static final String STARTED = "started";

  private static final int LONG = -1;

  /** Reasons are few words; of more than these none is kept. */
  private static final int MOST_REASONS = (1 << 13) - 1;

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
  private final MomentColumn times;
  // How long until it was mounted.
  private final IntColumn waits;
  private final IntLongHashMap longWaits = new IntLongHashMap();
  // The reason's id and, in the lowest bits, the evidence.
  private final ShortColumn reasons;
  private int first;

  public WakeTable(Storage storage) {
    strings = new StringTable();
    threads = new IntColumn(storage);
    wakers = new IntColumn(storage);
    times = new MomentColumn(storage);
    waits = new IntColumn(storage);
    reasons = new ShortColumn(storage);
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
    int id = Math.min(strings.idOf(reason), MOST_REASONS);
    reasons.add((short) (id << 2 | evidence.ordinal()));
  }

  private WakeTable(WakeTable other) {
    strings = other.strings.frozen();
    threads = other.threads.frozen();
    wakers = other.wakers.frozen();
    times = other.times.frozen();
    waits = other.waits.frozen();
    reasons = other.reasons.frozen();
    longWaits.putAll(other.longWaits);
    first = other.first;
  }

  /** The wake-ups of now, for readers. */
  public WakeTable frozen() {
    return new WakeTable(this);
  }

  /** The wake-ups of each thread by time. */
  public RowsByKey byThread(Storage storage, int threadCount) {
    return new RowsByKey(
        storage, threadCount, count(), row -> row < first ? -1 : threads.get(row), times::get);
  }

  /** What each thread woke by time. */
  public RowsByKey byWaker(Storage storage, int threadCount) {
    return new RowsByKey(
        storage, threadCount, count(), row -> row < first ? -1 : wakers.get(row), times::get);
  }

  /** Drops those that were made by a time, from the first one on. */
  public void dropUpTo(long time) {
    while (first < count() && times.get(first) <= time) {
      longWaits.remove(first);
      first++;
    }
    times.dropBefore(first);
    for (Column column : List.of(threads, wakers, waits, reasons)) {
      column.dropBefore(first);
    }
  }

  /** The first row; those before it were dropped. */
  public int first() {
    return first;
  }

  /** The number behind the last row. */
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
    int id = reasons.get(row) >> 2;
    return id == MOST_REASONS ? "" : strings.get(id);
  }

  public Wake get(int row) {
    return new Wake(
        row, thread(row), waker(row), time(row), mounted(row), evidence(row), reason(row));
  }
}
