package dev.fiberscope.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fiberscope snapshot FILE -o PNG} */
@Command(
    name = "snapshot",
    mixinStandardHelpOptions = true,
    description = "Draw the window on a recording into a PNG file. Needs no display.")
final class SnapshotCommand implements Callable<Integer> {
  private enum ThemeName {
    dark,
    light
  }

  @ParentCommand private FiberscopeCommand parent;
  @Spec private CommandSpec spec;

  @Mixin private RecordingOption recording;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PNG",
      required = true,
      description = "The picture to write.")
  private Path output;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      defaultValue = "1600x1000",
      description = "Pixels, such as 1280x720. Default: ${DEFAULT-VALUE}")
  private String size;

  @Option(
      names = "--theme",
      defaultValue = "dark",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  private ThemeName theme;

  @Option(names = "--fiber", paramLabel = "NAME", description = "Select this fiber.")
  private Optional<String> fiber;

  @Option(names = "--all", description = "Show the whole session with nothing selected.")
  private boolean whole;

  @Option(
      names = "--range",
      paramLabel = "FROM-TO",
      description = "Show this stretch of time, in seconds, such as 0.5-2.")
  private Optional<String> range = Optional.empty();

  @Override
  public Integer call() throws Exception {
    Optional<SecondsRange> shown = range.flatMap(SecondsRange::of);
    if (range.isPresent() && shown.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "A range is such as 0.5-2, in seconds, not " + range.get() + ".");
    }
    SnapshotOptions options =
        new SnapshotOptions(0, 0, theme == ThemeName.dark, fiber, whole, shown)
            .sized(size)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "A size is width x height in pixels, such as 1280x720, not " + size + "."));
    parent.windows.snapshot(recording.file(), recording.reader(), output, options);
    return 0;
  }
}
