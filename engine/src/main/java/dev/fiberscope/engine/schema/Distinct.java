package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.stack.DecodeStack;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.FormatError;
import dev.fiberscope.engine.wire.WireReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Refuses what a map or a set has twice, or warns of it, once all of it has been read. */
final class Distinct {
  private static final int NONE = -1;

  /** What there is to do about it. */
  enum Rule {
    ANY_MAY_COME,
    REFUSED,
    WARNED
  }

  private final Rule rule;
  private final Set<Object> seen = new HashSet<>();
  private long twice = NONE;
  private long offset;

  Distinct(Rule rule) {
    this.rule = rule;
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
    if (rule != Rule.ANY_MAY_COME && !seen.add(key) && twice == NONE) {
      twice = index;
      offset = start;
    }
  }

  void check(DecodeStack stack, WireReader wire) {
    if (twice != NONE && rule == Rule.WARNED) {
      wire.warn(offset, "a key or an element is there twice, which RFC 8949, 5.6 forbids in a map");
    } else if (twice != NONE) {
      stack.element(twice);
      throw new DecodeException(FormatError.duplicateKey(), offset);
    }
  }
}
