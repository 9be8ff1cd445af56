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
      return reason.equals(TURN);
    }
  }

  private static final String TURN = "turn";

  private final StringTable strings;
  private final IntColumn decodes;
  private final IntColumn threads;
  private final LongColumn times;
  private final LongColumn resumes;
  private final IntColumn reasons;
  private final LongColumn offsets;
  private final LongColumn arrived;
  private final IntColumn wanted;
  private final IntColumn frames;
  private final IntColumn stackTraces;

  public SuspensionTable(Storage storage) {
    strings = new StringTable();
    decodes = new IntColumn(storage);
    threads = new IntColumn(storage);
    times = new LongColumn(storage);
    resumes = new LongColumn(storage);
    reasons = new IntColumn(storage);
    offsets = new LongColumn(storage);
    arrived = new LongColumn(storage);
    wanted = new IntColumn(storage);
    frames = new IntColumn(storage);
    stackTraces = new IntColumn(storage);
  }

  private SuspensionTable(SuspensionTable other) {
    strings = other.strings.frozen();
    decodes = other.decodes.frozen();
    threads = other.threads.frozen();
    times = other.times.frozen();
    resumes = other.resumes.frozen();
    reasons = other.reasons.frozen();
    offsets = other.offsets.frozen();
    arrived = other.arrived.frozen();
    wanted = other.wanted.frozen();
    frames = other.frames.frozen();
    stackTraces = other.stackTraces.frozen();
  }

  /** What is known now, for readers. */
  public SuspensionTable frozen() {
    return new SuspensionTable(this);
  }

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

  /** See {@link Suspension#isTurn()}. */
  public boolean isTurn(int row) {
    return TURN.equals(strings.get(reasons.get(row)));
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
