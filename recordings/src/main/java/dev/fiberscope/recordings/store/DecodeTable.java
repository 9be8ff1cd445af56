package dev.fiberscope.recordings.store;

import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.LongIntHashMap;
import com.carrotsearch.hppc.LongObjectHashMap;

/** Every decode that an event names. */
public final class DecodeTable {
  /** The row of a decode that is not known. */
  public static final int NO_DECODE = -1;

  /** The input of a decode whose start was not recorded. */
  public static final long NO_INPUT = -1;

  /** How a decode ended, as far as the recording says. */
  public enum Outcome {
    DECODED,
    FAILED,
    /** Somebody no longer wanted its result. */
    CANCELLED,
    /** The recording ended first. */
    OPEN
  }

  /**
   * A decode as one value.
   *
   * @param thread row of the thread it ran on
   * @param input id of the input it read from
   * @param inputOffset bytes of the input before this message
   * @param format what it reads
   * @param start ns since the session began; {@code end} likewise, the session's end while open
   * @param error empty unless it failed
   * @param swallowed an error that its decoder caught and read on behind; mostly empty
   */
  public record Decode(
      int row,
      long id,
      int thread,
      Format format,
      long input,
      long inputOffset,
      long start,
      long end,
      Outcome outcome,
      long consumed,
      String error,
      String swallowed) {}

  /**
   * What decodes read.
   *
   * @param type the root type's Rust name
   * @param schema the types as Rust text
   * @param config the wire configuration as a Rust expression
   */
  public record Format(String type, String schema, String config) {
    /** Of a decode whose format or start was not recorded. */
    public static final Format UNKNOWN = new Format("unknown type", "", "");
  }

  private static final Outcome[] OUTCOMES = Outcome.values();

  private final LongIntHashMap rowOfId = new LongIntHashMap();
  private final StringTable strings;
  private final LongColumn ids;
  private final IntColumn threads;
  private final LongObjectHashMap<Format> formats;
  private final LongColumn formatIds;
  private final LongColumn inputs;
  private final LongColumn inputOffsets;
  private final LongColumn starts;
  private final LongColumn ends;
  private final ShortColumn outcomes;
  private final LongColumn consumed;
  private final IntColumn errors;
  private final IntObjectHashMap<String> swallowed;
  private final long sessionEnd;
  private int begun;

  public DecodeTable(Storage storage) {
    sessionEnd = Long.MAX_VALUE;
    strings = new StringTable();
    ids = new LongColumn(storage);
    threads = new IntColumn(storage);
    formats = new LongObjectHashMap<>();
    formatIds = new LongColumn(storage);
    inputs = new LongColumn(storage);
    inputOffsets = new LongColumn(storage);
    starts = new LongColumn(storage);
    ends = new LongColumn(storage);
    outcomes = new ShortColumn(storage);
    consumed = new LongColumn(storage);
    errors = new IntColumn(storage);
    swallowed = new IntObjectHashMap<>();
  }

  private DecodeTable(DecodeTable other, long sessionEnd) {
    this.sessionEnd = sessionEnd;
    strings = other.strings.frozen();
    ids = other.ids.frozen();
    threads = other.threads.frozen();
    formats = other.formats.clone();
    formatIds = other.formatIds.frozen();
    inputs = other.inputs.frozen();
    inputOffsets = other.inputOffsets.frozen();
    starts = other.starts.frozen();
    ends = other.ends.frozen();
    outcomes = other.outcomes.frozen();
    consumed = other.consumed.frozen();
    errors = other.errors.frozen();
    swallowed = other.swallowed.clone();
  }

  /** What is known now, for readers. What is open at either end begins or ends with the session. */
  public DecodeTable frozen(long end) {
    return new DecodeTable(this, end);
  }

  /**
   * The row of a decode by the engine's id, added if it is new: a file does not tell events in the
   * order of time, so a decode may end before it begins.
   */
  public int rowOf(long id) {
    int index = rowOfId.indexOf(id);
    if (rowOfId.indexExists(index)) {
      return rowOfId.indexGet(index);
    }
    int row = ids.size();
    int empty = strings.idOf("");
    rowOfId.indexInsert(index, id, row);
    ids.add(id);
    threads.add(ThreadTable.NO_THREAD);
    formatIds.add(0);
    inputs.add(NO_INPUT);
    inputOffsets.add(0);
    starts.add(ThreadTable.NOT_RECORDED);
    ends.add(Long.MAX_VALUE);
    outcomes.add((short) Outcome.OPEN.ordinal());
    consumed.add(0);
    errors.add(empty);
    return row;
  }

  /** Tells what a format id stands for; the file may do so after the decodes that use it. */
  public void format(long id, Format format) {
    formats.put(id, format);
  }

  /** Tells how a decode began. */
  public void begin(int row, int thread, long formatId, long input, long inputOffset, long time) {
    begun += starts.get(row) == ThreadTable.NOT_RECORDED ? 1 : 0;
    threads.set(row, thread);
    formatIds.set(row, formatId);
    inputs.set(row, input);
    inputOffsets.set(row, inputOffset);
    starts.set(row, time);
  }

  /** Tells which thread a decode runs on, even if its start was not recorded. */
  public void onThread(int row, int thread) {
    threads.set(row, thread);
  }

  /**
   * Tells how a decode ended.
   *
   * @param swallowedError an error that its decoder caught and read on behind; mostly empty
   */
  public void end(
      int row,
      long time,
      Outcome outcome,
      long consumedBytes,
      String error,
      String swallowedError) {
    if (!swallowedError.isEmpty()) {
      swallowed.put(row, swallowedError);
    }
    ends.set(row, time);
    outcomes.set(row, (short) outcome.ordinal());
    consumed.set(row, consumedBytes);
    errors.set(row, strings.idOf(error));
  }

  /** Decodes that had no start. */
  public int withoutStart() {
    return count() - begun;
  }

  public int count() {
    return ids.size();
  }

  /** The engine's id, made a {@link JvmId}. */
  long id(int row) {
    return ids.get(row);
  }

  public int thread(int row) {
    return threads.get(row);
  }

  public long start(int row) {
    long start = starts.get(row);
    return start == ThreadTable.NOT_RECORDED ? 0 : start;
  }

  public long end(int row) {
    return Math.min(sessionEnd, ends.get(row));
  }

  /** True if its decoder caught an error and read on. */
  public boolean hasSwallowed(int row) {
    return swallowed.containsKey(row);
  }

  public Outcome outcome(int row) {
    return OUTCOMES[outcomes.get(row)];
  }

  public Format format(int row) {
    return formats.getOrDefault(formatIds.get(row), Format.UNKNOWN);
  }

  public Decode get(int row) {
    return new Decode(
        row,
        JvmId.bare(ids.get(row)),
        threads.get(row),
        format(row),
        inputs.get(row),
        inputOffsets.get(row),
        start(row),
        end(row),
        outcome(row),
        consumed.get(row),
        strings.get(errors.get(row)),
        swallowed.getOrDefault(row, ""));
  }
}
