package dev.fiberscope.app;

import dev.fiberscope.app.cli.FiberscopeCommand;

/** Where the program starts. No toolkit is started unless a command needs one. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(FiberscopeCommand.execute(new FiberscopeApp(), Main.class, args));
  }
}
