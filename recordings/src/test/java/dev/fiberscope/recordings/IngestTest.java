package dev.fiberscope.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
  static final Path SAMPLE = Path.of("samples", "orders.jfr");

  @TempDir private Path folder;

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  private void refuses(Path file, String... words) {
    assertThatThrownBy(() -> Ingest.open(file, (_, _) -> {}))
        .isInstanceOf(RecordingException.class)
        .hasMessageContainingAll(words);
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("some.jfr"), content);
  }

  @Test
  void whatIsNoRecordingIsRefusedWithASentence() throws IOException {
    refuses(folder.resolve("absent.jfr"), "There is no file", "absent.jfr");
    refuses(folder, "is a folder");
    refuses(file(new byte[0]), "is empty");
    refuses(file("hello, world".getBytes()), "is no JFR recording", "\"hello, w\"");
    refuses(file(Arrays.copyOf(Files.readAllBytes(SAMPLE), 40)), "ends after 40 bytes");
    refuses(file(Arrays.copyOf(Files.readAllBytes(SAMPLE), 200)), "holds no readable event");
  }

  @Test
  void aDamagedRecordingGivesWhatStandsBeforeTheDamage() throws IOException {
    byte[] bytes = Files.readAllBytes(SAMPLE);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 4_096, (byte) 0xff);
    Session session = Ingest.open(file(bytes), (_, _) -> {});
    assertThat(session.statistics().count(Counter.CUT_SHORT)).isEqualTo(1);
    assertThat(session.events()).isGreaterThan(1_000);
    assertThat(session.spans().count()).isGreaterThan(100);
  }

  @Test
  void anInterruptStopsReading() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Ingest.open(SAMPLE, (_, _) -> {}))
        .isInstanceOf(CancellationException.class);
  }
}
