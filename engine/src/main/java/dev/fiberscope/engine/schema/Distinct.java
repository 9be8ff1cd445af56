package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.stack.DecodeStack;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.Format;
import dev.fiberscope.engine.wire.FormatError;
import dev.fiberscope.engine.wire.WireReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Refuses what a map or a set has twice, or warns of it and of a wrong order, once all of it has
 * been read.
 */
final class Distinct {
  private static final int NONE = -1;

  /** What there is to do about it. */
  enum Rule {
    ANY_MAY_COME,
    REFUSED,
    WARNED
  }

  private final Rule rule;

  /** As {@link Format.Cbor#order}. */
  private final int order;

  private final Set<Object> seen = new HashSet<>();
  private long twice = NONE;
  private long offset;
  private long disorder = NONE;
  private long lastStart;
  private long lastEnd;

  Distinct(Rule rule, int order) {
    this.rule = rule;
    this.order = rule == Rule.WARNED ? order : 0;
  }

  /** Elements of a byte each. */
  void addAll(List<Object> elements, long start) {
    for (int i = 0; i < elements.size(); i++) {
      addValue(elements.get(i), i, start + i);
    }
  }

  /**
   * A key or an element that was just read.
   *
   * @param start where it begins
   */
  void add(Object key, long index, long start, WireReader wire) {
    addValue(key, index, start);
    if (order > 0) {
      long end = wire.offset();
      if (lastEnd > lastStart && disorder == NONE && isBefore(wire, start, end)) {
        disorder = start;
      }
      lastStart = start;
      lastEnd = end;
    }
  }

  /** True if it should stand before the last one. */
  private boolean isBefore(WireReader wire, long start, long end) {
    long longer = order == 2 ? (lastEnd - lastStart) - (end - start) : 0;
    return longer > 0 || longer == 0 && wire.compare(start, end, lastStart, lastEnd) < 0;
  }

  private void addValue(Object key, long index, long start) {
    if (rule != Rule.ANY_MAY_COME && !seen.add(key) && twice == NONE) {
      twice = index;
      offset = start;
    }
  }

  void check(DecodeStack stack, WireReader wire) {
    if (disorder != NONE) {
      wire.warn(
          disorder,
          "a key or an element stands behind a larger one, which RFC 8949, 4.2.1 forbids");
    }
    if (twice != NONE && rule == Rule.WARNED) {
      wire.warn(offset, "a key or an element is there twice, which RFC 8949, 5.6 forbids in a map");
    } else if (twice != NONE) {
      stack.element(twice);
      throw new DecodeException(FormatError.duplicateKey(), offset);
    }
  }
}
