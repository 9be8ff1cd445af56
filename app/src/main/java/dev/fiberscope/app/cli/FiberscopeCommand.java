package dev.fiberscope.app.cli;

import dev.fiberscope.app.message.GivenMessage;
import dev.fiberscope.app.message.MessageException;
import dev.fiberscope.app.session.AttachPlan;
import dev.fiberscope.app.session.ErrorSentence;
import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.RecordingException;
import dev.fiberscope.recordings.live.AttachException;
import dev.fiberscope.recordings.source.RecordingFiles;
import dev.fiberscope.recordings.source.RecordingHeader;
import dev.fiberscope.recordings.sql.SqlException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line. Without a subcommand it opens the window, on recordings if there are some. */
@Command(
    name = "fiberscope",
    mixinStandardHelpOptions = true,
    versionProvider = FiberscopeVersion.class,
    description = "See what fibers do, and step through what decoders do.",
    footer = {
      "",
      "Exit codes: 0 done, 1 something was not as it should be (results of a workload, a hang), 2"
          + " bad arguments, unreadable files, JVMs that cannot be attached to."
    })
public final class FiberscopeCommand implements Callable<Integer> {
  private static final int RESULTS_WRONG = 1;

  private static final List<Class<?>> SUBCOMMANDS =
      List.of(
          OpenCommand.class,
          ListCommand.class,
          AttachCommand.class,
          ThreadsCommand.class,
          RunCommand.class,
          AnalyzeCommand.class,
          ExploreCommand.class,
          ExportCommand.class,
          QueryCommand.class,
          McpCommand.class,
          CompareCommand.class,
          SettingsCommand.class,
          SnapshotCommand.class,
          DecodeCommand.class,
          ConformCommand.class,
          BenchCommand.class);

  /** Exit code for bad arguments and unreadable files. */
  static final int BAD_INPUT = 2;

  /** What needs a toolkit; the command line itself needs none. */
  public interface Windows {
    /**
     * Shows the window and returns when it was closed.
     *
     * @param first opened at once if given
     * @throws NoDisplayException if there is nowhere to show it
     */
    void show(Optional<First> first) throws NoDisplayException;

    /** Draws a session of so many spans and fibers many times and tells how long that took. */
    void benchRender(long spans, int fibers, Consumer<String> say) throws Exception;

    /** Draws the window's scene into a PNG file. */
    void snapshot(Path recording, Ingest.Reader reader, Path png, SnapshotOptions options)
        throws Exception;
  }

  /** What the window shows first: a recording, one that a run makes, or a JVM that runs. */
  public sealed interface First {
    record Recording(Path file, Ingest.Reader reader) implements First {}

    record Run(RunPlan plan) implements First {}

    record Attach(AttachPlan plan, Optional<Duration> time) implements First {}

    /** A message to be stepped through. */
    record Message(GivenMessage message) implements First {}
  }

  /** There is nowhere to show a window. The message is a sentence. */
  public static final class NoDisplayException extends Exception {
    private static final long serialVersionUID = 1L;

    public NoDisplayException(String sentence) {
      super(sentence);
    }
  }

  final Windows windows;

  /** The class whose main method runs command lines. */
  final Class<?> mainClass;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Recordings to open, as the command open does.")
  private List<Path> files = List.of();

  private FiberscopeCommand(Windows windows, Class<?> mainClass) {
    this.windows = windows;
    this.mainClass = mainClass;
  }

  /**
   * Runs a command line.
   *
   * @param mainClass whose main method calls this, for commands that need another JVM
   * @return the exit code
   */
  public static int execute(Windows windows, Class<?> mainClass, String... arguments) {
    return commandLine(windows, mainClass, needed(arguments)).execute(arguments);
  }

  /** The subcommands that a command line may mean. Looking at all takes longer than most take. */
  private static List<Class<?>> needed(String... arguments) {
    if (arguments.length == 0) {
      return List.of();
    }
    List<Class<?>> named =
        SUBCOMMANDS.stream().filter(each -> name(each).equals(arguments[0])).toList();
    if (named.isEmpty()) {
      return new File(arguments[0]).exists() ? List.of() : SUBCOMMANDS;
    }
    return named;
  }

  private static String name(Class<?> subcommand) {
    return subcommand.getAnnotation(Command.class).name();
  }

  static CommandLine commandLine(Windows windows, Class<?> mainClass) {
    return commandLine(windows, mainClass, SUBCOMMANDS);
  }

  private static CommandLine commandLine(
      Windows windows, Class<?> mainClass, List<Class<?>> subcommands) {
    CommandLine commandLine = new CommandLine(new FiberscopeCommand(windows, mainClass));
    subcommands.forEach(commandLine::addSubcommand);
    return commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(FiberscopeCommand::failed);
  }

  private static int failed(
      Exception problem, CommandLine commandLine, CommandLine.ParseResult parsed) {
    boolean expected =
        problem instanceof RecordingException
            || problem instanceof AttachException
            || problem instanceof MessageException
            || problem instanceof SqlException
            || problem instanceof NoDisplayException
            || problem instanceof WorkloadJvm.WorkloadException
            || problem instanceof IOException;
    commandLine
        .getErr()
        .println(expected ? ErrorSentence.of(problem) : "fiberscope failed: " + problem);
    if (!expected) {
      problem.printStackTrace(commandLine.getErr());
    }
    return problem instanceof WorkloadJvm.WorkloadException failed && failed.resultsWrong()
        ? RESULTS_WRONG
        : BAD_INPUT;
  }

  @Override
  public Integer call() throws RecordingException, NoDisplayException {
    if (!files.isEmpty()) {
      String first = files.getFirst().toString();
      if (!Files.exists(files.getFirst()) && first.chars().allMatch(Character::isLetter)) {
        throw new RecordingException(
            "There is no command and no file " + first + "; fiberscope --help lists the commands.");
      }
      show(RecordingFiles.joined(files), Ingest.Reader.OWN);
      return 0;
    }
    windows.show(Optional.empty());
    return 0;
  }

  /**
   * Opens the window on a recording; what is none is said here, not in a window that opens only to
   * say it.
   */
  void show(Path recording, Ingest.Reader reader) throws RecordingException, NoDisplayException {
    RecordingHeader.check(recording);
    windows.show(Optional.of(new First.Recording(recording, reader)));
  }
}
