package dev.fiberscope.recordings.store;

import java.util.HashMap;
import java.util.Map;

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
    /** The recording ended first. */
    OPEN
  }

  /**
   * A decode as one value.
   *
   * @param thread row of the thread it ran on
   * @param input id of the input it read from
   * @param inputOffset bytes of the input before this message
   * @param config the wire configuration as a Rust expression
   * @param start ns since the session began; {@code end} likewise, the session's end while open
   * @param error empty unless it failed
   */
  public record Decode(
      int row,
      long id,
      int thread,
      String type,
      String schema,
      String config,
      long input,
      String inputName,
      long inputOffset,
      long start,
      long end,
      Outcome outcome,
      long consumed,
      String error) {}

  private static final Outcome[] OUTCOMES = Outcome.values();

  private final Map<Long, Integer> rowOfId = new HashMap<>();
  private final StringTable strings = new StringTable();
  private final LongColumn ids = new LongColumn();
  private final IntColumn threads = new IntColumn();
  private final IntColumn types = new IntColumn();
  private final IntColumn schemas = new IntColumn();
  private final IntColumn configs = new IntColumn();
  private final LongColumn inputs = new LongColumn();
  private final IntColumn inputNames = new IntColumn();
  private final LongColumn inputOffsets = new LongColumn();
  private final LongColumn starts = new LongColumn();
  private final LongColumn ends = new LongColumn();
  private final IntColumn outcomes = new IntColumn();
  private final LongColumn consumed = new LongColumn();
  private final IntColumn errors = new IntColumn();

  /**
   * The row of a decode by the engine's id, added if it is new: a file does not tell events in the
   * order of time, so a decode may end before it begins.
   */
  public int rowOf(long id) {
    Integer known = rowOfId.get(id);
    if (known != null) {
      return known;
    }
    int row = ids.size();
    int empty = strings.idOf("");
    rowOfId.put(id, row);
    ids.add(id);
    threads.add(ThreadTable.NO_THREAD);
    types.add(empty);
    schemas.add(empty);
    configs.add(empty);
    inputs.add(NO_INPUT);
    inputNames.add(empty);
    inputOffsets.add(0);
    starts.add(ThreadTable.NOT_RECORDED);
    ends.add(Long.MAX_VALUE);
    outcomes.add(Outcome.OPEN.ordinal());
    consumed.add(0);
    errors.add(empty);
    return row;
  }

  /** Tells how a decode began; the end, outcome, consumed bytes and error are not read. */
  public void begin(int row, Decode decode) {
    threads.set(row, decode.thread());
    types.set(row, strings.idOf(decode.type()));
    schemas.set(row, strings.idOf(decode.schema()));
    configs.set(row, strings.idOf(decode.config()));
    inputs.set(row, decode.input());
    inputNames.set(row, strings.idOf(decode.inputName()));
    inputOffsets.set(row, decode.inputOffset());
    starts.set(row, decode.start());
  }

  public void end(int row, long time, Outcome outcome, long consumedBytes, String error) {
    ends.set(row, time);
    outcomes.set(row, outcome.ordinal());
    consumed.set(row, consumedBytes);
    errors.set(row, strings.idOf(error));
  }

  /**
   * Closes what the recording leaves open at either end.
   *
   * @return decodes that had no start
   */
  public int close(long sessionEnd) {
    int withoutStart = 0;
    for (int row = 0; row < count(); row++) {
      if (starts.get(row) == ThreadTable.NOT_RECORDED) {
        starts.set(row, 0);
        withoutStart++;
      }
      if (ends.get(row) == Long.MAX_VALUE) {
        ends.set(row, sessionEnd);
      }
    }
    return withoutStart;
  }

  public int count() {
    return ids.size();
  }

  public int thread(int row) {
    return threads.get(row);
  }

  public long start(int row) {
    return starts.get(row);
  }

  public long end(int row) {
    return ends.get(row);
  }

  public String type(int row) {
    return strings.get(types.get(row));
  }

  public Decode get(int row) {
    return new Decode(
        row,
        ids.get(row),
        threads.get(row),
        type(row),
        strings.get(schemas.get(row)),
        strings.get(configs.get(row)),
        inputs.get(row),
        strings.get(inputNames.get(row)),
        inputOffsets.get(row),
        starts.get(row),
        ends.get(row),
        OUTCOMES[outcomes.get(row)],
        consumed.get(row),
        strings.get(errors.get(row)));
  }
}
