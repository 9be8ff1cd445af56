package dev.fiberscope.app.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fiberscope bench render} */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Draw a session of any size in a window of 1600 x 1000, by software: a fixed path of zooms,",
      "pans, scrolls and hovers; how long planning takes, and each repaint from the gesture to its",
      "pixels. Without a display the window is 1000 x 1000; xvfb-run gives one."
    })
final class BenchRenderCommand implements Callable<Integer> {
  @ParentCommand private BenchCommand parent;
  @Spec private CommandSpec spec;

  @Option(names = "--spans", paramLabel = "N", description = "About how many, such as 10m.")
  private String spans = "10m";

  @Option(names = "--fibers", paramLabel = "N", description = "How many, such as 1m.")
  private String fibers = "1m";

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    parent
        .windows()
        .benchRender(
            count(spans),
            (int) count(fibers),
            line -> {
              out.println(line);
              out.flush();
            });
    return 0;
  }

  private long count(String text) {
    return Counts.parse(text)
        .filter(count -> count >= 1 && count <= Integer.MAX_VALUE)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "A number is such as 500k or 10m, not " + text + "."));
  }
}
