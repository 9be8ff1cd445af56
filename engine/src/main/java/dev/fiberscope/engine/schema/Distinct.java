package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.stack.DecodeStack;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.FormatError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Refuses what a map or a set has twice, once all of it has been read. */
final class Distinct {
  private static final int NONE = -1;

  private final boolean refuses;
  private final Set<Object> seen = new HashSet<>();
  private long twice = NONE;
  private long offset;

  /**
   * @param refuses false if all may come
   */
  Distinct(boolean refuses) {
    this.refuses = refuses;
  }

  /** Elements of a byte each. */
  void addAll(List<Object> elements, long start) {
    for (int i = 0; i < elements.size(); i++) {
      add(elements.get(i), i, start + i);
    }
  }

  /**
   * @param start where the key or element begins
   */
  void add(Object key, long index, long start) {
    if (refuses && !seen.add(key) && twice == NONE) {
      twice = index;
      offset = start;
    }
  }

  void check(DecodeStack stack) {
    if (twice != NONE) {
      stack.element(twice);
      throw new DecodeException(FormatError.duplicateKey(), offset);
    }
  }
}
