package dev.fiberscope.recordings.store;

import com.carrotsearch.hppc.LongIntHashMap;
import java.util.Optional;

/** What decodes did with the stack pool, and how full it was over time. */
public final class PoolTable {
  /** When a stack was given back that had not been by the end. */
  public static final long NOT_RELEASED = Long.MAX_VALUE;

  private static final int ENGINE_SHIFT = 40;

  /** The key of a pool: of a carrier by its id, or of all carriers together if that is 0. */
  public static long key(long engine, long carrier) {
    return engine << ENGINE_SHIFT | carrier;
  }

  /** The id of the carrier whose pool it is, 0 if all carriers share it. */
  public static long carrierOf(long pool) {
    return pool & (1L << ENGINE_SHIFT) - 1;
  }

  /** True if all carriers share a pool. */
  public static boolean isShared(long pool) {
    return carrierOf(pool) == 0;
  }

  /**
   * The decode stack of one decode.
   *
   * @param decode row of the decode, or {@link DecodeTable#NO_DECODE}
   * @param stack the engine's number of the stack
   * @param hit true if it came from the pool, false if it was made
   * @param frameCapacity 0 until the stack was released; the high-water mark likewise
   * @param acquired ns since the session began, or {@link ThreadTable#NOT_RECORDED}; {@code
   *     released} likewise, or {@link #NOT_RELEASED}
   * @param from the {@link #key} of the pool it came from; {@code to} of the one it was given to
   * @param kept false if it was dropped when it was given back
   */
  public record StackUse(
      int decode,
      long stack,
      boolean hit,
      int frameCapacity,
      int highWaterFrames,
      long acquired,
      long released,
      long from,
      long to,
      boolean kept) {
    public boolean isReleased() {
      return released != NOT_RELEASED;
    }
  }

  /**
   * How full a pool was from {@code time} on.
   *
   * @param pool its {@link #key}
   * @param live stacks that decodes held, of all pools of the engine
   * @param idle stacks of this pool that waited for a decode
   */
  public record Occupancy(long time, long pool, int live, int idle) {}

  private static final int NO_USE = -1;
  private static final int HIT = 1;
  private static final int DROPPED = 2;

  // By the engine's id of the decode; not all of them need be known otherwise.
  private final LongIntHashMap useOfDecodeId = new LongIntHashMap();
  private final IntColumn useOfDecode;
  private final IntColumn decodeOfUse;
  private final ShortColumn flags;
  private final LongColumn stacks;
  private final IntColumn frameCapacities;
  private final IntColumn highWaterMarks;
  private final LongColumn acquired;
  private final LongColumn released;
  private final LongColumn acquiredFrom;
  private final LongColumn releasedTo;
  // By the order of the file.
  private final LongColumn times;
  private final LongColumn pools;
  private final IntColumn live;
  private final IntColumn idle;
  private long hits;
  private long misses;
  private long drops;
  private long trims;

  public PoolTable(Storage storage) {
    useOfDecode = new IntColumn(storage);
    decodeOfUse = new IntColumn(storage);
    flags = new ShortColumn(storage);
    stacks = new LongColumn(storage);
    frameCapacities = new IntColumn(storage);
    highWaterMarks = new IntColumn(storage);
    acquired = new LongColumn(storage);
    released = new LongColumn(storage);
    acquiredFrom = new LongColumn(storage);
    releasedTo = new LongColumn(storage);
    times = new LongColumn(storage);
    pools = new LongColumn(storage);
    live = new IntColumn(storage);
    idle = new IntColumn(storage);
  }

  private PoolTable(PoolTable other, DecodeTable decodes, Storage target) {
    useOfDecode = new IntColumn(target);
    decodeOfUse = new IntColumn(target);
    flags = other.flags.frozen();
    stacks = other.stacks.frozen();
    frameCapacities = other.frameCapacities.frozen();
    highWaterMarks = other.highWaterMarks.frozen();
    acquired = other.acquired.frozen();
    released = other.released.frozen();
    acquiredFrom = other.acquiredFrom.frozen();
    releasedTo = other.releasedTo.frozen();
    times = other.times.frozen();
    pools = other.pools.frozen();
    live = other.live.frozen();
    idle = other.idle.frozen();
    hits = other.hits;
    misses = other.misses;
    drops = other.drops;
    trims = other.trims;
    for (int use = 0; use < stacks.size(); use++) {
      decodeOfUse.add(DecodeTable.NO_DECODE);
    }
    for (int decode = 0; decode < decodes.count(); decode++) {
      int use = other.useOfDecodeId.getOrDefault(decodes.id(decode), NO_USE);
      useOfDecode.add(use);
      if (use != NO_USE) {
        decodeOfUse.set(use, decode);
      }
    }
  }

  /** What is known now, for readers. */
  public PoolTable frozen(DecodeTable decodes, Storage target) {
    return new PoolTable(this, decodes, target);
  }

  /** Tells what the decode with the engine's id {@code decode} acquired. */
  public void acquired(long decode, long stack, boolean hit, Occupancy occupancy) {
    int use = useOf(decode, stack);
    acquired.set(use, occupancy.time());
    acquiredFrom.set(use, occupancy.pool());
    if (hit) {
      flags.set(use, (short) (flags.get(use) | HIT));
      hits++;
    } else {
      misses++;
    }
    add(occupancy);
  }

  /** Tells what the stack looked like when it was given back; a file may tell this first. */
  public void released(
      long decode,
      long stack,
      int frameCapacity,
      int highWaterFrames,
      boolean kept,
      Occupancy occupancy) {
    int use = useOf(decode, stack);
    released.set(use, occupancy.time());
    releasedTo.set(use, occupancy.pool());
    frameCapacities.set(use, frameCapacity);
    highWaterMarks.set(use, highWaterFrames);
    if (!kept) {
      flags.set(use, (short) (flags.get(use) | DROPPED));
      drops++;
    }
    add(occupancy);
  }

  private int useOf(long decode, long stack) {
    int index = useOfDecodeId.indexOf(decode);
    if (useOfDecodeId.indexExists(index)) {
      return useOfDecodeId.indexGet(index);
    }
    int use = stacks.size();
    useOfDecodeId.indexInsert(index, decode, use);
    flags.add((short) 0);
    stacks.add(stack);
    frameCapacities.add(0);
    highWaterMarks.add(0);
    acquired.add(ThreadTable.NOT_RECORDED);
    released.add(NOT_RELEASED);
    acquiredFrom.add(0);
    releasedTo.add(0);
    return use;
  }

  /** Tells that idle stacks were given back because nobody used them. */
  public void trimmed(long count, Occupancy occupancy) {
    trims += count;
    add(occupancy);
  }

  private void add(Occupancy occupancy) {
    times.add(occupancy.time());
    pools.add(occupancy.pool());
    live.add(occupancy.live());
    idle.add(occupancy.idle());
  }

  /** The stack of a decode by its row; empty if nothing was recorded of it. */
  public Optional<StackUse> useOf(int decode) {
    int use = useOfDecode.get(decode);
    return use == NO_USE ? Optional.empty() : Optional.of(use(use));
  }

  /** How many times a stack was used, see {@link #use}. */
  public int uses() {
    return stacks.size();
  }

  public StackUse use(int row) {
    return new StackUse(
        decodeOfUse.get(row),
        stacks.get(row),
        (flags.get(row) & HIT) != 0,
        frameCapacities.get(row),
        highWaterMarks.get(row),
        acquired.get(row),
        released.get(row),
        acquiredFrom.get(row),
        releasedTo.get(row),
        (flags.get(row) & DROPPED) == 0);
  }

  /** How many times an occupancy was recorded, see {@link #occupancy}. */
  public int occupancies() {
    return times.size();
  }

  public Occupancy occupancy(int row) {
    return new Occupancy(times.get(row), pools.get(row), live.get(row), idle.get(row));
  }

  /** Acquisitions that reused a stack. */
  public long hits() {
    return hits;
  }

  /** Acquisitions that had to make one. */
  public long misses() {
    return misses;
  }

  /** Stacks that were given back when enough were idle. */
  public long drops() {
    return drops;
  }

  /** Idle stacks that were given back because nobody used them. */
  public long trims() {
    return trims;
  }
}
