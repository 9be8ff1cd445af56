package dev.fiberscope.engine;

import dev.fiberscope.engine.fiber.Fiber;
import dev.fiberscope.engine.input.Input;
import dev.fiberscope.engine.schema.Decodable;
import dev.fiberscope.engine.stack.StackPool;
import java.util.concurrent.CompletableFuture;

/** The front door: decodes messages of bincode on fibers. */
public final class DecodeEngine {
  private final EngineConfig config;
  private final StackPool pool;

  public DecodeEngine(EngineConfig config) {
    this.config = config;
    this.pool = new StackPool(config.frameCapacity(), config.idleStackCap());
  }

  /** Decodes the input's next message on a fiber of its own. */
  public CompletableFuture<DecodeResult> submit(String fiberName, Decodable<?> type, Input input) {
    CompletableFuture<DecodeResult> result = new CompletableFuture<>();
    Fiber.start(
        fiberName,
        () -> {
          try {
            result.complete(decode(type, input));
          } catch (RuntimeException | Error problem) {
            result.completeExceptionally(problem);
            throw problem;
          }
        });
    return result;
  }

  /**
   * Decodes the input's next message on the calling fiber, which is suspended while bytes are
   * missing. Bytes beyond the message stay with the input.
   */
  public DecodeResult decode(Decodable<?> type, Input input) {
    try (Decode decode = new Decode(config.wire(), pool, type, input)) {
      DecodeResult result = decode.run();
      decode.end(result);
      return result;
    }
  }

  /** Where this engine's decode stacks come from. */
  public StackPool pool() {
    return pool;
  }
}
