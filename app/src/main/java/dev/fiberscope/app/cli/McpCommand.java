package dev.fiberscope.app.cli;

import dev.fiberscope.app.assist.AssistantTools;
import dev.fiberscope.app.assist.OpenRecordings;
import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.RecordingException;
import dev.fiberscope.recordings.assist.ToolServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code fiberscope mcp FILE...} */
@Command(
    name = "mcp",
    mixinStandardHelpOptions = true,
    description = {
      "Let an assistant look at recordings, by the Model Context Protocol over standard input and",
      "output: summary, findings, SQL, stack traces, pictures. It sees these recordings and no other",
      "files, changes nothing, and nothing listens on a port."
    })
final class McpCommand implements Callable<Integer> {
  @ParentCommand private FiberscopeCommand parent;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = RecordingOption.WHAT)
  private List<Path> files;

  @Override
  public Integer call() throws RecordingException, IOException, InterruptedException {
    ToolServer server =
        ToolServer.find()
            .orElseThrow(
                () ->
                    new RecordingException(
                        "This Fiberscope came without what assistants talk to: install it again."));
    AssistantTools tools = new AssistantTools(new OpenRecordings(files), this::draw);
    PrintStream out = System.out;
    // What anybody else prints would not be of the protocol.
    System.setOut(System.err);
    server.serve(
        FiberscopeVersion.number(), AssistantTools.INSTRUCTIONS, tools.all(), System.in, out);
    return 0;
  }

  private void draw(
      Path recording, Optional<Double> from, Optional<Double> to, Optional<String> fiber, Path png)
      throws Exception {
    Optional<SecondsRange> range =
        from.isPresent() && to.isPresent()
            ? Optional.of(SecondsRange.of(from.get(), to.get()))
            : Optional.empty();
    SnapshotOptions standard = SnapshotOptions.STANDARD;
    parent.windows.snapshot(
        recording,
        Ingest.Reader.OWN,
        png,
        new SnapshotOptions(
            standard.width(), standard.height(), standard.dark(), fiber, fiber.isEmpty(), range));
  }
}
