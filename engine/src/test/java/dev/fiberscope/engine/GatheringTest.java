package dev.fiberscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.engine.fiber.Carriers;
import dev.fiberscope.engine.fiber.FiberRuntime;
import dev.fiberscope.engine.fiber.FiberState;
import dev.fiberscope.engine.fiber.SuspendReason;
import dev.fiberscope.engine.fiber.VirtualThreads;
import dev.fiberscope.engine.input.ChannelInput;
import dev.fiberscope.engine.input.ScriptedInput;
import dev.fiberscope.engine.rust.RustSchema;
import dev.fiberscope.engine.schema.Schema;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small messages wait for their bytes before they are read. */
@Timeout(60)
class GatheringTest {
  private static final Schema ORDER =
      RustSchema.parse("struct Order { id: u64, ok: bool, note: String }", Optional.empty());
  private static final byte[] MESSAGE = HexFormat.of().parseHex("fb2c0101026869");

  static Stream<FiberRuntime> runtimes() {
    return Stream.of(new VirtualThreads(), Carriers.of(2));
  }

  private static byte[] bytes(int from, int to) {
    return Arrays.copyOfRange(MESSAGE, from, to);
  }

  private static DecodeTask submit(FiberRuntime runtime, ScriptedInput input) {
    return new DecodeEngine(EngineConfig.standard(), runtime).submit("order", ORDER, input);
  }

  private static void awaitWaiting(DecodeTask task, ScriptedInput input) {
    while (!input.isAwaited() || task.fiber().state() != FiberState.SUSPENDED) {
      Thread.onSpinWait();
    }
  }

  private static DecodeResult result(DecodeTask task) throws Exception {
    return task.get(20, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @MethodSource("runtimes")
  void itWaitsForEachPieceAndLeavesWhatFollows(FiberRuntime runtime) throws Exception {
    try (runtime) {
      ScriptedInput input = new ScriptedInput();
      DecodeTask task = submit(runtime, input);
      awaitWaiting(task, input);
      assertThat(task.fiber().reason()).isEqualTo(SuspendReason.BYTES);
      input.deliver(bytes(0, 2));
      awaitWaiting(task, input);
      input.deliver(bytes(2, 5));
      awaitWaiting(task, input);
      input.deliver(HexFormat.of().parseHex("68690701"));
      DecodeResult.Decoded decoded = (DecodeResult.Decoded) result(task);
      assertThat(decoded.value().toString()).contains("300", "true", "hi");
      assertThat(decoded.consumed()).isEqualTo(7);
      assertThat(decoded.suspensions()).isEqualTo(3);
      assertThat(input.position()).isEqualTo(7);
      DecodeTask next = submit(runtime, input);
      awaitWaiting(next, input);
      input.deliver(new byte[] {0});
      assertThat(((DecodeResult.Decoded) result(next)).consumed()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @MethodSource("runtimes")
  void whatIsWrongIsToldAtOnce(FiberRuntime runtime) throws Exception {
    try (runtime) {
      ScriptedInput input = new ScriptedInput();
      DecodeTask task = submit(runtime, input);
      awaitWaiting(task, input);
      input.deliver(HexFormat.of().parseHex("0702"));
      assertThat(((DecodeResult.Failed) result(task)).error())
          .hasMessage("a bool is 0 or 1, found 2 at offset 1 in Order.ok");
    }
  }

  @ParameterizedTest
  @MethodSource("runtimes")
  void whoWaitsCanBeCancelled(FiberRuntime runtime) throws Exception {
    try (runtime) {
      ScriptedInput input = new ScriptedInput();
      DecodeTask task = submit(runtime, input);
      input.deliver(bytes(0, 3));
      awaitWaiting(task, input);
      task.cancel("nobody waits");
      assertThat(((DecodeResult.Failed) result(task)).error())
          .hasMessage("the decode was cancelled: nobody waits at offset 3 in Order.ok");
      task.fiber().join();
      assertThat(task.fiber().state()).isEqualTo(FiberState.CANCELLED);
    }
  }

  @ParameterizedTest
  @MethodSource("runtimes")
  void aBrokenOrEndedInputIsToldWithItsPlace(FiberRuntime runtime) throws Exception {
    try (runtime) {
      ScriptedInput broken = new ScriptedInput();
      DecodeTask task = submit(runtime, broken);
      broken.deliver(bytes(0, 3));
      awaitWaiting(task, broken);
      broken.fail(new IOException("the line is dead"));
      assertThat(((DecodeResult.Failed) result(task)).error())
          .hasMessage("the input failed: the line is dead at offset 3 in Order.ok");
      ScriptedInput ended = new ScriptedInput();
      ended.deliver(bytes(0, 5));
      ended.end();
      assertThat(((DecodeResult.Failed) result(submit(runtime, ended))).error())
          .hasMessage("the input ended, 2 more bytes were expected at offset 5 in Order.note");
    }
  }

  @ParameterizedTest
  @MethodSource("runtimes")
  void aStreamIsReadOnlyWhileSomebodyWaits(FiberRuntime runtime) throws Exception {
    try (runtime;
        PipedOutputStream out = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(out)) {
      DecodeTask task =
          new DecodeEngine(EngineConfig.standard(), runtime)
              .submit("order", ORDER, ChannelInput.of(in));
      for (byte each : MESSAGE) {
        out.write(each);
        out.flush();
      }
      assertThat(result(task)).isInstanceOf(DecodeResult.Decoded.class);
    }
  }
}
