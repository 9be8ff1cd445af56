package dev.fiberscope.recordings.threads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the scheduler said of itself while a recording was made, beside it: {@code .scheduler.csv}.
 */
public final class SchedulerFile {
  /** What it said at a time. */
  public record Look(Instant time, SchedulerState state) {}

  private static final String HEAD = "time,parallelism,carriers,mounted,queued,taken\n";
  private static final int COLUMNS = 6;

  private SchedulerFile() {}

  private static Path of(Path recording) {
    return recording.resolveSibling(recording.getFileName() + ".scheduler.csv");
  }

  /**
   * Adds what it says now.
   *
   * @throws IOException if that cannot be written
   */
  public static void append(Path recording, Look look) throws IOException {
    SchedulerState state = look.state();
    String row =
        look.time()
            + ","
            + state.parallelism()
            + ","
            + state.carriers()
            + ","
            + state.mounted()
            + ","
            + state.queued()
            + ","
            + state.taken()
            + "\n";
    Path file = of(recording);
    Files.writeString(
        file,
        Files.exists(file) ? row : HEAD + row,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** What it said beside a recording; what cannot be read is left out. */
  public static List<Look> read(Path recording) {
    List<Look> looks = new ArrayList<>();
    try {
      for (String row : Files.readAllLines(of(recording.toAbsolutePath()))) {
        String[] values = row.split(",");
        if (values.length == COLUMNS && !row.startsWith("time")) {
          looks.add(
              new Look(
                  Instant.parse(values[0]),
                  new SchedulerState(
                      Integer.parseInt(values[1]),
                      Integer.parseInt(values[2]),
                      Integer.parseInt(values[3]),
                      Long.parseLong(values[4]),
                      Long.parseLong(values[5]))));
        }
      }
    } catch (IOException | RuntimeException noneOrEdited) {
      // The recording tells most of it too.
    }
    return looks;
  }
}
