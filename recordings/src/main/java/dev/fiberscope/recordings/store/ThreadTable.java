package dev.fiberscope.recordings.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private final Map<Long, Integer> rowOfId = new HashMap<>();
  private final LongColumn ids = new LongColumn();
  private final List<String> names = new ArrayList<>();
  private final List<Kind> kinds = new ArrayList<>();
  private final LongColumn starts = new LongColumn();
  private final LongColumn ends = new LongColumn();
  private final IntColumn parents = new IntColumn();

  /**
   * The row of a thread, added if it is new.
   *
   * @param javaThreadId as {@link Thread#threadId()}
   * @param name may be empty: virtual threads have no name unless given one
   */
  public int rowOf(long javaThreadId, String name, boolean virtual) {
    Integer known = rowOfId.get(javaThreadId);
    int row = known != null ? known : add(javaThreadId);
    if (names.get(row).isEmpty() && !name.isEmpty()) {
      names.set(row, name);
    }
    if (virtual) {
      kinds.set(row, Kind.FIBER);
    }
    return row;
  }

  private int add(long javaThreadId) {
    int row = ids.size();
    rowOfId.put(javaThreadId, row);
    ids.add(javaThreadId);
    names.add("");
    kinds.add(Kind.PLATFORM);
    starts.add(NOT_RECORDED);
    ends.add(NOT_RECORDED);
    parents.add(NO_THREAD);
    return row;
  }

  /** Tells that a thread carries fibers. */
  public void markCarrier(int row) {
    if (kinds.get(row) == Kind.PLATFORM) {
      kinds.set(row, Kind.CARRIER);
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

  public long id(int row) {
    return ids.get(row);
  }

  /** The name, or one made from the id where none was given. */
  public String name(int row) {
    String name = names.get(row);
    return name.isEmpty() ? "thread-" + ids.get(row) : name;
  }

  public Kind kind(int row) {
    return kinds.get(row);
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
    return parents.get(row);
  }

  /** The rows of one kind, in the order they were first seen. */
  public int[] rows(Kind kind) {
    return IntStream.range(0, count()).filter(row -> kinds.get(row) == kind).toArray();
  }
}
