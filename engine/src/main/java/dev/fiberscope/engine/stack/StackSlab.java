package dev.fiberscope.engine.stack;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Memory outside the heap for the frames of many stacks. The garbage collector gives it back when
 * none of them is used or pooled any more.
 */
final class StackSlab {
  /** Frames that a stack has memory for at first. */
  private static final int FIRST_FRAMES = 16;

  private static final int STACKS = 256;
  private static final int ALIGNMENT = 16;

  private final MemorySegment memory;
  private final int bytesPerStack;
  private long taken;

  private StackSlab(int stacks, int frames) {
    bytesPerStack = frames * DecodeStack.FRAME_BYTES;
    memory = Arena.ofAuto().allocate((long) stacks * bytesPerStack, ALIGNMENT);
  }

  static StackSlab ofMany(int frameCapacity) {
    return new StackSlab(STACKS, Math.min(FIRST_FRAMES, frameCapacity));
  }

  static StackSlab ofOne() {
    return new StackSlab(1, FIRST_FRAMES);
  }

  int bytesPerStack() {
    return bytesPerStack;
  }

  /** True if no further stack fits. */
  boolean isFull() {
    return taken == memory.byteSize();
  }

  /** The memory of one more stack, all zero. */
  MemorySegment take() {
    taken += bytesPerStack;
    return memory.asSlice(taken - bytesPerStack, bytesPerStack);
  }
}
