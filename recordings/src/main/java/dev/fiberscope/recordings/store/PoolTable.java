package dev.fiberscope.recordings.store;

import com.carrotsearch.hppc.LongIntHashMap;
import java.util.Optional;

/** What decodes did with the stack pool, and how full it was over time. */
public final class PoolTable {
  /**
   * The decode stack of one decode.
   *
   * @param hit true if it came from the pool, false if it was made
   * @param frameCapacity 0 until the stack was released; the high-water mark likewise
   */
  public record StackUse(long stack, boolean hit, int frameCapacity, int highWaterFrames) {}

  /** How many stacks were held and how many were idle from {@code time} on. */
  public record Occupancy(long time, int live, int idle) {}

  private static final int NO_USE = -1;
  private static final short MISS = 0;
  private static final short HIT = 1;

  // By the engine's id of the decode; not all of them need be known otherwise.
  private final LongIntHashMap useOfDecodeId = new LongIntHashMap();
  private final IntColumn useOfDecode;
  private final ShortColumn origins;
  private final LongColumn stacks;
  private final IntColumn frameCapacities;
  private final IntColumn highWaterMarks;
  // By time.
  private final LongColumn times;
  private final IntColumn live;
  private final IntColumn idle;
  private long hits;
  private long misses;
  private long trims;

  public PoolTable(Storage storage) {
    useOfDecode = new IntColumn(storage);
    origins = new ShortColumn(storage);
    stacks = new LongColumn(storage);
    frameCapacities = new IntColumn(storage);
    highWaterMarks = new IntColumn(storage);
    times = new LongColumn(storage);
    live = new IntColumn(storage);
    idle = new IntColumn(storage);
  }

  private PoolTable(PoolTable other, DecodeTable decodes, Storage target) {
    useOfDecode = new IntColumn(target);
    for (int decode = 0; decode < decodes.count(); decode++) {
      useOfDecode.add(other.useOfDecodeId.getOrDefault(decodes.id(decode), NO_USE));
    }
    origins = other.origins.frozen();
    stacks = other.stacks.frozen();
    frameCapacities = other.frameCapacities.frozen();
    highWaterMarks = other.highWaterMarks.frozen();
    times = other.times.frozen();
    live = other.live.frozen();
    idle = other.idle.frozen();
    hits = other.hits;
    misses = other.misses;
    trims = other.trims;
  }

  /** What is known now, for readers. */
  public PoolTable frozen(DecodeTable decodes, Storage target) {
    return new PoolTable(this, decodes, target);
  }

  /** Tells what the decode with the engine's id {@code decode} acquired. */
  public void acquired(long decode, long stack, boolean hit, Occupancy occupancy) {
    int use = useOf(decode, stack);
    origins.set(use, hit ? HIT : MISS);
    if (hit) {
      hits++;
    } else {
      misses++;
    }
    add(occupancy);
  }

  /** Tells what the stack looked like when it was given back; a file may tell this first. */
  public void released(
      long decode, long stack, int frameCapacity, int highWaterFrames, Occupancy occupancy) {
    int use = useOf(decode, stack);
    frameCapacities.set(use, frameCapacity);
    highWaterMarks.set(use, highWaterFrames);
    add(occupancy);
  }

  private int useOf(long decode, long stack) {
    int index = useOfDecodeId.indexOf(decode);
    if (useOfDecodeId.indexExists(index)) {
      return useOfDecodeId.indexGet(index);
    }
    int use = stacks.size();
    useOfDecodeId.indexInsert(index, decode, use);
    origins.add(MISS);
    stacks.add(stack);
    frameCapacities.add(0);
    highWaterMarks.add(0);
    return use;
  }

  /** Tells that idle stacks were given back because nobody used them. */
  public void trimmed(long count) {
    trims += count;
  }

  private void add(Occupancy occupancy) {
    times.add(occupancy.time());
    live.add(occupancy.live());
    idle.add(occupancy.idle());
  }

  /** The stack of a decode by its row; empty if nothing was recorded of it. */
  public Optional<StackUse> useOf(int decode) {
    int use = useOfDecode.get(decode);
    return use == NO_USE
        ? Optional.empty()
        : Optional.of(
            new StackUse(
                stacks.get(use),
                origins.get(use) == HIT,
                frameCapacities.get(use),
                highWaterMarks.get(use)));
  }

  /** How many times an occupancy was recorded, see {@link #occupancy}. */
  public int occupancies() {
    return times.size();
  }

  public Occupancy occupancy(int row) {
    return new Occupancy(times.get(row), live.get(row), idle.get(row));
  }

  /** Acquisitions that reused a stack. */
  public long hits() {
    return hits;
  }

  /** Acquisitions that had to make one. */
  public long misses() {
    return misses;
  }

  /** Idle stacks that were given back because nobody used them. */
  public long trims() {
    return trims;
  }
}
