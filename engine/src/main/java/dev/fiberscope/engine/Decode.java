package dev.fiberscope.engine;

import dev.fiberscope.engine.DecodeResult.Decoded;
import dev.fiberscope.engine.DecodeResult.Failed;
import dev.fiberscope.engine.event.EngineEvents.DecodeEnd;
import dev.fiberscope.engine.event.EngineEvents.DecodeStart;
import dev.fiberscope.engine.event.EngineEvents.Resume;
import dev.fiberscope.engine.event.EngineEvents.Suspend;
import dev.fiberscope.engine.event.FiberText;
import dev.fiberscope.engine.event.Formats;
import dev.fiberscope.engine.event.Formats.Description;
import dev.fiberscope.engine.fiber.Fiber;
import dev.fiberscope.engine.fiber.FiberState;
import dev.fiberscope.engine.input.Input;
import dev.fiberscope.engine.schema.Decodable;
import dev.fiberscope.engine.schema.Decoder;
import dev.fiberscope.engine.stack.DecodeStack;
import dev.fiberscope.engine.stack.StackPool;
import dev.fiberscope.engine.wire.DecodeError.Cancelled;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.engine.wire.WireReader;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** One message on its way from bytes to a value: holds a stack, suspends, tells JFR. */
final class Decode implements WireReader.Refill, AutoCloseable {
  private static final AtomicLong IDS = new AtomicLong();

  private final long id = IDS.incrementAndGet();
  private final Decodable<?> type;
  private final Input input;
  private final StackPool pool;
  private final DecodeStack stack;
  private final WireReader wire;
  private final Optional<Fiber> fiber = Fiber.current();
  private int suspensions;

  Decode(WireConfig config, StackPool pool, Decodable<?> type, Input input) {
    this.type = type;
    this.input = input;
    this.pool = pool;
    this.stack = pool.acquire(id);
    this.wire = new WireReader(config, stack.staging(), this);
    DecodeStart event = new DecodeStart();
    if (event.isEnabled()) {
      event.decode = id;
      event.fiber = Thread.currentThread().threadId();
      event.format =
          Formats.idOf(new Description(type.typeName(), type.rustText(), config.toString()));
      event.input = input.id();
      event.inputOffset = input.position();
      event.stack = stack.id();
      event.commit();
    }
  }

  DecodeResult run() {
    try {
      return new Decoded(type.decode(new Decoder(wire, stack)), wire.offset(), suspensions);
    } catch (DecodeException problem) {
      return new Failed(problem.in(stack.path(), stack.snapshot()), suspensions);
    }
  }

  @Override
  public int refill(byte[] into, int from, int wanted) {
    int got = input.poll(into, from);
    while (got == 0) {
      suspend(wanted);
      got = input.poll(into, from);
    }
    stack.staged(from + Math.max(0, got));
    return got;
  }

  private void suspend(int wanted) {
    suspensions++;
    Suspend suspend = new Suspend();
    if (suspend.isEnabled()) {
      suspend.decode = id;
      suspend.suspension = suspensions;
      suspend.fiber = Thread.currentThread().threadId();
      suspend.offset = wire.offset();
      suspend.arrived = wire.offset() + wire.staged();
      suspend.wanted = wanted;
      suspend.frames = FiberText.of(stack.snapshot());
      suspend.commit();
    }
    fiber.ifPresent(self -> self.become(FiberState.SUSPENDED));
    try {
      input.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new DecodeException(new Cancelled(), wire.offset());
    } finally {
      fiber.ifPresent(self -> self.become(FiberState.RUNNING));
    }
    Resume resume = new Resume();
    if (resume.isEnabled()) {
      resume.decode = id;
      resume.suspension = suspensions;
      resume.fiber = Thread.currentThread().threadId();
      resume.offset = wire.offset();
      resume.commit();
    }
  }

  void end(DecodeResult result) {
    DecodeEnd event = new DecodeEnd();
    if (event.isEnabled()) {
      event.decode = id;
      event.consumed = wire.offset();
      event.suspensions = suspensions;
      switch (result) {
        case Decoded _ -> {
          event.outcome = "decoded";
          event.error = "";
        }
        case Failed failed -> {
          event.outcome = "failed";
          event.error = FiberText.of(failed.error().getMessage());
        }
      }
      event.commit();
    }
  }

  /** Gives bytes beyond the message back to the input and the stack back to its pool. */
  @Override
  public void close() {
    input.giveBack(wire.unread());
    pool.release(stack, id);
  }
}
