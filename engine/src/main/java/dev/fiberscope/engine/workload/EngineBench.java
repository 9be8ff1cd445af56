package dev.fiberscope.engine.workload;

import dev.fiberscope.engine.DecodeEngine;
import dev.fiberscope.engine.DecodeResult;
import dev.fiberscope.engine.DecodeResult.Decoded;
import dev.fiberscope.engine.EngineConfig;
import dev.fiberscope.engine.fiber.FiberRuntime;
import dev.fiberscope.engine.schema.RecordSchema;
import dev.fiberscope.engine.schema.Rust;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.engine.wire.WireWriter;
import dev.fiberscope.engine.workload.ChunkedPayload.Arrival;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Decodes one payload of 78 bytes in chunks of 16, on very many fibers at the same time. */
final class EngineBench {
  private static final int CHUNK = 16;
  private static final long ID = 4_000_000_000L;
  private static final Runnable NOTHING = () -> {};

  /** 78 bytes: 9 + 1 + 57 + 1 + 10. */
  record Payload(@Rust("u64") long id, String data, byte[] metadata) {}

  private static final RecordSchema<Payload> SCHEMA =
      RecordSchema.of(MethodHandles.lookup(), Payload.class);

  private final FiberRuntime runtime;
  private final DecodeEngine engine;
  private final int mostStarters;
  private final byte[] message = message();
  private final LongAdder wrong = new LongAdder();

  /**
   * @param starters fibers that start the others, as many as carriers
   */
  EngineBench(EngineConfig config, FiberRuntime runtime, int starters) {
    this.runtime = runtime;
    this.engine = new DecodeEngine(config, runtime);
    this.mostStarters = starters;
  }

  private static byte[] message() {
    WireWriter out = new WireWriter(WireConfig.standard());
    out.u64(ID);
    out.string("x".repeat(62));
    out.bytes(new byte[9]);
    return out.toByteArray();
  }

  int messageBytes() {
    return message.length;
  }

  DecodeEngine engine() {
    return engine;
  }

  /** Decodes that came out other than they should. */
  long wrong() {
    return wrong.sum();
  }

  /** Decodes on so many fibers at the same time and returns the seconds it took. */
  double run(Arrival arrival, int fibers) throws InterruptedException {
    return arrival == Arrival.HALF ? runHalf(fibers, NOTHING) : runThrough(arrival, fibers);
  }

  private double runThrough(Arrival arrival, int fibers) throws InterruptedException {
    int starters = Math.min(mostStarters, fibers);
    CountDownLatch done = new CountDownLatch(starters);
    long start = System.nanoTime();
    for (int s = 0; s < starters; s++) {
      int share = share(fibers, s, starters);
      AtomicInteger left = new AtomicInteger(share);
      runtime.start(
          "starter",
          _ -> {
            for (int i = 0; i < share; i++) {
              submit(new ChunkedPayload(message, CHUNK, arrival, NOTHING), left, done);
            }
          });
    }
    done.await();
    return (System.nanoTime() - start) / 1e9;
  }

  /**
   * Suspends all, then finishes all.
   *
   * @param whileSuspended run when all are suspended; not counted in the time
   */
  double runHalf(int fibers, Runnable whileSuspended) throws InterruptedException {
    int starters = Math.min(mostStarters, fibers);
    CountDownLatch suspended = new CountDownLatch(starters);
    CountDownLatch done = new CountDownLatch(starters);
    List<List<ChunkedPayload>> inputs = new ArrayList<>();
    long start = System.nanoTime();
    for (int s = 0; s < starters; s++) {
      int share = share(fibers, s, starters);
      List<ChunkedPayload> own = new ArrayList<>(share);
      inputs.add(own);
      AtomicInteger toSuspend = new AtomicInteger(share);
      AtomicInteger left = new AtomicInteger(share);
      Runnable onWait =
          () -> {
            if (toSuspend.decrementAndGet() == 0) {
              suspended.countDown();
            }
          };
      runtime.start(
          "starter",
          _ -> {
            for (int i = 0; i < share; i++) {
              ChunkedPayload input = new ChunkedPayload(message, CHUNK, Arrival.HALF, onWait);
              own.add(input);
              submit(input, left, done);
            }
          });
    }
    suspended.await();
    long pause = System.nanoTime();
    whileSuspended.run();
    pause = System.nanoTime() - pause;
    for (List<ChunkedPayload> own : inputs) {
      runtime.start("finisher", _ -> own.forEach(ChunkedPayload::release));
    }
    done.await();
    return (System.nanoTime() - start - pause) / 1e9;
  }

  private static int share(int fibers, int starter, int starters) {
    return fibers / starters + (starter < fibers % starters ? 1 : 0);
  }

  private void submit(ChunkedPayload input, AtomicInteger left, CountDownLatch done) {
    engine
        .submit("decode", SCHEMA, input)
        .whenComplete(
            (result, _) -> {
              check(result);
              if (left.decrementAndGet() == 0) {
                done.countDown();
              }
            });
  }

  private void check(DecodeResult result) {
    boolean right =
        result instanceof Decoded decoded
            && decoded.value() instanceof Payload payload
            && payload.id() == ID
            && payload.metadata().length == 9;
    if (!right) {
      wrong.increment();
    }
  }
}
