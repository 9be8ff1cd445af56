package dev.fiberscope.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of another JVM that sees the same code as this one. */
final class JvmCommand {
  private JvmCommand() {}

  /**
   * Works from an image, from a module path and, in tests, from a class path.
   *
   * @param main a class with a main method, in a module of this program
   */
  static List<String> of(Class<?> main, List<String> jvmOptions, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    if (main.getModule().isNamed()) {
      String modulePath = System.getProperty("jdk.module.path");
      if (modulePath != null) {
        command.add("--module-path=" + modulePath);
      }
      command.add("--enable-native-access=" + main.getModule().getName());
      continuations(command, "dev.fiberscope.engine");
      if (!main.getModule().getName().equals("dev.fiberscope.engine")) {
        attaching(command, "dev.fiberscope.recordings");
      }
      command.add("--module=" + main.getModule().getName() + "/" + main.getName());
    } else {
      command.add("--enable-native-access=ALL-UNNAMED");
      continuations(command, "ALL-UNNAMED");
      attaching(command, "ALL-UNNAMED");
      command.add("-cp");
      command.add(System.getProperty("java.class.path"));
      command.add(main.getName());
    }
    command.addAll(arguments);
    return command;
  }

  /** The engine's own carriers run the JDK's continuations, which are internal. */
  private static void continuations(List<String> command, String engine) {
    command.add("--add-exports=java.base/jdk.internal.vm=" + engine);
    command.add("--add-exports=java.base/jdk.internal.access=" + engine);
  }

  /** Diagnostic commands to other JVMs are internal too. */
  private static void attaching(List<String> command, String recordings) {
    command.add("--add-exports=jdk.attach/sun.tools.attach=" + recordings);
  }
}
