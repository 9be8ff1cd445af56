package dev.fiberscope.engine;

import dev.fiberscope.engine.DecodeResult.Failed;
import dev.fiberscope.engine.event.Formats;
import dev.fiberscope.engine.event.Formats.Description;
import dev.fiberscope.engine.fiber.Carriers;
import dev.fiberscope.engine.fiber.Fiber;
import dev.fiberscope.engine.fiber.FiberRuntime;
import dev.fiberscope.engine.fiber.VirtualThreads;
import dev.fiberscope.engine.input.Input;
import dev.fiberscope.engine.schema.Decodable;
import dev.fiberscope.engine.schema.Skim;
import dev.fiberscope.engine.stack.PoolPolicy;
import dev.fiberscope.engine.stack.StackPool;

/** The front door: decodes messages of bincode on fibers. */
public final class DecodeEngine {
  private final EngineConfig config;
  private final FiberRuntime runtime;
  private final StackPool pool;
  private volatile Format lastFormat;

  // Mostly one decode after the other reads the same type, and telling its Rust text takes a while.
  private record Format(Decodable<?> type, long id) {}

  private record Skimmed(Decodable<?> type, Skim skim) {}

  private volatile Skimmed lastSkimmed;

  /** An engine whose fibers are virtual threads. */
  public DecodeEngine(EngineConfig config) {
    this(config, new VirtualThreads());
  }

  /**
   * @param runtime starts the fibers of this engine; whoever made it closes it
   * @throws UnsupportedOperationException if pools per carrier are asked for and this JVM does not
   *     tell carriers
   */
  public DecodeEngine(EngineConfig config, FiberRuntime runtime) {
    if (config.poolPolicy() == PoolPolicy.PER_CARRIER) {
      Carriers.currentCarrierThread();
    }
    Formats.prepare();
    this.config = config;
    this.runtime = runtime;
    this.pool = new StackPool(config.frameCapacity(), config.poolPolicy(), config.idleStackCap());
  }

  /** Decodes the input's next message on a fiber of its own, a child of the caller. */
  public DecodeTask submit(String fiberName, Decodable<?> type, Input input) {
    return DecodeTask.start(fiberName, this, type, input);
  }

  /** Decodes that belong together, as children of the calling fiber. */
  public DecodeScope scope() {
    return new DecodeScope(this);
  }

  /**
   * Decodes the input's next message on the calling fiber, which is suspended while bytes are
   * missing. Bytes beyond the message stay with the input.
   */
  public DecodeResult decode(Decodable<?> type, Input input) {
    return decode(Fiber.current(), type, input);
  }

  DecodeResult decode(Fiber fiber, Decodable<?> type, Input input) {
    Decode decode = new Decode(this, fiber, type, input);
    decode.start();
    return decode(decode);
  }

  /** Goes on with a decode that was started. */
  DecodeResult decode(Decode started) {
    try (Decode decode = started) {
      try {
        DecodeResult result = decode.run();
        decode.end(
            result.outcome(), result instanceof Failed failed ? failed.error().getMessage() : "");
        return result;
      } catch (RuntimeException | Error decoderBroke) {
        decode.end("failed", decoderBroke.toString());
        throw decoderBroke;
      }
    }
  }

  /** Null if only reading such messages tells whether they are all there. */
  Skim skimOf(Decodable<?> type) {
    Skimmed last = lastSkimmed;
    if (last == null || last.type != type) {
      boolean turns = config.sliceBytes() < Gathering.MOST_BYTES;
      last = new Skimmed(type, turns ? null : type.skim(config.wire()).orElse(null));
      lastSkimmed = last;
    }
    return last.skim;
  }

  EngineConfig config() {
    return config;
  }

  /** The number that events know the type by. */
  long formatOf(Decodable<?> type) {
    Format last = lastFormat;
    if (last == null || last.type != type) {
      last =
          new Format(
              type,
              Formats.idOf(
                  new Description(type.typeName(), type.rustText(), config.wire().toString())));
      lastFormat = last;
    }
    return last.id;
  }

  /** Where this engine's decode stacks come from. */
  public StackPool pool() {
    return pool;
  }

  /** What starts and runs this engine's fibers. */
  public FiberRuntime runtime() {
    return runtime;
  }
}
