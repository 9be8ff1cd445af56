package dev.fiberscope.engine.hazard;

import static dev.fiberscope.engine.hazard.Scenario.clean;
import static dev.fiberscope.engine.hazard.Scenario.hazard;
import static dev.fiberscope.engine.hazard.Scene.join;
import static dev.fiberscope.engine.hazard.Scene.millis;
import static dev.fiberscope.engine.hazard.Scene.pause;
import static dev.fiberscope.engine.hazard.Scene.start;

import dev.fiberscope.engine.DecodeEngine;
import dev.fiberscope.engine.EngineConfig;
import dev.fiberscope.engine.fiber.Carriers;
import dev.fiberscope.engine.fiber.Fiber;
import dev.fiberscope.engine.fiber.FiberRuntime;
import dev.fiberscope.engine.fiber.VirtualThreads;
import dev.fiberscope.engine.input.ScriptedInput;
import dev.fiberscope.engine.schema.Decodable;
import dev.fiberscope.engine.schema.Decoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Scenarios of what thread-locals do to fibers. */
final class ThreadLocalScenarios {
  static final List<Scenario> ALL =
      List.of(
          hazard("thread-local-across-suspend", scene -> acrossSuspend(scene, true)),
          clean("thread-local-across-suspend", scene -> acrossSuspend(scene, false)),
          hazard("stale-thread-local", scene -> stale(scene, false)),
          clean("stale-thread-local", scene -> stale(scene, true)),
          hazard("stale-thread-local-pool", scene -> pooledTasks(scene, false)),
          clean("stale-thread-local-pool", scene -> pooledTasks(scene, true)),
          clean("stale-thread-local-cache", ThreadLocalScenarios::pooledCache),
          hazard("thread-local-per-fiber", ThreadLocalScenarios::buffers),
          clean("thread-local-per-fiber", ThreadLocalScenarios::fewBuffers),
          hazard("inherited-thread-local", scene -> inherited(scene, true)),
          clean("inherited-thread-local", scene -> inherited(scene, false)),
          hazard("replay-divergence", scene -> divergence(scene, 1)),
          clean("replay-divergence", scene -> divergence(scene, 0)));

  private static final ThreadLocal<String> TENANT = new ThreadLocal<>();
  private static final ThreadLocal<byte[]> LARGE =
      ThreadLocal.withInitial(() -> new byte[64 * 1024]);
  private static final ThreadLocal<Integer> SMALL = ThreadLocal.withInitial(() -> 1);
  private static final ThreadLocal<StringBuilder> SCRATCH = new ThreadLocal<>();
  private static final InheritableThreadLocal<String> USER = new InheritableThreadLocal<>();

  private ThreadLocalScenarios() {}

  /** Sets a tenant, waits for bytes, and wants to know the tenant. */
  private static final class TenantDecoder implements Decodable<String> {
    @Override
    public String decode(Decoder in) {
      TENANT.set(in.field("tenant").string());
      try {
        String text = in.field("text").string();
        return tenant() + ":" + text;
      } finally {
        TENANT.remove();
      }
    }

    private static String tenant() {
      return TENANT.get();
    }
  }

  private static void acrossSuspend(Scene scene, boolean ownCarriers) {
    TenantDecoder decoder = new TenantDecoder();
    try (FiberRuntime runtime = ownCarriers ? Carriers.of(1) : new VirtualThreads()) {
      DecodeEngine engine = new DecodeEngine(EngineConfig.standard(), runtime);
      List<ScriptedInput> inputs = new ArrayList<>();
      List<Fiber> fibers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        ScriptedInput input = new ScriptedInput();
        inputs.add(input);
        fibers.add(
            runtime.start(
                "tenant-" + i,
                fiber -> {
                  if (ownCarriers) {
                    scene.truth("thread-local-across-suspend", fiber.id());
                  }
                  engine.decode(decoder, input);
                }));
      }
      for (int i = 0; i < inputs.size(); i++) {
        inputs.get(i).deliver(text("tenant-" + i));
      }
      for (ScriptedInput input : inputs) {
        Scene.until(input::isAwaited);
      }
      for (ScriptedInput input : inputs) {
        input.deliver(text("hello"));
        input.end();
      }
      fibers.forEach(Fiber::join);
    }
  }

  private static byte[] text(String text) {
    var out = Messages.writer();
    out.string(text);
    return out.toByteArray();
  }

  /** Messages with a tenant and without; those without are decoded with whatever is there. */
  private static final class OptionalTenantDecoder implements Decodable<String> {
    private final boolean removes;

    private OptionalTenantDecoder(boolean removes) {
      this.removes = removes;
    }

    @Override
    public String decode(Decoder in) {
      try {
        if (in.field("tenant").isSome("Option<String>")) {
          TENANT.set(in.string());
        }
        return greeting();
      } finally {
        if (removes) {
          TENANT.remove();
        }
      }
    }

    private static String greeting() {
      return "hello " + TENANT.get();
    }
  }

  private static void stale(Scene scene, boolean removes) throws InterruptedException {
    OptionalTenantDecoder decoder = new OptionalTenantDecoder(removes);
    DecodeEngine engine = new DecodeEngine(EngineConfig.standard());
    join(
        start(
            "reader",
            4,
            () -> {
              ScriptedInput input = new ScriptedInput();
              var some = Messages.writer();
              some.u8(1);
              some.string("acme");
              input.deliver(some.toByteArray());
              input.deliver(new byte[] {0});
              input.end();
              if (!removes) {
                scene.truth("stale-thread-local", Thread.currentThread().threadId());
              }
              engine.decode(decoder, input);
              engine.decode(decoder, input);
            }));
  }

  /** Fibers that a pool uses again and again. */
  private static void pooledTasks(Scene scene, boolean removes) throws InterruptedException {
    try (ExecutorService pool =
        Executors.newFixedThreadPool(3, Thread.ofVirtual().name("worker-", 0).factory())) {
      for (int i = 0; i < 60; i++) {
        int task = i;
        pool.execute(() -> handle(task, removes));
      }
      pool.shutdown();
      pool.awaitTermination(10, TimeUnit.SECONDS);
    }
    if (!removes) {
      scene.truth("stale-thread-local");
    }
  }

  private static void handle(int task, boolean removes) {
    if (task % 2 == 0) {
      TENANT.set("tenant-" + task);
    }
    log();
    if (removes) {
      TENANT.remove();
    }
  }

  private static void log() {
    if ("nobody".equals(TENANT.get())) {
      throw new IllegalStateException("there is no such tenant");
    }
    pause(millis(2));
  }

  /** A value that is made once for each thread of a pool and used again on purpose. */
  private static void pooledCache(Scene scene) throws InterruptedException {
    AtomicInteger length = new AtomicInteger();
    try (ExecutorService pool =
        Executors.newFixedThreadPool(3, Thread.ofVirtual().name("worker-", 0).factory())) {
      for (int i = 0; i < 60; i++) {
        pool.execute(() -> length.addAndGet(scratch().length()));
      }
      pool.shutdown();
      pool.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  private static StringBuilder scratch() {
    StringBuilder scratch = SCRATCH.get();
    if (scratch == null) {
      scratch = new StringBuilder();
      SCRATCH.set(scratch);
    }
    return scratch;
  }

  private static void buffers(Scene scene) throws InterruptedException {
    scene.truth("thread-local-per-fiber");
    for (int round = 0; round < 10; round++) {
      join(start("request", 40, () -> LARGE.get()[0]++));
    }
  }

  private static void fewBuffers(Scene scene) throws InterruptedException {
    join(start("writer", 5, () -> LARGE.get()[0]++));
    for (int round = 0; round < 10; round++) {
      join(start("request", 40, () -> pause(millis(SMALL.get()))));
    }
  }

  private static void inherited(Scene scene, boolean inherits) throws InterruptedException {
    USER.set("somebody");
    try {
      if (inherits) {
        scene.truth("inherited-thread-local");
      }
      List<Thread> fibers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        fibers.add(
            Thread.ofVirtual()
                .inheritInheritableThreadLocals(inherits)
                .name("request-" + i)
                .start(() -> pause(millis(2))));
      }
      join(fibers);
    } finally {
      USER.remove();
    }
  }

  private static void divergence(Scene scene, int skipped) throws InterruptedException {
    SettingsDecoder.skipped = skipped;
    DecodeEngine engine = new DecodeEngine(EngineConfig.standard());
    SettingsDecoder decoder = new SettingsDecoder();
    join(
        start(
            "reader",
            3,
            () -> {
              ScriptedInput input = new ScriptedInput();
              input.deliver(new byte[] {1, 2, 3, 4});
              input.end();
              if (skipped > 0) {
                scene.truth("replay-divergence", Thread.currentThread().threadId());
              }
              engine.decode(decoder, input);
            }));
    SettingsDecoder.skipped = 0;
  }
}
