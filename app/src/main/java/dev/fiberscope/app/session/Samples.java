package dev.fiberscope.app.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Recordings that come with Fiberscope, each with what to look for in it. */
public final class Samples {
  /**
   * @param file its name
   * @param title what was recorded
   * @param look what to look for
   */
  public record Sample(String file, String title, String look) {}

  public static final List<Sample> ALL =
      List.of(
          new Sample(
              "orders.jfr",
              "Decoding orders on fibers",
              "Three or four orders are decoded below a native frame: their reads pin carriers (red),"
                  + " and fibers queue behind them (amber). Click a red span."),
          new Sample(
              "hazards.jfr",
              "Thirteen hazards, one after the other",
              "From pins to swallowed errors: the worst three stand on the right, all of them in"
                  + " Hazards (Ctrl+5)."),
          new Sample(
              "jetty.jfr",
              "A Jetty server on virtual threads",
              "Two requests in a hundred wait below a native method. Around them all other requests"
                  + " turn amber: they could run, and no carrier is free."));

  private Samples() {}

  /**
   * A copy of one in the temporary folder.
   *
   * @throws IOException if it cannot be written
   */
  public static Path copy(Sample sample) throws IOException {
    Path folder = Files.createTempDirectory("fiberscope-samples");
    Path copy = folder.resolve(sample.file());
    folder.toFile().deleteOnExit();
    copy.toFile().deleteOnExit();
    try (InputStream in = Samples.class.getResourceAsStream("samples/" + sample.file())) {
      Files.copy(in, copy);
    }
    return copy;
  }

  /** What to look for in a recording, if it is a copy of one of them. */
  public static Optional<String> look(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder.getFileName() == null
            || !folder.getFileName().toString().startsWith("fiberscope-samples")
        ? Optional.empty()
        : ALL.stream()
            .filter(sample -> file.getFileName().toString().equals(sample.file()))
            .map(Sample::look)
            .findFirst();
  }
}
