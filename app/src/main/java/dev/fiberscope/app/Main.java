package dev.fiberscope.app;

import dev.fiberscope.app.cli.FiberscopeCommand;
import java.io.File;

/** Where the program starts. No toolkit is started unless a window is to show. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    FiberscopeApp app = new FiberscopeApp();
    if (opensWindow(args)) {
      // Reading the command line takes as long as starting the toolkit.
      app.warmUp();
    }
    System.exit(FiberscopeCommand.execute(app, Main.class, args));
  }

  /** True if that is all but certain. */
  private static boolean opensWindow(String[] args) {
    return args.length == 0 || args[0].equals("open") || new File(args[0]).isFile();
  }
}
