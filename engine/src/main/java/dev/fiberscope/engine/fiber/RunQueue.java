package dev.fiberscope.engine.fiber;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** The fibers that one carrier could run: a ring, in the order they came or in a seed's order. */
final class RunQueue {
  private final Optional<IntUnaryOperator> order;
  private CarrierFiber[] ring = new CarrierFiber[64];
  private int first;
  private int size;

  /**
   * @param order told how many there are, says which is next; empty for first come, first served
   */
  RunQueue(Optional<IntUnaryOperator> order) {
    this.order = order;
  }

  int size() {
    return size;
  }

  void add(CarrierFiber fiber) {
    if (size == ring.length) {
      CarrierFiber[] larger = Arrays.copyOfRange(ring, first, first + 2 * size);
      System.arraycopy(ring, 0, larger, size - first, first);
      ring = larger;
      first = 0;
    }
    ring[at(size++)] = fiber;
  }

  /** The next fiber, or null. */
  CarrierFiber poll() {
    if (size == 0) {
      return null;
    }
    if (order.isPresent() && size > 1) {
      swap(0, order.get().applyAsInt(size));
    }
    CarrierFiber next = ring[first];
    ring[first] = null;
    first = at(1);
    size--;
    return next;
  }

  /** The fiber of a name, or null if it is not here. */
  CarrierFiber poll(String name) {
    for (int i = 0; i < size; i++) {
      if (ring[at(i)].name().equals(name)) {
        CarrierFiber found = ring[at(i)];
        ring[at(i)] = ring[first];
        ring[first] = null;
        first = at(1);
        size--;
        return found;
      }
    }
    return null;
  }

  private void swap(int a, int b) {
    CarrierFiber held = ring[at(a)];
    ring[at(a)] = ring[at(b)];
    ring[at(b)] = held;
  }

  private int at(int index) {
    return first + index & ring.length - 1;
  }
}
