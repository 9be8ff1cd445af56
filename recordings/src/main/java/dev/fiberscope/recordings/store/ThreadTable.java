package dev.fiberscope.recordings.store;

import com.carrotsearch.hppc.LongIntHashMap;
import java.util.stream.IntStream;

/** Every thread that an event names: fibers, carriers and other platform threads. */
public final class ThreadTable {
  /** The row of a thread that is not known. */
  public static final int NO_THREAD = -1;

  /** The time of a start or an end that was not recorded. */
  public static final long NOT_RECORDED = Long.MIN_VALUE;

  /** What a thread is to the session. */
  public enum Kind {
    FIBER,
    CARRIER,
    PLATFORM
  }

  private static final Kind[] KINDS = Kind.values();

  private final LongIntHashMap rowOfId = new LongIntHashMap();
  private final HeapColumn ids;
  private final ObjectColumn<String> names;
  private final HeapColumn kinds;
  private final HeapColumn starts;
  private final HeapColumn ends;
  private final HeapColumn parents;

  public ThreadTable() {
    this(
        new HeapColumn(),
        new ObjectColumn<>(),
        new HeapColumn(),
        new HeapColumn(),
        new HeapColumn(),
        new HeapColumn());
  }

  private ThreadTable(
      HeapColumn ids,
      ObjectColumn<String> names,
      HeapColumn kinds,
      HeapColumn starts,
      HeapColumn ends,
      HeapColumn parents) {
    this.ids = ids;
    this.names = names;
    this.kinds = kinds;
    this.starts = starts;
    this.ends = ends;
    this.parents = parents;
  }

  /** What is known now, for readers. */
  public ThreadTable frozen() {
    return new ThreadTable(
        ids.frozen(),
        names.frozen(),
        kinds.frozen(),
        starts.frozen(),
        ends.frozen(),
        parents.frozen());
  }

  /** The row of a thread of a recording of one JVM by its id, or {@link #NO_THREAD}. */
  public synchronized int find(long id) {
    // One that was frozen finds nobody until it is asked.
    for (int row = rowOfId.size(); row < count(); row++) {
      rowOfId.put(ids.get(row), row);
    }
    return rowOfId.getOrDefault(id, NO_THREAD);
  }

  /**
   * The row of a thread, added if it is new.
   *
   * @param id as {@link Thread#threadId()}, made a {@link JvmId}
   * @param name may be empty: virtual threads have no name unless given one
   */
  public int rowOf(long id, String name, boolean virtual) {
    int row = rowOf(id);
    if (names.get(row).isEmpty() && !name.isEmpty()) {
      names.set(row, name);
    }
    if (virtual) {
      kinds.set(row, Kind.FIBER.ordinal());
    }
    return row;
  }

  private int rowOf(long id) {
    int index = rowOfId.indexOf(id);
    if (rowOfId.indexExists(index)) {
      return rowOfId.indexGet(index);
    }
    int row = ids.size();
    rowOfId.indexInsert(index, id, row);
    ids.add(id);
    names.add("");
    kinds.add(Kind.PLATFORM.ordinal());
    starts.add(NOT_RECORDED);
    ends.add(NOT_RECORDED);
    parents.add(NO_THREAD);
    return row;
  }

  /** Tells that a thread carries fibers. */
  public void markCarrier(int row) {
    if (kind(row) == Kind.PLATFORM) {
      kinds.set(row, Kind.CARRIER.ordinal());
    }
  }

  /** Tells when a thread could first run and who started it. */
  public void started(int row, long time, int parent) {
    if (starts.get(row) == NOT_RECORDED || time < starts.get(row)) {
      starts.set(row, time);
    }
    if (parent != NO_THREAD) {
      parents.set(row, parent);
    }
  }

  public void ended(int row, long time) {
    ends.set(row, Math.max(ends.get(row), time));
  }

  public int count() {
    return ids.size();
  }

  /** The id, made a {@link JvmId}. */
  public long jvmId(int row) {
    return ids.get(row);
  }

  /** As {@link Thread#threadId()}. */
  public long id(int row) {
    return JvmId.bare(ids.get(row));
  }

  /** The name, or one made from the id where none was given. */
  public String name(int row) {
    String name = names.get(row);
    return name.isEmpty() ? "thread-" + id(row) : name;
  }

  public Kind kind(int row) {
    return KINDS[(int) kinds.get(row)];
  }

  /** ns since the session began, or {@link #NOT_RECORDED}. */
  public long start(int row) {
    return starts.get(row);
  }

  /** ns since the session began, or {@link #NOT_RECORDED}. */
  public long end(int row) {
    return ends.get(row);
  }

  /** The row of the thread that started this one, or {@link #NO_THREAD}. */
  public int parent(int row) {
    return (int) parents.get(row);
  }

  /** The rows of one kind, in the order they were first seen. */
  public int[] rows(Kind kind) {
    return IntStream.range(0, count()).filter(row -> kind(row) == kind).toArray();
  }
}
