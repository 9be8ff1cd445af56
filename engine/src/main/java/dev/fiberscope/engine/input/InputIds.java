package dev.fiberscope.engine.input;

import java.util.concurrent.atomic.AtomicLong;

/** Ids for inputs. Those whose arrivals nobody records are negative. */
final class InputIds {
  private static final AtomicLong RECORDED = new AtomicLong();
  private static final AtomicLong UNRECORDED = new AtomicLong();

  private InputIds() {}

  static long recorded() {
    return RECORDED.incrementAndGet();
  }

  static long unrecorded() {
    return UNRECORDED.decrementAndGet();
  }
}
