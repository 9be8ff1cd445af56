package dev.fiberscope.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A child JVM with ten fibers that sleep and go on, until it is closed. */
public final class LiveTarget implements AutoCloseable {
  private final Process process;

  private LiveTarget(Process process) {
    this.process = process;
  }

  public static LiveTarget start() throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    LiveTarget.class.getName()))
            .redirectErrorStream(true)
            .start();
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); !"ready".equals(line); line = out.readLine()) {
      if (line == null) {
        throw new IOException("it ended");
      }
    }
    return new LiveTarget(process);
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] args) throws Exception {
    for (int i = 0; i < 10; i++) {
      Thread.ofVirtual().name("sleeper-" + i).start(LiveTarget::sleep);
    }
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Until nobody needs it any more.
    }
  }

  private static void sleep() {
    try {
      while (true) {
        Thread.sleep(4);
      }
    } catch (InterruptedException never) {
      throw new IllegalStateException(never);
    }
  }
}
