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
import dev.fiberscope.engine.input.ScriptedInput;
import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.stack.DecodeStack;
import dev.fiberscope.engine.stack.PoolPolicy;
import dev.fiberscope.engine.stack.StackPool;
import dev.fiberscope.engine.wire.WireConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Scenarios of decode stacks and their pools. */
final class PoolScenarios {
  static final List<Scenario> ALL =
      List.of(
          hazard("migration-with-affinity", scene -> drift(scene, PoolPolicy.PER_CARRIER, 1)),
          clean("migration-with-affinity", scene -> drift(scene, PoolPolicy.SHARED, 1)),
          hazard("pool-imbalance", scene -> drift(scene, PoolPolicy.PER_CARRIER, 4)),
          clean("pool-imbalance", scene -> drift(scene, PoolPolicy.SHARED, 4)),
          hazard("guard-hit", scene -> deep(scene, "guard-hit", 5)),
          clean("guard-hit", scene -> deep(scene, "", 64)),
          hazard("near-guard", scene -> deep(scene, "near-guard", 10)),
          clean("near-guard", scene -> deep(scene, "", 12)),
          hazard("leaked-stack", scene -> contexts(scene, "leaked-stack")),
          hazard("dirty-reuse", scene -> contexts(scene, "dirty-reuse")),
          clean("leaked-stack", scene -> contexts(scene, "")),
          hazard("pool-thrash", scene -> waves(scene, 2)),
          clean("pool-thrash", scene -> waves(scene, 1_000)),
          hazard("retained-memory", scene -> peak(scene, false)),
          clean("retained-memory", scene -> peak(scene, true)));

  private static final int DECODES_A_ROUND = 15;

  private PoolScenarios() {}

  /** Decodes that begin on one carrier, because the other one is busy, and end on the other. */
  private static void drift(Scene scene, PoolPolicy policy, int rounds) throws Exception {
    EngineConfig config = EngineConfig.standard().withPoolPolicy(policy);
    DecodeEngine engine = new DecodeEngine(config);
    int decodes = rounds == 1 ? 5 : DECODES_A_ROUND;
    if (policy == PoolPolicy.PER_CARRIER) {
      scene.truth("migration-with-affinity");
      if (rounds > 1) {
        scene.truth("pool-imbalance");
      }
    }
    AtomicReference<Thread> ends = new AtomicReference<>();
    AtomicReference<Thread> begins = new AtomicReference<>();
    for (int round = 0; round < rounds; round++) {
      Blocker onEnds = Blocker.on(ends, begins);
      List<ScriptedInput> inputs = new ArrayList<>();
      List<Thread> readers = new ArrayList<>();
      for (int i = 0; i < decodes; i++) {
        ScriptedInput input = new ScriptedInput();
        inputs.add(input);
        readers.add(
            start(
                "reader-" + i,
                () -> {
                  begins.compareAndSet(null, Carriers.currentCarrierThread());
                  engine.decode(Messages.NOTE, input);
                }));
      }
      for (ScriptedInput input : inputs) {
        Scene.until(input::isAwaited);
      }
      onEnds.end();
      Blocker onBegins = Blocker.on(begins, ends);
      byte[] message = Messages.note("moves");
      for (ScriptedInput input : inputs) {
        input.deliver(message);
      }
      join(readers);
      onBegins.end();
    }
  }

  /** Keeps a carrier busy. */
  private static final class Blocker {
    private final CountDownLatch there = new CountDownLatch(1);
    private volatile boolean over;
    private Thread thread;

    /**
     * @param carrier the one to be on; set if it is not known yet
     */
    static Blocker on(AtomicReference<Thread> carrier, AtomicReference<Thread> other)
        throws InterruptedException {
      Blocker blocker = new Blocker();
      blocker.thread =
          start(
              "blocker",
              () -> {
                while (carrier.get() == null
                    ? Carriers.currentCarrierThread() == other.get()
                    : Carriers.currentCarrierThread() != carrier.get()) {
                  Thread.yield();
                }
                carrier.set(Carriers.currentCarrierThread());
                blocker.there.countDown();
                while (!blocker.over) {
                  Thread.onSpinWait();
                }
              });
      blocker.there.await();
      return blocker;
    }

    void end() throws InterruptedException {
      over = true;
      thread.join();
    }
  }

  private static void deep(Scene scene, String rule, int capacity) throws InterruptedException {
    EngineConfig config =
        new EngineConfig(WireConfig.standard(), capacity, PoolPolicy.SHARED, 64, 1 << 16);
    decode(scene, rule, new DecodeEngine(config), Messages.DEEP, Messages.deep());
  }

  static void decode(Scene scene, String rule, DecodeEngine engine, Schema schema, byte[] bytes)
      throws InterruptedException {
    start(
            "reader",
            () -> {
              ScriptedInput input = new ScriptedInput();
              input.deliver(bytes);
              input.end();
              if (!rule.isEmpty()) {
                scene.truth(rule, Thread.currentThread().threadId());
              }
              engine.decode(schema, input);
            })
        .join();
  }

  /** Decodes that handle their stacks themselves, as bincode-next's contexts are. */
  private static void contexts(Scene scene, String rule) throws InterruptedException {
    StackPool pool = new StackPool(32, PoolPolicy.SHARED, 64);
    start(
            "decoder",
            () -> {
              if (!rule.isEmpty()) {
                scene.truth(rule, Thread.currentThread().threadId());
              }
              ContextDecode first = ContextDecode.begin(pool);
              if (rule.equals("dirty-reuse")) {
                // An I/O error gives the context back while its fiber is still suspended.
                first.release();
                ContextDecode second = ContextDecode.begin(pool);
                pause(millis(5));
                second.end();
                second.release();
                first.end();
              } else {
                first.end();
                if (rule.isEmpty()) {
                  first.release();
                }
                ContextDecode second = ContextDecode.begin(pool);
                second.end();
                second.release();
              }
            })
        .join();
    pause(millis(60));
  }

  /** More decodes at a time than idle stacks are kept, again and again. */
  private static void waves(Scene scene, int cap) throws InterruptedException {
    EngineConfig config = EngineConfig.standard().withIdleStackCap(cap);
    DecodeEngine engine = new DecodeEngine(config);
    if (cap < 10) {
      scene.truth("pool-thrash");
    }
    byte[] message = Messages.note("wave");
    for (int wave = 0; wave < 10; wave++) {
      List<ScriptedInput> inputs = new ArrayList<>();
      List<Thread> readers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        ScriptedInput input = new ScriptedInput();
        inputs.add(input);
        readers.add(start("reader-" + i, () -> engine.decode(Messages.NOTE, input)));
      }
      pause(millis(5));
      inputs.forEach(input -> input.deliver(message));
      join(readers);
    }
  }

  /** Many stacks at a time once, and few ever after. */
  private static void peak(Scene scene, boolean trimmed) {
    StackPool pool = new StackPool(128, PoolPolicy.SHARED, 8_192);
    if (!trimmed) {
      scene.truth("retained-memory");
    }
    List<DecodeStack> stacks = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      stacks.add(pool.acquire(ContextDecode.nextId()));
    }
    long id = ContextDecode.nextId() - stacks.size();
    for (DecodeStack stack : stacks) {
      pool.release(stack, id++);
    }
    if (trimmed) {
      pool.trim();
    }
    for (int i = 0; i < 8; i++) {
      pause(millis(100));
      long one = ContextDecode.nextId();
      pool.release(pool.acquire(one), one);
    }
    scene.afterwards(pool::trim);
  }
}
