package dev.fiberscope.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.source.FlightSettings;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.ThreadTable.Kind;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ManyFibersTest {
  private static final int FIBERS = 100_000;

  @Test
  @Timeout(120)
  void aHundredThousandFibersAreAllThere(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("many.jfr");
    String jfc = FlightSettings.of(Level.STANDARD).toJfc();
    try (Recording recording = new Recording(Configuration.create(new StringReader(jfc)))) {
      recording.start();
      CountDownLatch ended = new CountDownLatch(FIBERS);
      for (int i = 0; i < FIBERS; i++) {
        Thread.ofVirtual().name("many-", i).start(ended::countDown);
      }
      ended.await();
      recording.stop();
      recording.dump(file);
    }
    Session session = Ingest.open(file, (_, _) -> {});
    ThreadTable threads = session.threads();
    int named = 0;
    int withSpans = 0;
    for (int fiber : threads.rows(Kind.FIBER)) {
      if (threads.name(fiber).startsWith("many-")) {
        named++;
        withSpans += session.spans().isEmpty(fiber) ? 0 : 1;
      }
    }
    assertThat(named).isEqualTo(FIBERS);
    // The last ones may end after the recording has.
    assertThat(withSpans).isGreaterThan(FIBERS * 99 / 100);
    assertThat(session.statistics().count(Counter.DATA_LOSS)).isZero();
    assertThat(session.matchQuality()).isGreaterThan(0.99);
  }
}
