package dev.fiberscope.engine.workload;

import dev.fiberscope.engine.DecodeEngine;
import dev.fiberscope.engine.DecodeResult;
import dev.fiberscope.engine.EngineConfig;
import dev.fiberscope.engine.fiber.Carriers;
import dev.fiberscope.engine.fiber.Fiber;
import dev.fiberscope.engine.fiber.SuspendReason;
import dev.fiberscope.engine.fiber.Timer;
import dev.fiberscope.engine.input.ScriptedInput;
import dev.fiberscope.engine.schema.ValueEncoder;
import dev.fiberscope.engine.wire.WireConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Orders without end on one deterministic carrier, slow enough to look at: a gateway, itself a
 * fiber, delivers a chunk to one of the inputs now and then; the fiber that reads there goes on.
 * The same seed gives the same order of slices.
 */
public final class SteppedWorkload implements SteppingMXBean, AutoCloseable {
  private static final String NAME = "reader-";
  private static final int CHUNK = 16;
  private static final Duration BETWEEN_CHUNKS = Duration.ofMillis(4);

  private final WireConfig wire = WireConfig.standard();
  private final Carriers runtime;
  private final DecodeEngine engine;
  private final int fibers;
  private final long seed;
  private final AtomicLong wrong = new AtomicLong();
  private volatile boolean paused = true;
  private boolean started;
  private final List<Reader> readers = new ArrayList<>();

  /** What one fiber reads, order after order. */
  private final class Reader {
    private final ScriptedInput input = new ScriptedInput();
    private final Orders sent;
    private final Orders expected;
    private byte[] message = {};
    private int delivered;

    private Reader(long seed) {
      sent = new Orders(seed);
      expected = new Orders(seed);
    }

    private synchronized void deliver() {
      if (delivered == message.length) {
        message = ValueEncoder.encode(wire, Orders.SCHEMA.root(), sent.next());
        delivered = 0;
      }
      int to = Math.min(message.length, delivered + CHUNK);
      input.deliver(Arrays.copyOfRange(message, delivered, to));
      delivered = to;
    }

    private void read() {
      while (true) {
        DecodeResult result = engine.decode(Orders.SCHEMA, input);
        boolean right =
            result instanceof DecodeResult.Decoded decoded
                && decoded.value().equals(expected.next());
        wrong.addAndGet(right ? 0 : 1);
      }
    }
  }

  /**
   * Paused; fibers are started by the first step, so that whoever watches by then sees them start.
   *
   * @throws UnsupportedOperationException if this JVM has no carriers of our own
   */
  public SteppedWorkload(int fibers, long seed) {
    runtime = Carriers.deterministic(seed);
    engine = new DecodeEngine(EngineConfig.standard(), runtime);
    this.fibers = fibers;
    this.seed = seed;
  }

  private synchronized void start() {
    if (started) {
      return;
    }
    started = true;
    for (int i = 0; i < fibers; i++) {
      Reader reader = new Reader(seed + i);
      readers.add(reader);
      runtime.start(NAME + i, _ -> reader.read());
    }
    SplittableRandom random = new SplittableRandom(seed);
    runtime.start("gateway", gateway -> deliver(gateway, readers, random));
  }

  private static void deliver(Fiber gateway, List<Reader> readers, SplittableRandom random) {
    while (true) {
      readers.get(random.nextInt(readers.size())).deliver();
      Timer.after(BETWEEN_CHUNKS, gateway::resume);
      gateway.suspend(SuspendReason.TIME);
    }
  }

  /** Orders that did not come out as they were encoded. */
  public long wrong() {
    return wrong.get();
  }

  @Override
  public boolean isPaused() {
    return paused;
  }

  @Override
  public void pause() {
    paused = true;
    runtime.pause();
  }

  @Override
  public void proceed() {
    start();
    paused = false;
    runtime.proceed();
  }

  @Override
  public boolean step() {
    start();
    return paused && runtime.step();
  }

  @Override
  public synchronized boolean stepFiber(String name) {
    start();
    for (int i = 0; i < readers.size(); i++) {
      if (paused && name.equals(NAME + i)) {
        // The gateway, which delivers otherwise, is held as well.
        if (readers.get(i).input.isAwaited()) {
          readers.get(i).deliver();
        }
        return runtime.step(name);
      }
    }
    return false;
  }

  @Override
  public void close() {
    runtime.close();
  }
}
