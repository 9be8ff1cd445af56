package dev.fiberscope.app.cli;

import dev.fiberscope.app.message.RecordedMessages;
import dev.fiberscope.app.message.SteppedMessage;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.engine.replay.Replay;
import dev.fiberscope.engine.replay.SchemaReplay;
import dev.fiberscope.engine.rust.RustSchema;
import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.engine.wire.WireWriter;
import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.RecordingException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fiberscope bench step} */
@Command(
    name = "step",
    mixinStandardHelpOptions = true,
    description = {
      "Measure the decode stepper: on a synthetic message of that many steps, and on every decode of"
          + " a recording if one is given."
    })
final class BenchStepCommand implements Callable<Integer> {
  private static final int SAMPLES = 2_000;
  private static final int STEPS_OF_AN_ITEM = 5;
  private static final double MILLIS = 1e6;

  @Spec private CommandSpec spec;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "10m",
      description = "Steps of the message. Default: ${DEFAULT-VALUE}")
  private String steps;

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "A recording with decodes.")
  private Optional<Path> recording = Optional.empty();

  @Override
  public Integer call() throws RecordingException {
    long wanted =
        Counts.parse(steps)
            .orElseThrow(
                () ->
                    new ParameterException(spec.commandLine(), "--steps takes a number: " + steps));
    if (recording.isPresent()) {
      decodes(recording.get());
    } else {
      message(wanted);
    }
    return 0;
  }

  private void say(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }

  private void message(long wanted) {
    Schema schema =
        RustSchema.parse(
            "struct Item { a: u32, b: u16, c: u64 } type Root = Vec<Item>;", Optional.of("Root"));
    byte[] bytes = bytes((int) (wanted / STEPS_OF_AN_ITEM));
    long before = heap();
    long start = System.nanoTime();
    SchemaReplay replay = SchemaReplay.of(schema, WireConfig.standard(), bytes);
    double opened = (System.nanoTime() - start) / MILLIS;
    say(
        "%,d steps, %,d bytes: replayed in %.0f ms, %.0f M steps/s; %,d keyframes, %.1f MB beside the"
            + " bytes",
        replay.steps(),
        bytes.length,
        opened,
        replay.steps() / opened / 1e3,
        replay.keyframes(),
        (heap() - before) / 1e6);
    long middle = Math.min(replay.steps() / 2, 1_000_000);
    SplittableRandom random = new SplittableRandom(1);
    say("%-34s %9s %9s %9s", "ms", "p50", "p99", "worst");
    measure("step at " + middle, at -> replay.at(middle + at), SAMPLES);
    measure("step back at " + middle, at -> replay.at(middle - at), SAMPLES);
    measure("any step", _ -> replay.at(random.nextLong(1, replay.steps())), SAMPLES);
    measure("the step of any byte", _ -> replay.stepAt(random.nextInt(bytes.length)), SAMPLES);
    measure(
        "over items near each other",
        at -> replay.over(middle + STEPS_OF_AN_ITEM * (at % 100)),
        SAMPLES);
    measure("over the whole message", _ -> replay.over(0), SAMPLES);
    measure(
        "100 parts from anywhere",
        _ -> replay.parts(1, random.nextLong(wanted / STEPS_OF_AN_ITEM), 100),
        SAMPLES);
  }

  private static byte[] bytes(int items) {
    WireWriter out = new WireWriter(WireConfig.standard());
    out.u64(items);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < items; i++) {
      out.u32(random.nextInt(1 << 20));
      out.u16(random.nextInt(200));
      out.u64(random.nextLong(1L << random.nextInt(1, 40)));
    }
    return out.toByteArray();
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private void measure(String what, LongConsumer run, int samples) {
    for (int i = 1; i <= samples; i++) {
      run.accept(i);
    }
    long[] nanos = new long[samples];
    for (int i = 0; i < samples; i++) {
      long start = System.nanoTime();
      run.accept(i + 1L);
      nanos[i] = System.nanoTime() - start;
    }
    tell(what, nanos);
  }

  private void tell(String what, long[] nanos) {
    Arrays.sort(nanos);
    say(
        "%-34s %9.3f %9.3f %9.3f",
        what,
        nanos[nanos.length / 2] / MILLIS,
        nanos[(int) (nanos.length * 0.99)] / MILLIS,
        nanos[nanos.length - 1] / MILLIS);
  }

  private void decodes(Path file) throws RecordingException {
    OpenSession open = OpenSession.of(file, Ingest.open(file, (_, _) -> {}));
    int count = open.session().decodes().count();
    long[] nanos = new long[count];
    long steps = 0;
    int diverging = 0;
    int without = 0;
    for (int row = 0; row < count; row++) {
      long start = System.nanoTime();
      SteppedMessage message =
          new RecordedMessages(_ -> Optional.empty())
              .of(open.session(), open.index(), row, _ -> true);
      message.replay().map(replay -> replay.at(replay.steps()));
      nanos[row] = System.nanoTime() - start;
      steps += message.replay().map(Replay::steps).orElse(0L);
      without += message.replay().isEmpty() ? 1 : 0;
      diverging +=
          message.recorded().flatMap(SteppedMessage.Recorded::divergence).isPresent() ? 1 : 0;
    }
    say(
        "%,d decodes, %,d steps: %d diverge from their replay, %d cannot be replayed",
        count, steps, diverging, without);
    say("%-34s %9s %9s %9s", "ms", "p50", "p99", "worst");
    if (count > 0) {
      say("the first one (cold): %.1f ms", nanos[0] / MILLIS);
      tell("opening the stepper", nanos);
    }
  }
}
