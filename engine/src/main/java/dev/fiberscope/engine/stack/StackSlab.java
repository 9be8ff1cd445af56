package dev.fiberscope.engine.stack;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Memory outside the heap for the frames of many stacks. It is given back as a whole, once all of
 * them have been dropped.
 */
final class StackSlab {
  /** Frames that a stack has memory for at first. */
  private static final int FIRST_FRAMES = 16;

  private static final int STACKS = 512;
  private static final int ALIGNMENT = 16;

  private final Arena arena;
  private final MemorySegment memory;
  private final int stacks;
  private final int bytesPerStack;
  private int taken;
  private int dropped;

  private StackSlab(Arena arena, int stacks, int frames) {
    this.arena = arena;
    this.stacks = stacks;
    bytesPerStack = frames * DecodeStack.FRAME_BYTES;
    memory = arena.allocate((long) stacks * bytesPerStack, ALIGNMENT);
  }

  static StackSlab ofMany(int frameCapacity) {
    return new StackSlab(Arena.ofShared(), STACKS, Math.min(FIRST_FRAMES, frameCapacity));
  }

  /** Memory for one stack, which the garbage collector gives back. */
  static StackSlab ofOne() {
    return new StackSlab(Arena.ofAuto(), 1, FIRST_FRAMES);
  }

  int bytesPerStack() {
    return bytesPerStack;
  }

  /** True if no further stack fits. */
  synchronized boolean isFull() {
    return taken == stacks;
  }

  /** The memory of one more stack, all zero. */
  synchronized MemorySegment take() {
    long from = (long) taken++ * bytesPerStack;
    return memory.asSlice(from, bytesPerStack);
  }

  /** Tells that a stack will not be used again. */
  synchronized void drop() {
    dropped++;
    if (dropped == stacks) {
      arena.close();
    }
  }
}
