package dev.fiberscope.app.cli;

import dev.fiberscope.app.message.AllRules;
import dev.fiberscope.app.message.HandClasses;
import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.analysis.Analysis;
import dev.fiberscope.recordings.analysis.Limit;
import dev.fiberscope.recordings.analysis.Limits;
import dev.fiberscope.recordings.analysis.Mutes;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.code.ClassFiles;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.report.HtmlReport;
import dev.fiberscope.recordings.report.JsonReport;
import dev.fiberscope.recordings.report.Report;
import dev.fiberscope.recordings.report.SarifReport;
import dev.fiberscope.recordings.report.TextReport;
import dev.fiberscope.recordings.source.RecordingFiles;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.threads.SnapshotFiles;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fiberscope analyze FILE} */
@Command(
    name = "analyze",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Find what is dangerous in a recording: carriers that are held, thread-locals that leak,"
          + " stacks that are not given back, messages that cannot be right.",
      "",
      "Snapshots of threads and muted findings that lie beside the recording count too.",
      "",
      "Exit code 1 if something as bad as --fail-on is found, 2 if the recording cannot be read."
    })
final class AnalyzeCommand implements Callable<Integer> {
  private static final int FOUND = 1;

  enum FailOn {
    LOW,
    MEDIUM,
    HIGH,
    NEVER
  }

  enum Format {
    TEXT,
    JSON,
    SARIF,
    HTML
  }

  @Spec private CommandSpec spec;

  @Option(names = "--format", paramLabel = "FORMAT", description = "How: ${COMPLETION-CANDIDATES}.")
  private Format format = Format.TEXT;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      showDefaultValue = Visibility.NEVER,
      description = RecordingOption.WHAT)
  private List<Path> files = List.of();

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description = "From where on the exit code is 1: ${COMPLETION-CANDIDATES}.")
  private FailOn failOn = FailOn.HIGH;

  @Option(
      names = "--only",
      showDefaultValue = Visibility.NEVER,
      split = ",",
      paramLabel = "RULE",
      description = "Check these rules only.")
  private List<String> only = List.of();

  @Option(
      names = "--mute",
      showDefaultValue = Visibility.NEVER,
      split = ",",
      paramLabel = "RULE|FINDING",
      description = "Do not tell of these: a rule's id, or a finding's key as it is printed.")
  private List<String> mute = List.of();

  @Option(
      names = "--limit",
      showDefaultValue = Visibility.NEVER,
      paramLabel = "LIMIT=VALUE",
      description = "From where on a rule speaks, such as carrier-pinned.behind=5ms; see --rules.")
  private List<String> limits = List.of();

  @Option(
      names = "--class-path",
      paramLabel = "PATH",
      showDefaultValue = Visibility.NEVER,
      description =
          "A folder or jar with the program's classes, if they are no longer where the recorded JVM"
              + " had them: to replay decoders that are written by hand, and to tell which"
              + " thread-locals and locks its code uses.")
  private Optional<Path> classPath = Optional.empty();

  @Option(
      names = "--rules",
      showDefaultValue = Visibility.NEVER,
      description = "List the rules with their limits, and do nothing.")
  private boolean listRules;

  @Mixin private OutputOption output;

  @Override
  public Integer call() throws IOException {
    List<Rule> rules = rules();
    if (listRules) {
      output.write(spec.commandLine().getOut(), out -> list(rules, out));
      return 0;
    }
    if (files.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Which recording? Name a file.");
    }
    Path recording = RecordingFiles.joined(files);
    Limits chosen = limits(rules);
    Mutes mutes = Mutes.of(recording);
    for (String key : mute) {
      mutes = mutes.with(key, "--mute");
    }
    Session session = Ingest.open(recording, (_, _) -> {});
    SnapshotFiles.Found snapshots = SnapshotFiles.of(recording);
    PrintWriter err = spec.commandLine().getErr();
    snapshots.problems().forEach(err::println);
    Observed seen =
        new Observed(
            session,
            new SessionIndex(session),
            snapshots.snapshots(),
            classFiles(session, recording),
            chosen);
    Report report = Report.of(recording, seen, Analysis.of(seen, rules), mutes);
    output.write(spec.commandLine().getOut(), out -> write(report, rules, out));
    return fails(report) ? FOUND : 0;
  }

  private void write(Report report, List<Rule> rules, Writer out) throws IOException {
    switch (format) {
      case TEXT -> TextReport.write(report, out);
      case JSON -> JsonReport.write(report, out);
      case SARIF -> SarifReport.write(report, rules, FiberscopeVersion.number(), out);
      case HTML -> HtmlReport.write(report, out);
    }
  }

  private ClassFiles classFiles(Session session, Path recording) {
    String path =
        classPath.map(given -> given + File.pathSeparator).orElse("") + session.facts().classPath();
    Path folder = recording.toAbsolutePath().getParent();
    return ClassFiles.of(path, folder);
  }

  private boolean fails(Report report) {
    return failOn != FailOn.NEVER && report.has(Severity.valueOf(failOn.name()));
  }

  private List<Rule> rules() {
    HandClasses classes = classPath.map(this::classes).orElse(HandClasses.NONE);
    List<Rule> all = AllRules.of(classes::find);
    if (only.isEmpty()) {
      return all;
    }
    List<Rule> chosen = new ArrayList<>();
    for (String id : only) {
      chosen.add(
          all.stream()
              .filter(rule -> rule.text().id().equals(id.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "There is no rule \""
                              + id
                              + "\"; fiberscope analyze --rules lists them.")));
    }
    return chosen;
  }

  private HandClasses classes(Path path) {
    try {
      return HandClasses.of(path);
    } catch (IllegalArgumentException none) {
      throw new ParameterException(spec.commandLine(), none.getMessage());
    }
  }

  private Limits limits(List<Rule> rules) {
    try {
      return Limits.parse(limits, rules);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage());
    }
  }

  private static void list(List<Rule> rules, Writer out) throws IOException {
    for (Rule rule : rules) {
      out.write(
          String.format(
              "%-28s %-6s  %s%n",
              rule.text().id(), rule.text().severity().text(), rule.text().title()));
      for (Limit limit : rule.limits()) {
        out.write(
            String.format(
                "    %-34s %8s  %s%n", limit.id(), limit.text(limit.value()), limit.help()));
      }
    }
  }
}
