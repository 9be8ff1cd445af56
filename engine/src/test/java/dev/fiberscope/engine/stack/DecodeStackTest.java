package dev.fiberscope.engine.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fiberscope.engine.wire.DecodeError.GuardHit;
import dev.fiberscope.engine.wire.DecodeException;
import org.junit.jupiter.api.Test;

class DecodeStackTest {
  private final StackPool pool = new StackPool(3, PoolPolicy.SHARED, 1);

  @Test
  void aSnapshotTellsFramesAndTheFieldBeingRead() {
    DecodeStack stack = pool.acquire(1);
    stack.open("Order", 0);
    stack.field("items");
    stack.open("Vec<Item>", 9);
    stack.element(2);
    stack.open("Item", 21);
    stack.field("price");
    stack.leaf("u64", 24);
    assertThat(stack.snapshot())
        .isEqualTo("0\t\tOrder\n9\titems\tVec<Item>\n21\t[2]\tItem\n24\tprice\tu64");
    assertThat(stack.path()).isEqualTo("Order.items[2].price");
  }

  @Test
  void theGuardStopsTheFrameThatWouldCrossIt() {
    DecodeStack stack = pool.acquire(1);
    for (int i = 0; i < 3; i++) {
      stack.open("Nest", i);
    }
    assertThatThrownBy(() -> stack.open("Nest", 3))
        .isInstanceOfSatisfying(
            DecodeException.class, error -> assertThat(error.error()).isEqualTo(new GuardHit(3)))
        .hasMessage("the decode stack's guard stopped frame 4 of 3 at offset 3");
    assertThat(stack.highWaterFrames()).isEqualTo(3);
  }

  @Test
  void aStackComesBackClearedAndIsReused() {
    DecodeStack first = pool.acquire(1);
    first.open("Order", 0);
    pool.release(first, 1);
    DecodeStack second = pool.acquire(2);
    assertThat(second).isSameAs(first);
    assertThat(second.snapshot()).isEmpty();
    assertThat(second.path()).isEmpty();
    assertThat(second.highWaterFrames()).isEqualTo(1);
  }

  @Test
  void aDeepDecodeGetsMemoryForAllItsFrames() {
    DecodeStack stack = new StackPool(100, PoolPolicy.SHARED, 1).acquire(1);
    for (int i = 0; i < 100; i++) {
      stack.element(i);
      stack.open("Nest" + i, i);
    }
    assertThat(stack.snapshot().lines()).hasSize(100).last().isEqualTo("99\t[99]\tNest99");
    assertThatThrownBy(() -> stack.open("Nest", 100)).isInstanceOf(DecodeException.class);
    stack.clear();
    stack.open("Order", 0);
    assertThat(stack.snapshot()).isEqualTo("0\t\tOrder");
  }
}
