package dev.fiberscope.engine.hazard;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Another process, which holds the locks of files: a JVM does not wait for its own. */
public final class LockHolderMain {
  private LockHolderMain() {}

  /** Starts it; it prints a line when it has the lock. */
  static Process start(Duration time, Path one, Path two) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            LockHolderMain.class.getName(),
            String.valueOf(time.toMillis()),
            one.toString(),
            two.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Takes for how many milliseconds, and two files. */
  public static void main(String[] args) throws Exception {
    try (FileChannel one = FileChannel.open(Path.of(args[1]), StandardOpenOption.WRITE);
        FileChannel two = FileChannel.open(Path.of(args[2]), StandardOpenOption.WRITE);
        FileLock lockOfOne = one.lock();
        FileLock lockOfTwo = two.lock()) {
      System.out.println(lockOfOne.isValid() && lockOfTwo.isValid() ? "locked" : "not locked");
      Thread.sleep(Long.parseLong(args[0]));
    }
  }
}
