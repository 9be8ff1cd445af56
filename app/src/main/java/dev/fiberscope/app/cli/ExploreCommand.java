package dev.fiberscope.app.cli;

import dev.fiberscope.app.message.AllRules;
import dev.fiberscope.app.message.HandClasses;
import dev.fiberscope.engine.explore.ExploredRun;
import dev.fiberscope.engine.explore.Explorer;
import dev.fiberscope.engine.explore.Explorer.Failure;
import dev.fiberscope.engine.explore.Programs;
import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.analysis.Analysis;
import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Limits;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.code.ClassFiles;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.source.FlightSettings;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import dev.fiberscope.recordings.store.Session;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fiberscope explore} */
@Command(
    name = "explore",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Run a program of fibers under many schedules: each seed draws which of those that could run"
          + " does, and how bytes are cut and ordered. Results, stacks that are not given back,"
          + " fibers that nobody wakes, and the rules that need no clock are checked.",
      "",
      "The first seed that goes wrong is kept as a recording, with a schedule as plain as can be."
          + " Tests of your own are explored with the annotation @Explore of dev.fiberscope:junit.",
      "",
      "Exit code 1 if a seed goes wrong."
    })
final class ExploreCommand implements Callable<Integer> {
  private static final int WRONG = 1;
  private static final long SAY_EVERY_NANOS = 2_000_000_000L;

  /** What these say does not depend on how long things took. */
  private static final Set<String> WITHOUT_CLOCK =
      Set.of("dirty-reuse", "over-read", "swallowed-error", "replay-divergence");

  @Spec private CommandSpec spec;

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      description =
          "messages, lost-wakeup or stale-thread-local; the last two are wrong on purpose.")
  private String workload = "messages";

  @Option(names = "--seeds", paramLabel = "N", description = "How many schedules are tried.")
  private long seeds = 1_000;

  @Option(names = "--first", paramLabel = "N", description = "The first seed.")
  private long first = 1;

  @Option(
      names = "--seed",
      paramLabel = "N",
      showDefaultValue = Visibility.NEVER,
      description = "Try this seed only.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      showDefaultValue = Visibility.NEVER,
      description = "Where the recording of what goes wrong is written.")
  private Optional<Path> output = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Consumer<ExploredRun> program = program();
    Explorer.missing()
        .ifPresent(
            why -> {
              throw new ParameterException(
                  spec.commandLine(), "Schedules cannot be explored here: " + why + ".");
            });
    long from = seed.orElse(first);
    long count = seed.isPresent() ? 1 : seeds;
    Explorer explorer = new Explorer(program);
    NavigableMap<Instant, Long> begun = new TreeMap<>();
    Path all = Files.createTempFile("fiberscope-explore", ".jfr");
    try {
      long start = System.nanoTime();
      Optional<Failure> failure =
          recorded(all, false, () -> explorer.explore(from, count, progress(from, count, begun)));
      if (failure.isPresent()) {
        return failed(explorer, failure.get());
      }
      Optional<Finding> finding = withoutClock(all);
      if (finding.isPresent()) {
        return found(explorer, finding.get(), seedAt(all, begun, finding.get()));
      }
      say(
          count
              + (count == 1 ? " schedule of " : " schedules of ")
              + workload
              + ": nothing goes wrong ("
              + (System.nanoTime() - start) / 1_000_000
              + " ms).");
      return 0;
    } finally {
      Files.deleteIfExists(all);
    }
  }

  private Consumer<ExploredRun> program() {
    Consumer<ExploredRun> program = Programs.ALL.get(workload);
    if (program == null) {
      throw new ParameterException(
          spec.commandLine(),
          "There is no workload \""
              + workload
              + "\"; there are "
              + String.join(", ", Programs.ALL.keySet())
              + ".");
    }
    return program;
  }

  private LongConsumer progress(long from, long count, Map<Instant, Long> begun) {
    long[] said = {System.nanoTime()};
    PrintWriter err = spec.commandLine().getErr();
    return now -> {
      begun.put(Instant.now(), now);
      if (System.nanoTime() - said[0] > SAY_EVERY_NANOS) {
        said[0] = System.nanoTime();
        err.println((now - from) + " of " + count + " schedules");
        err.flush();
      }
    };
  }

  /**
   * @param full with thread-locals and stack traces, for one run; of many the engine's events do
   */
  private static <T> T recorded(Path file, boolean full, Supplier<T> run) throws IOException {
    try (Recording recording = new Recording()) {
      recording.setSettings(FlightSettings.of(full ? Level.FULL : Level.STANDARD).toOptions());
      if (!full) {
        recording.disable("jdk.MethodTrace");
      }
      recording.start();
      T result = run.get();
      recording.stop();
      recording.dump(file);
      return result;
    }
  }

  private static Optional<Finding> withoutClock(Path recording) throws IOException {
    Session session = Ingest.open(recording, (_, _) -> {});
    Observed seen =
        new Observed(
            session, new SessionIndex(session), List.of(), ClassFiles.NONE, Limits.DEFAULT);
    return Analysis.of(
            seen,
            AllRules.of(HandClasses.NONE::find).stream()
                .filter(rule -> WITHOUT_CLOCK.contains(rule.text().id()))
                .toList())
        .findings()
        .stream()
        .findFirst();
  }

  private static long seedAt(Path recording, NavigableMap<Instant, Long> begun, Finding finding)
      throws IOException {
    Session session = Ingest.open(recording, (_, _) -> {});
    Instant time = session.begin().plus(Duration.ofNanos(finding.first().from()));
    var run = begun.floorEntry(time);
    return run == null ? begun.firstEntry().getValue() : run.getValue();
  }

  private int failed(Explorer explorer, Failure failure) throws IOException {
    say("Seed " + failure.seed() + ": " + String.join(" ", failure.problems()));
    say("It goes wrong " + failure.shrunk() + ".");
    say(
        failure.schedule().exceptions()
            + " exceptions were drawn, "
            + failure.shrunk().exceptions()
            + " are left after "
            + failure.tries()
            + " tries.");
    Path file = file(failure.seed());
    List<String> again =
        recorded(file, true, () -> explorer.replay(failure.seed(), failure.shrunk()));
    say(
        again.isEmpty()
            ? "The plain schedule did not go wrong a second time: the program depends on more than"
                + " its schedule."
            : "Recorded: " + again.stream().collect(Collectors.joining(" ")));
    kept(failure.seed(), file);
    return WRONG;
  }

  private int found(Explorer explorer, Finding finding, long at) throws IOException {
    say("Seed " + at + ": " + finding.rule().title() + ". " + finding.summary());
    Path file = file(at);
    recorded(file, true, () -> explorer.tryOne(at));
    kept(at, file);
    return WRONG;
  }

  private Path file(long at) {
    return output.orElse(Path.of("explore-" + workload + "-" + at + ".jfr"));
  }

  private void kept(long at, Path file) {
    say("To see it: fiberscope open " + file);
    say("To run it again: fiberscope explore --workload " + workload + " --seed " + at);
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
