package dev.fiberscope.recordings.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The seed of the fuzzer is a recording, also to the JDK. */
class TinyRecordingTest {
  @Test
  void theSeedIsReadWhole(@TempDir Path folder) throws Exception {
    byte[] bytes = TinyRecording.bytes();
    Session session = ChunkFuzzer.session(bytes);
    assertThat(session.events()).isEqualTo(5);
    assertThat(session.slices()).isEqualTo(1);
    assertThat(session.threads().count()).isEqualTo(2);
    assertThat(session.pins().get(0).reason()).isEqualTo("native");
    assertThat(session.arrivals().get(0).bytes()).containsExactly('a', 'b', 'c');
    assertThat(session.statistics().count(Counter.DAMAGED_EVENTS)).isZero();
    ChunkFuzzer.fuzzerTestOneInput(bytes);

    Path file = Files.write(folder.resolve("tiny.jfr"), bytes);
    assertThat(RecordingFile.readAllEvents(file))
        .extracting((RecordedEvent event) -> event.getEventType().getName())
        .containsExactlyInAnyOrder(
            "jdk.MethodTrace",
            "jdk.MethodTrace",
            "jdk.VirtualThreadPinned",
            "test.All",
            "fiberscope.ChunkArrival");
  }
}
