package dev.fiberscope.engine;

import dev.fiberscope.engine.DecodeResult.Decoded;
import dev.fiberscope.engine.DecodeResult.Failed;
import dev.fiberscope.engine.event.EngineEvents.DecodeEnd;
import dev.fiberscope.engine.event.EngineEvents.DecodeStart;
import dev.fiberscope.engine.event.EngineEvents.Resume;
import dev.fiberscope.engine.event.EngineEvents.Suspend;
import dev.fiberscope.engine.event.FiberText;
import dev.fiberscope.engine.fiber.Fiber;
import dev.fiberscope.engine.fiber.FiberCancelled;
import dev.fiberscope.engine.fiber.Ids;
import dev.fiberscope.engine.fiber.SuspendReason;
import dev.fiberscope.engine.input.Input;
import dev.fiberscope.engine.schema.Decodable;
import dev.fiberscope.engine.schema.Decoder;
import dev.fiberscope.engine.schema.Skim;
import dev.fiberscope.engine.stack.DecodeStack;
import dev.fiberscope.engine.wire.DecodeError;
import dev.fiberscope.engine.wire.DecodeError.Cancelled;
import dev.fiberscope.engine.wire.DecodeError.Io;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.Refill;
import dev.fiberscope.engine.wire.WireReader;
import java.io.IOException;
import java.util.Optional;

/** One message on its way from bytes to a value: holds a stack, suspends, tells JFR. */
final class Decode implements Refill, AutoCloseable {

  private final long id = Ids.DECODES.next();
  private final DecodeEngine engine;
  private final Fiber fiber;
  private final Decodable<?> type;
  private final Input input;
  private final DecodeStack stack;
  private final WireReader wire;
  private int shown;
  private int bytesOfSlice;
  private int suspensions;
  // What ended it: a decoder that swallows it and reads on meets it again.
  private DecodeException over;
  private DecodeException readOnBehind;
  private boolean ended;

  /** Null if only reading tells whether the message is all there. */
  private final Gathering gathering;

  private boolean arranged;

  /** What ended the gathering; told where it is read. */
  private IOException failure;

  Decode(DecodeEngine engine, Fiber fiber, Decodable<?> type, Input input) {
    this.engine = engine;
    this.fiber = fiber;
    this.type = type;
    this.input = input;
    this.stack = engine.pool().acquire(id);
    this.wire = new WireReader(engine.config().wire(), this);
    Skim skim = engine.skimOf(type);
    this.gathering = skim == null ? null : new Gathering(skim, input);
  }

  /**
   * Takes the bytes that have arrived of a small message.
   *
   * @return true if it is to be read now: it is all there, or only reading tells
   */
  boolean gather() {
    if (arranged) {
      arranged = false;
      input.forget();
    }
    boolean isOver = failure != null || fiber.isCancelled();
    if (gathering == null || isOver || new Suspend().isEnabled()) {
      // Who records wants to see where it waits, and with which frames.
      return true;
    }
    bytesOfSlice = 0;
    try {
      return gathering.isReady();
    } catch (IOException broken) {
      failure = broken;
    } catch (RuntimeException broken) {
      failure = new IOException(broken.toString(), broken);
    }
    return true;
  }

  /** Has the fiber resumed when more has arrived; false if it has to wait itself. */
  boolean arrange() {
    arranged = input.arrange(fiber);
    suspensions += arranged ? 1 : 0;
    return arranged;
  }

  /** Waits for the bytes of a small message before there is much on the stack. */
  private void awaitAll() {
    while (!gather()) {
      suspensions++;
      try {
        input.await(fiber);
      } catch (FiberCancelled cancelled) {
        // Told where it reads.
        return;
      }
    }
  }

  DecodeResult run() {
    awaitAll();
    shown = gathering == null ? 0 : gathering.show(wire);
    try {
      Object value = type.decode(new Decoder(wire, stack));
      if (over != null) {
        return failed(over);
      }
      return new Decoded(value, wire.offset(), suspensions);
    } catch (DecodeException problem) {
      return failed(over == null ? problem : over);
    }
  }

  /** Tells that it begins. */
  void start() {
    DecodeStart event = new DecodeStart();
    if (event.isEnabled()) {
      event.decode = id;
      event.fiber = fiber.id();
      event.format = engine.formatOf(type);
      event.input = input.id();
      event.inputOffset = input.position();
      event.stack = stack.id();
      event.commit();
    }
  }

  private Failed failed(DecodeException problem) {
    return new Failed(problem.in(stack.path(), stack.snapshot()), suspensions);
  }

  @Override
  public boolean refill(WireReader reader, int wanted) {
    if (over != null) {
      readOnBehind = over;
      throw over;
    }
    if (ended) {
      return false;
    }
    consume();
    try {
      fiber.throwIfCancelled();
      if (failure != null) {
        throw failure;
      }
      int there = input.poll();
      while (there == 0) {
        suspend(SuspendReason.BYTES, wanted);
        there = input.poll();
      }
      if (there < 0) {
        ended = true;
        return false;
      }
      if (bytesOfSlice >= engine.config().sliceBytes()) {
        suspend(SuspendReason.TURN, wanted);
      }
      show(reader, there);
      return true;
    } catch (FiberCancelled cancelled) {
      throw end(new Cancelled(cancelled.getMessage()));
    } catch (IOException failed) {
      throw end(new Io(failed.getMessage() == null ? failed.toString() : failed.getMessage()));
    } catch (RuntimeException broken) {
      throw end(new Io(broken.toString()));
    }
  }

  private void show(WireReader reader, int there) throws IOException {
    byte[] bytes = input.bytes();
    int from = input.from();
    if (from < 0 || there > bytes.length - from) {
      throw new IOException(
          "it offers " + there + " bytes from " + from + " of an array of " + bytes.length);
    }
    shown = Math.min(there, engine.config().sliceBytes());
    bytesOfSlice += shown;
    reader.show(bytes, from, from + shown);
  }

  private DecodeException end(DecodeError error) {
    over = new DecodeException(error, wire.offset());
    return over;
  }

  /** Tells the input what was read of what was shown; the rest stays with it. */
  private void consume() {
    // What was gathered is consumed already.
    input.consume(Math.max(0, shown - wire.unread()));
    shown = wire.unread();
  }

  private void suspend(SuspendReason reason, int wanted) {
    suspensions++;
    Suspend suspend = new Suspend();
    if (suspend.isEnabled()) {
      suspend.decode = id;
      suspend.suspension = suspensions;
      suspend.fiber = fiber.id();
      suspend.reason = reason.text();
      suspend.offset = wire.offset();
      suspend.arrived = wire.offset() + wire.staged();
      suspend.wanted = wanted;
      suspend.frames = FiberText.of(stack.snapshot());
      suspend.commit();
    }
    if (reason == SuspendReason.TURN) {
      fiber.stepAside(reason);
    } else {
      input.await(fiber);
    }
    bytesOfSlice = 0;
    Resume resume = new Resume();
    if (resume.isEnabled()) {
      resume.decode = id;
      resume.suspension = suspensions;
      resume.fiber = fiber.id();
      resume.offset = wire.offset();
      resume.commit();
    }
  }

  /**
   * Tells how it ended.
   *
   * @param error empty if it did not fail
   */
  void end(String outcome, String error) {
    DecodeEnd event = new DecodeEnd();
    if (event.isEnabled()) {
      event.decode = id;
      event.consumed = wire.offset();
      event.suspensions = suspensions;
      event.outcome = outcome;
      event.error = FiberText.of(error);
      event.swallowed = FiberText.of(swallowed());
      event.commit();
    }
  }

  /** The error that the decoder caught and read on behind; empty if it did not. */
  private String swallowed() {
    return wire.swallowed()
        .or(() -> Optional.ofNullable(readOnBehind))
        .map(DecodeException::getMessage)
        .orElse("");
  }

  /** Leaves bytes beyond the message with the input and gives the stack back to its pool. */
  @Override
  public void close() {
    try {
      consume();
    } finally {
      engine.pool().release(stack, id);
    }
  }
}
