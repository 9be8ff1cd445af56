package dev.fiberscope.engine.stack;

import dev.fiberscope.engine.event.EngineEvents.StackAcquire;
import dev.fiberscope.engine.event.EngineEvents.StackRelease;
import dev.fiberscope.engine.event.EngineEvents.StackTrim;
import dev.fiberscope.engine.fiber.Carriers;
import dev.fiberscope.engine.fiber.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Hands out decode stacks and takes them back, cleared. At most {@code idleCap} are kept idle in a
 * pool, further ones are dropped; those that nobody used for two seconds are trimmed.
 */
public final class StackPool {
  private static final Duration TICK = Duration.ofSeconds(1);

  /** A stack that came back right before a tick has aged by one when it is as good as new. */
  private static final int TICKS_TO_KEEP = 2;

  // Unlike those of any other pool.
  private static final AtomicInteger POOLS = new AtomicInteger();
  private static final AtomicInteger STACKS = new AtomicInteger();

  private final int number = POOLS.incrementAndGet();
  private final int frameCapacity;
  private final PoolPolicy policy;
  private final int idleCap;
  private final IdleStacks shared;
  private final Map<Thread, IdleStacks> ofCarrier = new ConcurrentHashMap<>();
  // Faster than the map, and right where the current thread is the carrier.
  private final ThreadLocal<IdleStacks> ofThisCarrier =
      ThreadLocal.withInitial(() -> ofCarrier(Thread.currentThread()));
  private final AtomicBoolean ticking = new AtomicBoolean();
  private final LongAdder acquired = new LongAdder();
  private final LongAdder released = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder drops = new LongAdder();
  private final LongAdder trims = new LongAdder();
  private StackSlab slab;
  private volatile int tick;

  /**
   * What a pool did since it was made.
   *
   * @param acquired stacks handed out; {@code released + live} at a moment when nothing happens
   * @param hits stacks handed out that had been used before
   * @param misses stacks that had to be made
   * @param drops stacks given back when enough were idle
   * @param trims idle stacks that nobody used for a while
   */
  public record Counts(
      long acquired,
      long released,
      int live,
      int idle,
      long hits,
      long misses,
      long drops,
      long trims) {}

  /**
   * @param frameCapacity frames a stack holds before its guard stops the next one
   * @param idleCap most stacks kept for reuse, in each pool
   */
  public StackPool(int frameCapacity, PoolPolicy policy, int idleCap) {
    this.frameCapacity = frameCapacity;
    this.policy = policy;
    this.idleCap = idleCap;
    this.shared = new IdleStacks(0, idleCap);
  }

  /** Takes an idle stack, or makes one. The caller gives it back with {@link #release}. */
  public DecodeStack acquire(long decode) {
    IdleStacks idle = idleStacks();
    Optional<DecodeStack> used = idle.take();
    DecodeStack stack;
    if (used.isPresent()) {
      stack = used.get();
      stack.become(StackState.LIVE);
    } else {
      stack = make();
      misses.increment();
    }
    acquired.increment();
    StackAcquire event = new StackAcquire();
    if (event.isEnabled()) {
      event.stack = stack.id();
      event.decode = decode;
      event.engine = number;
      event.pool = idle.owner();
      event.hit = used.isPresent();
      event.live = live();
      event.idle = idle.count();
      event.commit();
    }
    return stack;
  }

  private IdleStacks idleStacks() {
    if (policy == PoolPolicy.SHARED) {
      return shared;
    }
    return Thread.currentThread().isVirtual()
        ? ofCarrier(Carriers.currentCarrierThread())
        : ofThisCarrier.get();
  }

  private IdleStacks ofCarrier(Thread carrier) {
    return ofCarrier.computeIfAbsent(carrier, _ -> new IdleStacks(carrier.threadId(), idleCap));
  }

  private synchronized DecodeStack make() {
    if (slab == null || slab.isFull()) {
      slab = StackSlab.ofMany(frameCapacity);
    }
    return new DecodeStack(STACKS.incrementAndGet(), frameCapacity, slab);
  }

  /** Clears the stack and keeps it for the next decode, or drops it if enough are idle. */
  public void release(DecodeStack stack, long decode) {
    IdleStacks idle = idleStacks();
    int highWater = stack.highWaterFrames();
    stack.clear();
    stack.become(StackState.POOLED);
    boolean kept = idle.offer(stack, tick);
    if (kept) {
      keepTicking();
    } else {
      stack.become(StackState.DROPPED);
      drops.increment();
    }
    released.increment();
    StackRelease event = new StackRelease();
    if (event.isEnabled()) {
      event.stack = stack.id();
      event.decode = decode;
      event.engine = number;
      event.pool = idle.owner();
      event.kept = kept;
      event.frameCapacity = frameCapacity;
      event.highWaterFrames = highWater;
      event.live = live();
      event.idle = idle.count();
      event.commit();
    }
  }

  private void keepTicking() {
    if (!ticking.get() && ticking.compareAndSet(false, true)) {
      Timer.after(TICK, this::tick);
    }
  }

  private void tick() {
    tick++;
    trimOlderThan(tick - TICKS_TO_KEEP);
    ofCarrier.entrySet().removeIf(pool -> !pool.getKey().isAlive() && pool.getValue().count() == 0);
    ticking.set(false);
    if (idle() > 0) {
      keepTicking();
    }
  }

  /** Gives the memory of all idle stacks back. */
  public void trim() {
    trimOlderThan(Integer.MAX_VALUE);
  }

  private void trimOlderThan(int oldest) {
    for (IdleStacks idle : pools()) {
      int dropped = idle.dropOlderThan(oldest);
      trims.add(dropped);
      StackTrim event = new StackTrim();
      if (dropped > 0 && event.isEnabled()) {
        event.engine = number;
        event.pool = idle.owner();
        event.dropped = dropped;
        event.idle = idle.count();
        event.commit();
      }
    }
  }

  private Collection<IdleStacks> pools() {
    return policy == PoolPolicy.SHARED ? List.of(shared) : ofCarrier.values();
  }

  /** Stacks that decodes hold now. */
  public int live() {
    return (int) (acquired.sum() - released.sum());
  }

  /** Stacks waiting for a decode, in all pools. */
  public int idle() {
    return pools().stream().mapToInt(IdleStacks::count).sum();
  }

  public Counts counts() {
    long all = acquired.sum();
    return new Counts(
        all,
        released.sum(),
        live(),
        idle(),
        all - misses.sum(),
        misses.sum(),
        drops.sum(),
        trims.sum());
  }

  /** Bytes outside the heap that a stack takes at first. */
  public synchronized int bytesPerStack() {
    return slab == null ? 0 : slab.bytesPerStack();
  }
}
