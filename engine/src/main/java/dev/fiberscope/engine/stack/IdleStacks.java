package dev.fiberscope.engine.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Stacks that wait for a decode; the one that came last goes first, so that the others age. */
final class IdleStacks {
  // A node is never used twice, so comparing heads is enough to know that nothing changed.
  private record Node(DecodeStack stack, int tick, Node below, int height) {
    static int height(Node top) {
      return top == null ? 0 : top.height;
    }
  }

  private final AtomicReference<Node> top = new AtomicReference<>();
  private final long owner;
  private final int cap;

  /**
   * @param owner id of the carrier whose pool this is, 0 if all share it
   * @param cap most stacks kept
   */
  IdleStacks(long owner, int cap) {
    this.owner = owner;
    this.cap = cap;
  }

  long owner() {
    return owner;
  }

  int count() {
    return Node.height(top.get());
  }

  Optional<DecodeStack> take() {
    Node taken = top.get();
    while (taken != null && !top.compareAndSet(taken, taken.below)) {
      taken = top.get();
    }
    return taken == null ? Optional.empty() : Optional.of(taken.stack);
  }

  /**
   * @param tick the time in ticks, to know later for how long it was not used
   * @return false if enough are kept
   */
  boolean offer(DecodeStack stack, int tick) {
    while (true) {
      Node below = top.get();
      int height = Node.height(below) + 1;
      if (height > cap) {
        return false;
      }
      if (top.compareAndSet(below, new Node(stack, tick, below, height))) {
        return true;
      }
    }
  }

  /** Drops the stacks that have not been used since {@code tick}, and tells how many. */
  int dropOlderThan(int tick) {
    List<Node> downwards = new ArrayList<>();
    for (Node node = top.getAndSet(null); node != null; node = node.below) {
      downwards.add(node);
    }
    int dropped = 0;
    for (Node node : downwards.reversed()) {
      if (node.tick < tick || !offer(node.stack, node.tick)) {
        node.stack.become(StackState.DROPPED);
        dropped++;
      }
    }
    return dropped;
  }
}
