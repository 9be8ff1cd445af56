package dev.fiberscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.engine.DecodeResult.Decoded;
import dev.fiberscope.engine.DecodeResult.Failed;
import dev.fiberscope.engine.fiber.Carriers;
import dev.fiberscope.engine.fiber.Fiber;
import dev.fiberscope.engine.fiber.FiberRuntime;
import dev.fiberscope.engine.fiber.FiberState;
import dev.fiberscope.engine.fiber.SuspendReason;
import dev.fiberscope.engine.fiber.VirtualThreads;
import dev.fiberscope.engine.input.ScriptedInput;
import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.schema.Type.Primitive;
import dev.fiberscope.engine.schema.Value.StructValue;
import dev.fiberscope.engine.schema.ValueEncoder;
import dev.fiberscope.engine.stack.PoolPolicy;
import dev.fiberscope.engine.stack.StackPool.Counts;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.IntType;
import dev.fiberscope.engine.wire.WireConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Chunks, delays, cancellations and failures in every order that seeds give: a result is what the
 * slice decode says, every stack comes back, and nobody waits for ever.
 */
class InterleavingTest {
  private static final Type.Struct MESSAGE =
      Type.struct(
          "Message",
          Type.field("id", Type.integer(IntType.U64)),
          Type.field("tags", Type.vec(Primitive.STRING)),
          Type.field("ratio", Primitive.F64));
  private static final Schema SCHEMA = new Schema(MESSAGE);

  /** What happens to one decode. */
  private enum Fate {
    WHOLE,
    CORRUPT,
    CUT,
    FAILING,
    CANCELLED
  }

  private record Case(
      Fate fate, byte[] bytes, ScriptedInput input, DecodeTask task, Fiber sender) {}

  @Property(tries = 300)
  void underEverySeedOfTheDeterministicRuntime(@ForAll long seed) {
    try (Carriers runtime = Carriers.deterministic(seed)) {
      DecodeEngine engine = engine(seed, runtime);
      List<Case> cases = start(engine, new SplittableRandom(seed), 12);
      runtime.proceed();
      runtime.awaitIdle();
      // Whoever has not ended now would wait for ever: a wake-up was lost.
      assertThat(cases).allMatch(each -> each.task().fiber().state().ended());
      check(engine, cases);
    }
  }

  @Property(tries = 40)
  void onTwoCarriers(@ForAll long seed) {
    try (Carriers runtime = Carriers.of(2)) {
      onSeveral(seed, runtime);
    }
  }

  @Property(tries = 40)
  void onVirtualThreads(@ForAll long seed) {
    onSeveral(seed, new VirtualThreads());
  }

  private static void onSeveral(long seed, FiberRuntime runtime) {
    DecodeEngine engine = engine(seed, runtime);
    List<Case> cases = start(engine, new SplittableRandom(seed), 60);
    cases.forEach(each -> each.sender().join());
    cases.forEach(each -> each.task().fiber().join());
    check(engine, cases);
  }

  private static DecodeEngine engine(long seed, FiberRuntime runtime) {
    PoolPolicy policy = seed % 2 == 0 ? PoolPolicy.SHARED : PoolPolicy.PER_CARRIER;
    EngineConfig config =
        EngineConfig.standard().withPoolPolicy(policy).withIdleStackCap(4).withSliceBytes(24);
    return new DecodeEngine(config, runtime);
  }

  private static List<Case> start(DecodeEngine engine, SplittableRandom random, int count) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Fate fate = Fate.values()[random.nextInt(Fate.values().length)];
      byte[] bytes = message(random);
      if (fate == Fate.CORRUPT) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      int sent = fate == Fate.WHOLE ? bytes.length : random.nextInt(bytes.length);
      byte[] delivered = fate == Fate.CORRUPT ? bytes : Arrays.copyOf(bytes, sent);
      ScriptedInput input = new ScriptedInput();
      DecodeTask task = engine.submit("reader-" + i, SCHEMA, input);
      SplittableRandom own = random.split();
      Fiber sender =
          engine
              .runtime()
              .start("sender-" + i, self -> send(self, fate, delivered, input, task, own));
      cases.add(new Case(fate, delivered, input, task, sender));
    }
    return cases;
  }

  private static byte[] message(SplittableRandom random) {
    List<Object> tags = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      tags.add("t".repeat(random.nextInt(30)));
    }
    Object value = new StructValue(MESSAGE, List.of(random.nextLong(), tags, random.nextDouble()));
    return ValueEncoder.encode(WireConfig.standard(), MESSAGE, value);
  }

  private static void send(
      Fiber self,
      Fate fate,
      byte[] bytes,
      ScriptedInput input,
      DecodeTask task,
      SplittableRandom random) {
    for (int from = 0; from < bytes.length; ) {
      int to = Math.min(bytes.length, from + 1 + random.nextInt(20));
      input.deliver(Arrays.copyOfRange(bytes, from, to));
      from = to;
      for (int pause = random.nextInt(4); pause > 0; pause--) {
        self.stepAside(SuspendReason.TURN);
      }
    }
    switch (fate) {
      case WHOLE, CORRUPT, CUT -> input.end();
      case FAILING -> input.fail(new IOException("broken pipe"));
      case CANCELLED -> task.cancel("nobody waits for it");
    }
  }

  private static void check(DecodeEngine engine, List<Case> cases) {
    for (Case each : cases) {
      DecodeResult result = each.task().getNow(null);
      switch (each.fate()) {
        case WHOLE, CORRUPT, CUT -> assertThat(result).satisfies(got -> same(each, got));
        case FAILING -> assertThat(((Failed) result).error()).hasMessageContaining("broken pipe");
        case CANCELLED -> {
          assertThat(((Failed) result).isCancelled()).isTrue();
          assertThat(each.task().fiber().state()).isEqualTo(FiberState.CANCELLED);
        }
      }
    }
    Counts counts = engine.pool().counts();
    assertThat(counts.live()).isZero();
    assertThat(counts.acquired()).isEqualTo(counts.released()).isEqualTo(cases.size());
    assertThat(counts.hits() + counts.misses()).isEqualTo(counts.acquired());
  }

  /** What the slice decode says of the same bytes. */
  private static void same(Case each, DecodeResult got) {
    try {
      Object value = new SliceDecoder(WireConfig.standard()).decode(SCHEMA, each.bytes());
      assertThat(((Decoded) got).value()).isEqualTo(value);
    } catch (DecodeException error) {
      assertThat(((Failed) got).error().error()).isEqualTo(error.error());
      assertThat(((Failed) got).error().path()).isEqualTo(error.path());
    }
  }
}
