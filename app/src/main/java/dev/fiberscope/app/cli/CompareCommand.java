package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.RecordingException;
import dev.fiberscope.recordings.analysis.Analysis;
import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.compare.CompareJson;
import dev.fiberscope.recordings.compare.CompareText;
import dev.fiberscope.recordings.compare.Comparison;
import dev.fiberscope.recordings.compare.Measure;
import dev.fiberscope.recordings.compare.Side;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.report.Report;
import dev.fiberscope.recordings.rules.Rules;
import dev.fiberscope.recordings.source.RecordingFiles;
import dev.fiberscope.recordings.store.Session;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fiberscope compare} */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Compare two recordings, or two stretches of one: rates and times, what changed and whether",
      "that is more than noise, findings that came and went, and where fibers waited.",
      "What is noise is told by the parts of each: both are cut into twenty, and a rank test says",
      "whether those of one tend to have more."
    })
final class CompareCommand implements Callable<Integer> {
  private static final Pattern PERCENT = Pattern.compile("([0-9.]+) ?%?");
  private static final int WORSE = 1;
  private static final int INCOMPARABLE = 2;

  /** How. */
  enum Format {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "BEFORE", description = RecordingOption.WHAT)
  private Path before;

  @Parameters(index = "1", paramLabel = "AFTER", description = "What it is compared with.")
  private Path after;

  @Option(
      names = "--before-range",
      paramLabel = "FROM-TO",
      description = "A stretch of it, in seconds, such as 0.5-2.")
  private Optional<String> beforeRange = Optional.empty();

  @Option(names = "--after-range", paramLabel = "FROM-TO", description = "The same of the other.")
  private Optional<String> afterRange = Optional.empty();

  @Option(
      names = "--fail-on-worse",
      paramLabel = "PERCENT",
      description =
          "Exit with 1 if one of these got worse by so much, and by more than noise: how long fibers"
              + " live, queue, are blocked or pinned, how often they are pinned, how much carriers"
              + " are, how many messages are decoded and how long that takes; or if a finding of"
              + " medium severity or more came. With 2 if the recordings cannot be compared.")
  private Optional<String> failOnWorse = Optional.empty();

  @Option(names = "--format", paramLabel = "FORMAT", description = "How: ${COMPLETION-CANDIDATES}.")
  private Format format = Format.TEXT;

  @Mixin private OutputOption output;

  @Override
  public Integer call() throws RecordingException, IOException {
    Optional<Double> limit = failOnWorse.map(this::percent);
    Side first = side(before);
    Side second = before.equals(after) ? first : side(after);
    Comparison comparison = Comparison.of(of(first, beforeRange), of(second, afterRange));
    notices(first, second).forEach(spec.commandLine().getErr()::println);
    output.write(
        spec.commandLine().getOut(),
        out -> {
          if (format == Format.JSON) {
            CompareJson.write(comparison, out);
          } else {
            CompareText.write(comparison, out);
          }
        });
    return limit.isPresent() ? judged(comparison, limit.get()) : 0;
  }

  /** What they lost: half of a recording is not all of it. */
  private static List<String> notices(Side before, Side after) {
    return Stream.of(before.session(), after.session())
        .distinct()
        .flatMap(each -> Report.missing(each).stream().map(text -> each.name() + ": " + text))
        .toList();
  }

  /** Says why it fails. */
  private int judged(Comparison comparison, double limit) {
    PrintWriter err = spec.commandLine().getErr();
    if (!comparison.isComparable()) {
      err.println("They were recorded with other settings, so nothing can be said.");
      return INCOMPARABLE;
    }
    List<Measure> worse = comparison.worseBy(limit);
    worse.forEach(
        each -> err.println("Worse: " + each.name() + ", " + CompareText.change(each) + "."));
    List<Finding> came =
        comparison.came().stream()
            .filter(finding -> finding.severity().compareTo(Severity.MEDIUM) >= 0)
            .toList();
    came.forEach(finding -> err.println("Came: " + finding.rule().title() + "."));
    return worse.isEmpty() && came.isEmpty() ? 0 : WORSE;
  }

  private double percent(String text) {
    Matcher matcher = PERCENT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new ParameterException(
          spec.commandLine(), "--fail-on-worse takes a share such as 10%, not " + text + ".");
    }
    return Double.parseDouble(matcher.group(1)) / 100;
  }

  private static Side side(Path file) throws RecordingException {
    Session session = Ingest.open(RecordingFiles.joined(List.of(file)), (_, _) -> {});
    SessionIndex index = new SessionIndex(session);
    Analysis analysis = Analysis.of(Observed.of(session, index, file), Rules.ALL);
    return Side.of(session, index, analysis.findings());
  }

  private Side of(Side whole, Optional<String> range) {
    if (range.isEmpty()) {
      return whole;
    }
    SecondsRange wanted = SecondsRange.of(range.get()).orElse(new SecondsRange(0, 0));
    long from = wanted.from();
    long to = wanted.to();
    long end = whole.session().duration();
    if (from >= to || from >= end) {
      throw new ParameterException(
          spec.commandLine(),
          "A range is such as 0.5-2, in seconds of a recording that takes "
              + end / 1e9
              + ", not "
              + range.get()
              + ".");
    }
    return whole.part(from, to);
  }
}
