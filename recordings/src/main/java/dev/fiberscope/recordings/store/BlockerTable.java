package dev.fiberscope.recordings.store;

import java.util.List;

/**
 * The objects that fibers were parked on when they left their carriers, as Fiberscope's agent saw
 * them.
 */
public final class BlockerTable {
  /**
   * @param type the object's class
   * @param identity its identity hash code
   * @param owner row of the thread that owned it then, or {@link ThreadTable#NO_THREAD}
   */
  public record Blocker(String type, int identity, int owner) {}

  private final StringTable strings;
  private final IntColumn threads;
  private final LongColumn times;
  private final IntColumn types;
  private final IntColumn identities;
  private final IntColumn owners;
  private int first;

  public BlockerTable(Storage storage) {
    this(
        new StringTable(),
        new IntColumn(storage),
        new LongColumn(storage),
        new IntColumn(storage),
        new IntColumn(storage),
        new IntColumn(storage));
  }

  private BlockerTable(
      StringTable strings,
      IntColumn threads,
      LongColumn times,
      IntColumn types,
      IntColumn identities,
      IntColumn owners) {
    this.strings = strings;
    this.threads = threads;
    this.times = times;
    this.types = types;
    this.identities = identities;
    this.owners = owners;
  }

  /** The rows of now, for readers. */
  public BlockerTable frozen() {
    BlockerTable frozen =
        new BlockerTable(
            strings.frozen(),
            threads.frozen(),
            times.frozen(),
            types.frozen(),
            identities.frozen(),
            owners.frozen());
    frozen.first = first;
    return frozen;
  }

  /**
   * Adds one.
   *
   * @param time when the fiber left, ns since the session began
   */
  public void add(int thread, long time, Blocker blocker) {
    threads.add(thread);
    times.add(time);
    types.add(strings.idOf(blocker.type()));
    identities.add(blocker.identity());
    owners.add(blocker.owner());
  }

  /** Those of each fiber by time. */
  public RowsByKey byThread(Storage storage, int threadCount) {
    return new RowsByKey(
        storage, threadCount, count(), row -> row < first ? -1 : threads.get(row), times::get);
  }

  /** Drops those up to a time, from the first one on. */
  public void dropUpTo(long time) {
    while (first < count() && times.get(first) <= time) {
      first++;
    }
    for (Column column : List.of(threads, times, types, identities, owners)) {
      column.dropBefore(first);
    }
  }

  public int count() {
    return times.size();
  }

  public long time(int row) {
    return times.get(row);
  }

  public Blocker get(int row) {
    return new Blocker(strings.get(types.get(row)), identities.get(row), owners.get(row));
  }
}
