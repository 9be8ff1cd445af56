package dev.fiberscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.engine.DecodeResult.Decoded;
import dev.fiberscope.engine.DecodeResult.Failed;
import dev.fiberscope.engine.fiber.Carriers;
import dev.fiberscope.engine.fiber.Fiber;
import dev.fiberscope.engine.fiber.FiberRuntime;
import dev.fiberscope.engine.fiber.FiberState;
import dev.fiberscope.engine.fiber.VirtualThreads;
import dev.fiberscope.engine.input.MemoryInput;
import dev.fiberscope.engine.input.ScriptedInput;
import dev.fiberscope.engine.rust.RustSchema;
import dev.fiberscope.engine.schema.Decodable;
import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.stack.PoolPolicy;
import dev.fiberscope.engine.wire.DecodeError.GuardHit;
import dev.fiberscope.engine.wire.DecodeError.UnexpectedEnd;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.WireConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What bincode-next 3.0.0-rc.7's fibers get wrong, found by running them, and what ours do instead.
 * One test for each finding.
 */
@Timeout(120)
@ParameterizedClass
@ValueSource(ints = {0, 2})
class OriginalEngineTest implements AutoCloseable {
  private static final Decodable<String> TEXT = in -> in.string();

  private final FiberRuntime runtime;
  private final DecodeEngine engine;

  OriginalEngineTest(int carriers) {
    runtime = carriers == 0 ? new VirtualThreads() : Carriers.of(carriers);
    engine = new DecodeEngine(EngineConfig.standard(), runtime);
  }

  @Override
  public void close() {
    runtime.close();
  }

  private static DecodeResult get(DecodeTask task) throws Exception {
    return task.get(60, TimeUnit.SECONDS);
  }

  private static void awaitSuspended(Fiber fiber) {
    while (fiber.state() != FiberState.SUSPENDED) {
      Thread.onSpinWait();
    }
  }

  /**
   * It keeps contexts where decodes end, so one thread's pool stays empty and the other's fills.
   */
  @Test
  void stacksAreSharedByAllCarriersUnlessAskedOtherwise() throws Exception {
    for (int i = 0; i < 200; i++) {
      get(engine.submit("one after the other", TEXT, new MemoryInput(new byte[] {1, 'a'})));
    }
    assertThat(engine.pool().counts().misses()).isLessThanOrEqualTo(3);
    DecodeEngine perCarrier =
        new DecodeEngine(EngineConfig.standard().withPoolPolicy(PoolPolicy.PER_CARRIER), runtime);
    get(perCarrier.submit("asked", TEXT, new MemoryInput(new byte[] {1, 'a'})));
    assertThat(perCarrier.pool().counts().acquired()).isEqualTo(1);
  }

  /** It leaks the locals of a cancelled decode, and a lock that was held stays locked for ever. */
  @Test
  void cancelledDecodesFreeTheirLocksAndTheirLocals() throws Exception {
    int decodes = 100_000;
    AtomicInteger held = new AtomicInteger();
    AtomicInteger locals = new AtomicInteger();
    Set<ReentrantLock> locks = ConcurrentHashMap.newKeySet();
    Decodable<String> locking =
        in -> {
          ReentrantLock lock = new ReentrantLock();
          locks.add(lock);
          lock.lock();
          held.incrementAndGet();
          byte[] local = new byte[64];
          locals.incrementAndGet();
          try {
            return in.string() + local.length;
          } finally {
            locals.decrementAndGet();
            held.decrementAndGet();
            lock.unlock();
          }
        };
    List<DecodeTask> tasks = new ArrayList<>();
    for (int i = 0; i < decodes; i++) {
      ScriptedInput input = new ScriptedInput();
      input.deliver(new byte[] {5, 'a'});
      tasks.add(engine.submit("locking", locking, input));
    }
    while (held.get() < decodes) {
      LockSupport.parkNanos(1_000_000);
    }
    tasks.forEach(task -> task.cancel("the client left"));
    for (DecodeTask task : tasks) {
      assertThat(((Failed) get(task)).isCancelled()).isTrue();
    }
    assertThat(locks).hasSize(decodes).noneMatch(ReentrantLock::isLocked);
    assertThat(locals).hasValue(0);
    assertThat(engine.pool().live()).isZero();
    assertThat(engine.pool().counts().acquired()).isEqualTo(decodes);
  }

  /** It pools a context whose fiber is still suspended after an I/O error. */
  @Test
  void afterAnErrorTheFiberHasEndedBeforeItsStackIsUsedAgain() throws Exception {
    ScriptedInput broken = new ScriptedInput();
    DecodeTask failing = engine.submit("failing", TEXT, broken);
    awaitSuspended(failing.fiber());
    assertThat(engine.pool().idle()).isZero();
    broken.fail(new IOException("reset"));
    failing.fiber().join();
    assertThat(failing.fiber().state()).isEqualTo(FiberState.FAILED);
    assertThat(engine.pool().idle()).isEqualTo(1);
  }

  /** It loses bytes beyond the message, so pipelined messages cannot work. */
  @Test
  void bytesBeyondTheMessageBelongToTheNext() throws Exception {
    ScriptedInput input = new ScriptedInput();
    input.deliver(new byte[] {1, 'a', 2, 'b', 'c', 3, 'd'});
    assertThat(((Decoded) get(engine.submit("1", TEXT, input))).value()).isEqualTo("a");
    assertThat(((Decoded) get(engine.submit("2", TEXT, input))).value()).isEqualTo("bc");
    DecodeTask third = engine.submit("3", TEXT, input);
    input.deliver(new byte[] {'e', 'f'});
    assertThat(((Decoded) get(third)).value()).isEqualTo("def");
  }

  /** It hands the next reader the last message's bytes, because its buffer is not cleared. */
  @Test
  void aReusedStackShowsNothingOfTheLastMessage() throws Exception {
    Decodable<String> secret = in -> in.open("Secret").field("password").string();
    get(engine.submit("first", secret, new MemoryInput(new byte[] {9, 'x'})));
    ScriptedInput empty = new ScriptedInput();
    DecodeTask second = engine.submit("second", TEXT, empty);
    awaitSuspended(second.fiber());
    empty.end();
    Failed failed = (Failed) get(second);
    assertThat(engine.pool().counts().hits()).isEqualTo(1);
    assertThat(failed.error().frames()).isEqualTo("0\t\tString");
  }

  /** After the end it lets a decoder that swallows the error suspend once more, for ever. */
  @Test
  void theEndIsFinal() throws Exception {
    AtomicInteger errors = new AtomicInteger();
    Decodable<String> stubborn =
        in -> {
          for (int i = 0; i < 3; i++) {
            try {
              return in.string();
            } catch (DecodeException swallowed) {
              assertThat(swallowed.error()).isInstanceOf(UnexpectedEnd.class);
              errors.incrementAndGet();
            }
          }
          return "gave up";
        };
    ScriptedInput input = new ScriptedInput();
    input.deliver(new byte[] {5, 'a'});
    input.end();
    Decoded decoded = (Decoded) get(engine.submit("stubborn", stubborn, input));
    assertThat(decoded.value()).isEqualTo("gave up");
    assertThat(decoded.suspensions()).isZero();
    assertThat(errors).hasValue(3);
  }

  /** Its errored, cancelled and pooled contexts look the same. */
  @Test
  void everyEndHasItsOwnState() throws Exception {
    DecodeTask good = engine.submit("good", TEXT, new MemoryInput(new byte[] {0}));
    DecodeTask bad = engine.submit("bad", TEXT, new MemoryInput(new byte[] {(byte) 255}));
    DecodeTask unwanted = engine.submit("unwanted", TEXT, new ScriptedInput());
    awaitSuspended(unwanted.fiber());
    unwanted.cancel("");
    for (DecodeTask task : List.of(good, bad, unwanted)) {
      get(task);
      task.fiber().join();
    }
    assertThat(List.of(good.fiber().state(), bad.fiber().state(), unwanted.fiber().state()))
        .containsExactly(FiberState.FINISHED, FiberState.FAILED, FiberState.CANCELLED);
  }

  /** It fails beyond 32,750 live fibers. */
  @Test
  void aHundredThousandDecodesLiveAtTheSameTime() throws Exception {
    int decodes = 100_000;
    List<ScriptedInput> inputs = new ArrayList<>();
    List<DecodeTask> tasks = new ArrayList<>();
    for (int i = 0; i < decodes; i++) {
      ScriptedInput input = new ScriptedInput();
      input.deliver(new byte[] {2, 'o'});
      inputs.add(input);
      tasks.add(engine.submit("live", TEXT, input));
    }
    while (engine.pool().live() < decodes) {
      LockSupport.parkNanos(1_000_000);
    }
    inputs.forEach(input -> input.deliver(new byte[] {'k'}));
    for (DecodeTask task : tasks) {
      assertThat(((Decoded) get(task)).value()).isEqualTo("ok");
    }
    assertThat(engine.pool().live()).isZero();
  }

  /** A huge length aborts its process; 15,000 nested boxes crash it. */
  @Test
  void hugeLengthsAndDeepNestingAreErrors() throws Exception {
    byte[] huge = {(byte) 253, -1, -1, -1, -1, -1, -1, -1, 127};
    Failed refused = (Failed) get(engine.submit("huge", TEXT, new MemoryInput(huge)));
    assertThat(refused.error().error()).isInstanceOf(UnexpectedEnd.class);
    Schema nest = RustSchema.parse("struct Nest { inner: Option<Box<Nest>> }", Optional.of("Nest"));
    byte[] deep = new byte[15_000];
    Arrays.fill(deep, (byte) 1);
    Failed stopped = (Failed) get(engine.submit("deep", nest, new MemoryInput(deep)));
    assertThat(stopped.error().error()).isEqualTo(new GuardHit(128));
  }

  /** Its errors carry no offset and no field. */
  @Test
  void anErrorSaysWhereAndWhatWasExpectedAndFound() throws Exception {
    Schema orders =
        RustSchema.parse(
            "struct Orders { all: Vec<Order> } struct Order { id: u64, gift: bool }",
            Optional.of("Orders"));
    Failed failed =
        (Failed) get(engine.submit("wrong", orders, new MemoryInput(new byte[] {2, 7, 1, 8, 3})));
    assertThat(failed.error())
        .hasMessage("a bool is 0 or 1, found 3 at offset 4 in Orders.all[1].gift");
  }

  /** A reader that is always ready never gives the executor its turn. */
  @Test
  void aLongMessageStepsAside() throws Exception {
    byte[] message = new byte[1 << 20];
    message[0] = (byte) 252;
    message[3] = 15;
    EngineConfig patient = EngineConfig.standard().withSliceBytes(64 * 1024);
    DecodeTask task =
        new DecodeEngine(patient, runtime).submit("long", TEXT, new MemoryInput(message));
    Decoded decoded = (Decoded) get(task);
    assertThat(((String) decoded.value())).hasSize(15 << 16);
    assertThat(decoded.suspensions()).isEqualTo(15);
    assertThat(task.fiber().reason().text()).isEqualTo("turn");
    Decoded atOnce = (Decoded) get(engine.submit("short", TEXT, new MemoryInput(new byte[] {0})));
    assertThat(atOnce.suspensions()).isZero();
    assertThat(engine.decode(TEXT, new MemoryInput(new byte[] {1, 'a'})))
        .isEqualTo(new Decoded("a", 2, 0));
    assertThat(new SliceDecoder(WireConfig.standard()).decode(TEXT, new byte[] {1, 'a'}))
        .isEqualTo("a");
  }
}
