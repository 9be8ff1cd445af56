package dev.fiberscope.recordings.store;

/** Every time a decode gave up its carrier, mostly because bytes had not arrived. */
public final class SuspensionTable {
  /** The resume of a suspension that still lasted when the recording ended. */
  public static final long STILL_SUSPENDED = Long.MAX_VALUE;

  /**
   * A suspension as one value.
   *
   * @param decode row of the decode
   * @param thread row of the fiber
   * @param time ns since the session began; {@code resumed} likewise, or {@link #STILL_SUSPENDED}
   * @param reason {@code bytes} or {@code turn}
   * @param offset byte of the message that the read began at
   * @param arrived bytes of the message that had arrived, read or not
   * @param wanted bytes missing for that read
   * @param frames the decoder stack, outermost first; a line is: offset TAB field TAB type
   * @param stackTrace id in the {@link StackTraceTable}
   */
  public record Suspension(
      int row,
      int decode,
      int thread,
      long time,
      long resumed,
      String reason,
      long offset,
      long arrived,
      int wanted,
      String frames,
      int stackTrace) {
    /** True if it was not bytes that it waited for: it let other fibers have the carrier. */
    public boolean isTurn() {
      return reason.equals("turn");
    }
  }

  private final StringTable strings = new StringTable();
  private final IntColumn decodes = new IntColumn();
  private final IntColumn threads = new IntColumn();
  private final LongColumn times = new LongColumn();
  private final LongColumn resumes = new LongColumn();
  private final IntColumn reasons = new IntColumn();
  private final LongColumn offsets = new LongColumn();
  private final LongColumn arrived = new LongColumn();
  private final IntColumn wanted = new IntColumn();
  private final IntColumn frames = new IntColumn();
  private final IntColumn stackTraces = new IntColumn();

  /** Adds a suspension, whose row is not read. */
  public void add(Suspension suspension) {
    decodes.add(suspension.decode());
    threads.add(suspension.thread());
    times.add(suspension.time());
    resumes.add(suspension.resumed());
    reasons.add(strings.idOf(suspension.reason()));
    offsets.add(suspension.offset());
    arrived.add(suspension.arrived());
    wanted.add(suspension.wanted());
    frames.add(strings.idOf(suspension.frames()));
    stackTraces.add(suspension.stackTrace());
  }

  public void resumed(int row, long time) {
    resumes.set(row, time);
  }

  public int count() {
    return times.size();
  }

  public int decode(int row) {
    return decodes.get(row);
  }

  public int thread(int row) {
    return threads.get(row);
  }

  public long time(int row) {
    return times.get(row);
  }

  public Suspension get(int row) {
    return new Suspension(
        row,
        decodes.get(row),
        threads.get(row),
        times.get(row),
        resumes.get(row),
        strings.get(reasons.get(row)),
        offsets.get(row),
        arrived.get(row),
        wanted.get(row),
        strings.get(frames.get(row)),
        stackTraces.get(row));
  }
}
