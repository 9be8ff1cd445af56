package dev.fiberscope.recordings.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.source.FlightSettings;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import dev.fiberscope.recordings.store.Pause;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.Vitals;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the JVM of this test did as a whole while it was recorded. */
class VitalsTest {
  @TempDir private Path folder;

  /** Of a container that may use six tenths of a processor: 60 ms of every 100. */
  @Test
  void aQuotaThatIsUsedUpIsTold() throws Exception {
    Path file = Path.of("samples/throttled.jfr");
    for (Ingest.Reader reader : Ingest.Reader.values()) {
      Session session = Ingest.open(file, reader, (_, _) -> {});
      Vitals vitals = session.vitals();
      assertThat(vitals.throttling().count()).isEqualTo(3);
      assertThat(vitals.throttlingAt(session.duration() / 2))
          .hasValueSatisfying(
              look -> {
                assertThat(look.slices()).isEqualTo(10);
                assertThat(look.throttled()).isEqualTo(10);
                assertThat(look.nanos()).isBetween(300_000_000L, 500_000_000L);
              });
      // What was before the first look is not told.
      assertThat(vitals.throttlingAt(1)).isEmpty();
      assertThat(vitals.throttlingAt(session.duration())).isEmpty();
    }
  }

  @Test
  @Timeout(60)
  void pausesHeapAndCpuAreTold() throws Exception {
    Path file = folder.resolve("vitals.jfr");
    try (Recording recording = new Recording(FlightSettings.of(Level.LIGHT).toOptions())) {
      recording.enable("jdk.GCPhasePause").withoutThreshold();
      recording.enable("jdk.ExecuteVMOperation").withoutThreshold();
      recording.enable("jdk.CPULoad").with("period", "100 ms");
      recording.start();
      long begin = System.nanoTime();
      byte[] garbage = new byte[0];
      while (System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(800)) {
        garbage = new byte[garbage.length % 1_000_000 + 10_000];
      }
      System.gc();
      recording.stop();
      recording.dump(file);
    }
    Session session = Ingest.open(file, (_, _) -> {});
    Vitals vitals = session.vitals();
    long collections = 0;
    long end = Long.MIN_VALUE;
    for (int row = 0; row < vitals.pauses().count(); row++) {
      Pause pause = vitals.pauses().get(row);
      assertThat(pause.start()).isGreaterThanOrEqualTo(end);
      end = pause.end();
      collections += pause.cause() == Pause.Cause.COLLECTION ? 1 : 0;
    }
    assertThat(collections).isPositive();
    assertThat(vitals.mostHeap()).isEqualTo(Runtime.getRuntime().maxMemory());
    assertThat(vitals.heapAt(session.duration() / 2)).isBetween(1L, vitals.mostHeap());
    assertThat(vitals.cpu().count()).isPositive();
    assertThat(vitals.loadAt(session.duration() / 2))
        .hasValueSatisfying(
            load -> {
              assertThat(load.jvm()).isBetween(0.05f, 1f);
              assertThat(load.machine()).isBetween(0.05f, 1f);
            });
    assertThat(vitals.throttling().count()).isZero();
    Session byJdk = Ingest.open(file, Ingest.Reader.JDK, (_, _) -> {});
    assertThat(byJdk.vitals().cpu().get(0).jvm()).isEqualTo(vitals.cpu().get(0).jvm());
    assertThat(byJdk.vitals().pauses().count()).isEqualTo(vitals.pauses().count());
  }
}
