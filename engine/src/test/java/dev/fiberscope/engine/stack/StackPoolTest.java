package dev.fiberscope.engine.stack;

import static dev.fiberscope.engine.stack.StackState.DROPPED;
import static dev.fiberscope.engine.stack.StackState.LIVE;
import static dev.fiberscope.engine.stack.StackState.POOLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fiberscope.engine.stack.StackPool.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StackPoolTest {
  private static final Map<StackState, Set<StackState>> LEGAL =
      Map.of(LIVE, Set.of(POOLED), POOLED, Set.of(LIVE, DROPPED), DROPPED, Set.of());

  private static StackPool pool(PoolPolicy policy, int cap) {
    return new StackPool(8, policy, cap);
  }

  @Test
  void everyPairOfStatesIsAsTheTableSays() {
    for (StackState from : StackState.values()) {
      for (StackState to : StackState.values()) {
        assertThat(from.mayBecome(to))
            .as("%s to %s", from, to)
            .isEqualTo(LEGAL.get(from).contains(to));
      }
    }
  }

  @Test
  void aStackThatComesBackTwiceIsAnError() {
    StackPool pool = pool(PoolPolicy.SHARED, 1);
    DecodeStack stack = pool.acquire(1);
    pool.release(stack, 1);
    assertThatThrownBy(() -> pool.release(stack, 1))
        .hasMessage("decode stack " + stack.id() + " cannot go from POOLED to POOLED");
  }

  @Test
  void stacksBeyondTheCapAreDropped() {
    StackPool pool = pool(PoolPolicy.SHARED, 1);
    DecodeStack a = pool.acquire(1);
    DecodeStack b = pool.acquire(2);
    assertThat(pool.live()).isEqualTo(2);
    pool.release(a, 1);
    pool.release(b, 2);
    assertThat(a.state()).isEqualTo(POOLED);
    assertThat(b.state()).isEqualTo(DROPPED);
    assertThat(pool.counts()).isEqualTo(new Counts(2, 2, 0, 1, 0, 2, 1, 0));
  }

  @Test
  void idleMemoryIsGivenBackAfterAWhile() {
    StackPool pool = pool(PoolPolicy.SHARED, 10_000);
    List<DecodeStack> many = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      many.add(pool.acquire(i));
    }
    many.forEach(stack -> pool.release(stack, 0));
    assertThat(pool.idle()).isEqualTo(5_000);
    while (pool.counts().trims() < 5_000) {
      LockSupport.parkNanos(10_000_000);
    }
    assertThat(pool.idle()).isZero();
    assertThat(many).allMatch(stack -> stack.state() == DROPPED);
  }

  @Test
  void aPoolPerCarrierIsEmptiedWhereDecodesBeginAndFilledWhereTheyEnd() throws Exception {
    StackPool pool = pool(PoolPolicy.PER_CARRIER, 2);
    List<DecodeStack> taken = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      taken.add(pool.acquire(i));
    }
    CountDownLatch released = new CountDownLatch(1);
    // Another platform thread is another carrier.
    Thread.ofPlatform()
        .start(
            () -> {
              taken.forEach(stack -> pool.release(stack, 0));
              released.countDown();
            });
    released.await();
    assertThat(pool.counts()).isEqualTo(new Counts(4, 4, 0, 2, 0, 4, 2, 0));
    pool.release(pool.acquire(5), 5);
    assertThat(pool.counts().misses()).as("nothing came back to this carrier").isEqualTo(5);
    StackPool shared = pool(PoolPolicy.SHARED, 2);
    DecodeStack first = shared.acquire(1);
    shared.release(first, 1);
    assertThat(shared.acquire(2)).isSameAs(first);
  }

  @Property(tries = 200)
  void itsAccountsBalance(@ForAll @Size(max = 60) List<Boolean> acquire) {
    StackPool pool = pool(PoolPolicy.SHARED, 3);
    List<DecodeStack> held = new ArrayList<>();
    for (boolean take : acquire) {
      if (take) {
        held.add(pool.acquire(1));
      } else if (!held.isEmpty()) {
        pool.release(held.removeLast(), 1);
      }
    }
    Counts counts = pool.counts();
    assertThat(counts.live()).isEqualTo(held.size());
    assertThat(counts.acquired()).isEqualTo(counts.released() + held.size());
    assertThat(counts.acquired()).isEqualTo(counts.hits() + counts.misses());
    assertThat(counts.misses()).isEqualTo(held.size() + counts.idle() + counts.drops());
    assertThat(counts.idle()).isLessThanOrEqualTo(3);
  }

  /** What nobody uses for a moment only is there for the next decode. */
  @Test
  void anIdleStackIsKeptForTwoSeconds() {
    StackPool pool = pool(PoolPolicy.SHARED, 8);
    pool.release(pool.acquire(1), 1);
    long idleSince = System.nanoTime();
    while (pool.idle() > 0) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(System.nanoTime() - idleSince).isGreaterThan(1_900_000_000L);
    assertThat(pool.counts().trims()).isEqualTo(1);
  }
}
