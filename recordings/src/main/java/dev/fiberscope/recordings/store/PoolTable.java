package dev.fiberscope.recordings.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What decodes did with the stack pool, and how full it was over time. */
public final class PoolTable {
  /**
   * The decode stack of one decode.
   *
   * @param hit true if it came from the pool, false if it was made
   * @param frameCapacity 0 until the stack was released; the high-water mark likewise
   */
  public record StackUse(long stack, boolean hit, int frameCapacity, int highWaterFrames) {
    StackUse withHit(boolean wasHit) {
      return new StackUse(stack, wasHit, frameCapacity, highWaterFrames);
    }
  }

  /** How many stacks were held and how many were idle from {@code time} on. */
  public record Occupancy(long time, int live, int idle) {}

  private final Map<Long, StackUse> useOfDecode = new HashMap<>();
  private final LongColumn times = new LongColumn();
  private final IntColumn live = new IntColumn();
  private final IntColumn idle = new IntColumn();
  private long hits;
  private long misses;
  private long trims;

  /** Tells what the decode with the engine's id {@code decode} acquired. */
  public void acquired(long decode, long stack, boolean hit, Occupancy occupancy) {
    useOfDecode.merge(
        decode, new StackUse(stack, hit, 0, 0), (released, _) -> released.withHit(hit));
    if (hit) {
      hits++;
    } else {
      misses++;
    }
    add(occupancy);
  }

  /** Tells what the stack looked like when it was given back; a file may tell this first. */
  public void released(long decode, StackUse use, Occupancy occupancy) {
    useOfDecode.merge(decode, use, (acquired, released) -> released.withHit(acquired.hit()));
    add(occupancy);
  }

  /** Tells that idle stacks were given back because nobody used them. */
  public void trimmed(long stacks) {
    trims += stacks;
  }

  private void add(Occupancy occupancy) {
    times.add(occupancy.time());
    live.add(occupancy.live());
    idle.add(occupancy.idle());
  }

  public Optional<StackUse> useOf(long decode) {
    return Optional.ofNullable(useOfDecode.get(decode));
  }

  public List<Occupancy> occupancy() {
    List<Occupancy> all = new ArrayList<>();
    for (int row = 0; row < times.size(); row++) {
      all.add(new Occupancy(times.get(row), live.get(row), idle.get(row)));
    }
    return all;
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
