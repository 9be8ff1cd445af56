package dev.fiberscope.recordings.store;

/** Every time a fiber waited and kept its carrier. Few, so they are kept as records. */
public final class PinTable {
  /**
   * @param thread row of the fiber
   * @param carrier row of the carrier, or {@link ThreadTable#NO_THREAD}
   * @param start ns since the session began; {@code end} likewise
   * @param operation what it waited in, such as "LockSupport.park"; empty before JDK 24
   * @param reason why it could not unmount; empty before JDK 24
   * @param stackTrace id in the {@link StackTraceTable}
   */
  public record Pin(
      int thread,
      int carrier,
      long start,
      long end,
      String operation,
      String reason,
      int stackTrace) {}

  private final ObjectColumn<Pin> pins;

  public PinTable() {
    this(new ObjectColumn<>());
  }

  private PinTable(ObjectColumn<Pin> pins) {
    this.pins = pins;
  }

  /** The pins of now, for readers. */
  public PinTable frozen() {
    return new PinTable(pins.frozen());
  }

  public void add(Pin pin) {
    pins.add(pin);
  }

  /** The pins of each fiber by the time they begin. */
  public RowsByKey byThread(Storage storage, int threadCount) {
    return new RowsByKey(
        storage, threadCount, count(), row -> pins.get(row).thread(), row -> pins.get(row).start());
  }

  /** The pins on each carrier by the time they begin. */
  public RowsByKey byCarrier(Storage storage, int threadCount) {
    return new RowsByKey(
        storage,
        threadCount,
        count(),
        row -> pins.get(row).carrier(),
        row -> pins.get(row).start());
  }

  public int count() {
    return pins.size();
  }

  public Pin get(int row) {
    return pins.get(row);
  }
}
