package dev.fiberscope.engine.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdleStacksTest {
  private final StackPool pool = new StackPool(8, PoolPolicy.SHARED, 8);

  private DecodeStack idle(int decode) {
    DecodeStack stack = pool.acquire(decode);
    stack.become(StackState.POOLED);
    return stack;
  }

  @Test
  void whatIsKeptIsStillTakenLastUsedFirst() {
    List<DecodeStack> stacks = IntStream.rangeClosed(1, 4).mapToObj(this::idle).toList();
    IdleStacks idle = new IdleStacks(0, 8);
    for (int tick = 1; tick <= 4; tick++) {
      assertThat(idle.offer(stacks.get(tick - 1), tick)).isTrue();
    }
    assertThat(idle.dropOlderThan(2)).isEqualTo(1);
    assertThat(stacks.getFirst().state()).isEqualTo(StackState.DROPPED);
    assertThat(idle.take()).contains(stacks.get(3));
    assertThat(idle.take()).contains(stacks.get(2));
    assertThat(idle.take()).contains(stacks.get(1));
    assertThat(idle.take()).isEmpty();
  }
}
