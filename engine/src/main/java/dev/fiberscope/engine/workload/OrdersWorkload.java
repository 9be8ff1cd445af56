package dev.fiberscope.engine.workload;

import dev.fiberscope.engine.DecodeEngine;
import dev.fiberscope.engine.DecodeResult;
import dev.fiberscope.engine.EngineConfig;
import dev.fiberscope.engine.fiber.Fiber;
import dev.fiberscope.engine.fiber.FiberRuntime;
import dev.fiberscope.engine.input.Input;
import dev.fiberscope.engine.input.ScriptPlayer;
import dev.fiberscope.engine.input.ScriptPlayer.Arrival;
import dev.fiberscope.engine.input.ScriptPlayer.Script;
import dev.fiberscope.engine.input.ScriptedInput;
import dev.fiberscope.engine.schema.ValueEncoder;
import dev.fiberscope.engine.wire.WireConfig;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * The demo: many fibers, each with an input of its own over which orders arrive in small chunks. A
 * few gateway threads deliver the chunks. Three or four orders are decoded below a native frame,
 * which pins its carrier while bytes are missing. Gateways are platform threads: as fibers they
 * would wait for the pinned carriers that wait for them.
 */
public final class OrdersWorkload {
  private static final int INPUTS_PER_GATEWAY = 256;
  private static final long NANOS_PER_CHUNK = 70_000;
  private static final int UPCALLS = 4;

  /**
   * @param orders messages in all, at least as many as fibers
   * @param fibers fibers that decode at the same time
   * @param chunkBytes bytes that arrive together
   * @param seed the same seed gives the same orders, chunks and delays
   */
  public record Scale(int orders, int fibers, int chunkBytes, long seed) {
    /** 10,000 orders on 1,000 fibers in chunks of 16 bytes. */
    public static final Scale DEMO = new Scale(10_000, 1_000, 16, 1);

    public Scale {
      if (fibers < 1 || orders < fibers || chunkBytes < 1) {
        throw new IllegalArgumentException(
            "Orders need at least one fiber, one order a fiber and one byte a chunk, not "
                + orders
                + " orders, "
                + fibers
                + " fibers and "
                + chunkBytes
                + " bytes");
      }
    }
  }

  /** What one fiber has to decode and what must come out. */
  private record Job(
      int number, ScriptedInput input, List<Object> expected, List<byte[]> messages) {}

  private final Scale scale;
  private final WireConfig wire = WireConfig.standard();
  private final DecodeEngine engine;
  private final Ledger ledger = new Ledger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger right = new AtomicInteger();

  public OrdersWorkload(Scale scale, FiberRuntime runtime) {
    this.scale = scale;
    this.engine = new DecodeEngine(EngineConfig.standard(), runtime);
  }

  /**
   * Runs to the end.
   *
   * @param progress told now and then how many orders are done
   * @return how many orders came out as they were encoded
   */
  public int run(IntConsumer progress) {
    List<Job> jobs = new ArrayList<>();
    List<Script> scripts = new ArrayList<>();
    for (int i = 0; i < scale.fibers(); i++) {
      Job job = job(i);
      jobs.add(job);
      scripts.add(script(job, new SplittableRandom(~(scale.seed() + i))));
    }
    List<Fiber> fibers = new ArrayList<>();
    for (Job job : jobs) {
      fibers.add(engine.runtime().start("fiber-" + job.number(), _ -> decodeAll(job, progress)));
    }
    for (int i = 0; i < scripts.size(); i += INPUTS_PER_GATEWAY) {
      List<Script> share = scripts.subList(i, Math.min(scripts.size(), i + INPUTS_PER_GATEWAY));
      Thread.ofPlatform()
          .name("gateway-" + i / INPUTS_PER_GATEWAY)
          .daemon()
          .start(new ScriptPlayer(share));
    }
    for (Fiber fiber : fibers) {
      fiber.join();
    }
    return Math.min(right.get(), ledger.entries());
  }

  private Job job(int number) {
    int share = scale.orders() / scale.fibers();
    int count = number < scale.orders() % scale.fibers() ? share + 1 : share;
    Orders orders = new Orders(scale.seed() + number);
    List<Object> expected = new ArrayList<>();
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Object order = orders.next();
      expected.add(order);
      messages.add(ValueEncoder.encode(wire, Orders.SCHEMA.root(), order));
    }
    return new Job(number, new ScriptedInput(), expected, messages);
  }

  private Script script(Job job, SplittableRandom random) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    job.messages().forEach(stream::writeBytes);
    byte[] bytes = stream.toByteArray();
    List<Arrival> arrivals = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += scale.chunkBytes()) {
      byte[] chunk =
          Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + scale.chunkBytes()));
      arrivals.add(new Arrival(delay(random), chunk));
    }
    return new Script(job.input(), arrivals);
  }

  /**
   * Mostly about a mean, sometimes a pause, sometimes right behind the one before. The mean grows
   * with the number of fibers, so the carriers are about half busy at any scale.
   */
  private long delay(SplittableRandom random) {
    long mean = (long) scale.fibers() * NANOS_PER_CHUNK;
    return switch (random.nextInt(12)) {
      case 0 -> random.nextLong(3 * mean, 6 * mean);
      case 1, 2 -> random.nextLong(1 + mean / 100);
      default -> random.nextLong(mean / 8, mean);
    };
  }

  private void decodeAll(Job job, IntConsumer progress) {
    for (int i = 0; i < job.messages().size(); i++) {
      // Spread over all fibers, the same ones in every run; never a fiber's first order.
      int order = job.number() + i * scale.fibers();
      boolean belowNativeFrame = i > 0 && order % Math.max(1, scale.orders() / UPCALLS) == 0;
      DecodeResult result = decode(job.input(), belowNativeFrame);
      byte[] message = job.messages().get(i);
      if (result instanceof DecodeResult.Decoded decoded
          && decoded.consumed() == message.length
          && decoded.value().equals(job.expected().get(i))) {
        ledger.post(ledger.check(message));
        right.incrementAndGet();
      }
      progress.accept(done.incrementAndGet());
    }
  }

  private DecodeResult decode(Input input, boolean belowNativeFrame) {
    return belowNativeFrame
        ? NativeUpcall.call(() -> engine.decode(Orders.SCHEMA, input))
        : engine.decode(Orders.SCHEMA, input);
  }
}
