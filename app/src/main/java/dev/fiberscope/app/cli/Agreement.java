package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.live.AttachException;
import java.io.Console;
import picocli.CommandLine.Model.CommandSpec;

/** Asks before something is loaded into somebody's JVM. */
final class Agreement {
  private Agreement() {}

  /**
   * Tells what would be done and asks at the terminal.
   *
   * @param otherwise what can be done without it, as the end of a sentence
   * @throws AttachException unless somebody agrees
   */
  static void ask(CommandSpec spec, String text, String otherwise) throws AttachException {
    spec.commandLine().getErr().println(text);
    spec.commandLine().getErr().flush();
    Console console = System.console();
    boolean agrees =
        console != null
            && console.isTerminal()
            && "y".equalsIgnoreCase(console.readLine("Load it? [y/N] "));
    if (!agrees) {
      throw new AttachException("Nothing was loaded; --yes agrees, " + otherwise + ".");
    }
  }
}
