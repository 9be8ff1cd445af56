package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.GrowingSession;
import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.bench.SyntheticRecording;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/**
 * {@code fiberscope bench train}: does what people do, so often that an ahead-of-time cache learns
 * which methods are hot and how they are called.
 */
@Command(
    name = "train",
    hidden = true,
    description = "Open recordings again and again, and draw the first of them.")
final class BenchTrainCommand implements Callable<Integer> {
  private static final int ROUNDS = 25;
  private static final int FLUSHES = 60;
  private static final int SLICES = 12_000;
  private static final int FIBERS = 2_000;

  @ParentCommand private BenchCommand parent;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "JFR recordings.")
  private List<Path> files;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PNG",
      required = true,
      description = "The picture to write.")
  private Path output;

  @Override
  public Integer call() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      for (Path file : files) {
        Ingest.openBySteps(file, Ingest.Reader.OWN, (_, _) -> {}, _ -> {});
      }
    }
    grow();
    parent
        .windows()
        .snapshot(files.getFirst(), Ingest.Reader.OWN, output, SnapshotOptions.STANDARD);
    return 0;
  }

  private static void grow() {
    SyntheticRecording recording = new SyntheticRecording(FIBERS, SLICES);
    GrowingSession growing = new GrowingSession("synthetic");
    for (int flush = 0; flush < FLUSHES; flush++) {
      if (recording.beginsChunk()) {
        growing.endChunk();
      }
      byte[] bytes = recording.next();
      growing.append(bytes, 0, bytes.length);
      growing.session();
    }
  }
}
