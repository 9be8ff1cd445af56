package dev.fiberscope.app;

import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.bench.SyntheticSession;
import java.nio.file.Path;

/** Sessions to test with. */
public final class Samples {
  /** A recording of the demo. */
  public static final Path ORDERS = Path.of("..", "recordings", "samples", "orders.jfr");

  private Samples() {}

  public static OpenSession orders() {
    try {
      return OpenSession.of(ORDERS, Ingest.open(ORDERS, (_, _) -> {}));
    } catch (Exception broken) {
      throw new AssertionError(broken);
    }
  }

  /** Fibers that each run once for a moment, one after the other, eight at a time. */
  public static OpenSession shortFibers(int fibers) {
    return OpenSession.of(Path.of("short"), SyntheticSession.of(2L * fibers, fibers));
  }
}
