package dev.fiberscope.engine.hazard;

import dev.fiberscope.engine.event.EngineEvents.DecodeEnd;
import dev.fiberscope.engine.event.EngineEvents.DecodeStart;
import dev.fiberscope.engine.stack.DecodeStack;
import dev.fiberscope.engine.stack.StackPool;
import java.util.concurrent.atomic.AtomicLong;

/** A decode that takes a stack and gives it back when it likes, and tells JFR as engines do. */
final class ContextDecode {
  // Far from those of engines.
  private static final AtomicLong IDS = new AtomicLong(1L << 40);

  private final long id;
  private final StackPool pool;
  private final DecodeStack stack;

  private ContextDecode(StackPool pool) {
    this.id = nextId();
    this.pool = pool;
    this.stack = pool.acquire(id);
  }

  static long nextId() {
    return IDS.incrementAndGet();
  }

  static ContextDecode begin(StackPool pool) {
    ContextDecode decode = new ContextDecode(pool);
    DecodeStart event = new DecodeStart();
    event.decode = decode.id;
    event.fiber = Thread.currentThread().threadId();
    event.stack = decode.stack.id();
    event.commit();
    return decode;
  }

  void end() {
    DecodeEnd event = new DecodeEnd();
    event.decode = id;
    event.outcome = "decoded";
    event.error = "";
    event.commit();
  }

  void release() {
    pool.release(stack, id);
  }
}
