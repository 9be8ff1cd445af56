package dev.fiberscope.recordings.store;

/** Every chunk that arrived, with its bytes. */
public final class ArrivalTable {
  /**
   * A chunk as one value.
   *
   * @param input id of the input it arrived at
   * @param inputOffset bytes of the input before this chunk
   * @param time ns since the session began
   */
  public record Arrival(long input, long inputOffset, long time, byte[] bytes) {}

  private final LongColumn inputs;
  private final LongColumn inputOffsets;
  private final LongColumn times;
  private final BytesColumn chunks;

  public ArrivalTable(Storage storage) {
    this(
        new LongColumn(storage),
        new LongColumn(storage),
        new LongColumn(storage),
        new BytesColumn(storage));
  }

  private ArrivalTable(
      LongColumn inputs, LongColumn inputOffsets, LongColumn times, BytesColumn chunks) {
    this.inputs = inputs;
    this.inputOffsets = inputOffsets;
    this.times = times;
    this.chunks = chunks;
  }

  /** The rows of now, for readers. */
  public ArrivalTable frozen() {
    return new ArrivalTable(
        inputs.frozen(), inputOffsets.frozen(), times.frozen(), chunks.frozen());
  }

  public void add(Arrival arrival) {
    inputs.add(arrival.input());
    inputOffsets.add(arrival.inputOffset());
    times.add(arrival.time());
    chunks.add(arrival.bytes());
  }

  public int count() {
    return times.size();
  }

  public long input(int row) {
    return inputs.get(row);
  }

  /** Bytes of the input before a chunk. */
  public long inputOffset(int row) {
    return inputOffsets.get(row);
  }

  /** Bytes of a chunk. */
  public int length(int row) {
    return chunks.length(row);
  }

  public long time(int row) {
    return times.get(row);
  }

  public Arrival get(int row) {
    return new Arrival(inputs.get(row), inputOffsets.get(row), times.get(row), chunks.get(row));
  }
}
