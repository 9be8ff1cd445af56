package dev.fiberscope.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    refuses(folder, "no recording in the folder");
    refuses(file(new byte[0]), "is empty");
    refuses(file("hello, world".getBytes()), "is no JFR recording", "\"hello, w\"");
    refuses(file(Arrays.copyOf(Files.readAllBytes(SAMPLE), 40)), "ends after 40 bytes");
    refuses(file(Arrays.copyOf(Files.readAllBytes(SAMPLE), 200)), "holds no readable event");
  }

  @Test
  void aDamagedRecordingGivesWhatIsNotDamaged() throws IOException {
    byte[] bytes = Files.readAllBytes(SAMPLE);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 4_096, (byte) 0xff);
    Session session = Ingest.open(file(bytes), (_, _) -> {});
    assertThat(session.statistics().count(Counter.SKIPPED_BYTES)).isPositive();
    assertThat(session.events()).isGreaterThan(1_000);
    assertThat(session.spans().count()).isGreaterThan(100);
    Session byJdk = Ingest.open(file(bytes), Ingest.Reader.JDK, (_, _) -> {});
    assertThat(byJdk.statistics().count(Counter.CUT_SHORT)).isEqualTo(1);
    assertThat(session.events()).isGreaterThanOrEqualTo(byJdk.events());
  }

  @Test
  void bothReadersGiveTheSameSession() throws IOException {
    Session own = Ingest.open(SAMPLE, (_, _) -> {});
    Session byJdk = Ingest.open(SAMPLE, Ingest.Reader.JDK, (_, _) -> {});
    assertThat(own.statistics().unknownTypes()).isEqualTo(byJdk.statistics().unknownTypes());
    assertThat(own.events()).isEqualTo(byJdk.events());
    assertThat(own.spans().count()).isEqualTo(byJdk.spans().count());
    assertThat(SessionText.spans(own)).isEqualTo(SessionText.spans(byJdk));
    for (int row = 0; row < own.suspensions().count(); row++) {
      assertThat(own.suspensions().get(row)).isEqualTo(byJdk.suspensions().get(row));
    }
  }

  @Test
  void anInterruptStopsReading() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Ingest.open(SAMPLE, (_, _) -> {}))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void aFileThatShrinksWhileItIsReadIsASentence() throws IOException {
    Path file = file(Files.readAllBytes(SAMPLE));
    Ingest.Progress shrinking =
        (_, _) -> {
          try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(100);
          } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
          }
        };
    assertThatThrownBy(() -> Ingest.open(file, shrinking))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("became shorter");
  }

  @Test
  void whatIsReadSoFarIsShownAndDoesNotChangeAnyMore() throws IOException {
    List<Session> parts = new ArrayList<>();
    List<Long> spans = new ArrayList<>();
    Session whole =
        Ingest.openBySteps(
            SAMPLE,
            Ingest.Reader.OWN,
            (_, _) -> {},
            part -> {
              parts.add(part);
              spans.add(part.spans().count());
            },
            0);
    assertThat(parts).isNotEmpty().allMatch(Session::isPartial);
    assertThat(whole.isPartial()).isFalse();
    assertThat(spans.getLast()).isLessThan(whole.spans().count());
    for (int i = 0; i < parts.size(); i++) {
      Session part = parts.get(i);
      assertThat(part.spans().count()).isEqualTo(spans.get(i));
      assertThat(part.readTo()).isLessThanOrEqualTo(whole.duration());
      // It covers the time of the whole from the beginning, so that nothing moves later.
      assertThat(part.duration() / (double) whole.duration()).isBetween(0.95, 1.05);
      for (int row = 0; row < part.threads().count(); row++) {
        assertThat(part.threads().id(row)).isEqualTo(whole.threads().id(row));
      }
      for (int row = 0; row < part.decodes().count(); row++) {
        assertThat(part.decodes().get(row).id()).isEqualTo(whole.decodes().get(row).id());
      }
    }
    Session atOnce = Ingest.openWith(0, SAMPLE);
    assertThat(atOnce.spans().count()).isEqualTo(whole.spans().count());
    assertThat(atOnce.events()).isEqualTo(whole.events());
  }
}
