package dev.fiberscope.recordings.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @Timeout(20)
  @ValueSource(strings = {"types-that-multiply", "negative-duration", "thread-key-minus-one"})
  void whatOnceHungOrThrewNoLongerDoes(String name) throws IOException {
    try (InputStream in = TinyRecordingTest.class.getResourceAsStream(name + ".bin")) {
      byte[] bytes = in.readAllBytes();
      ChunkFuzzer.fuzzerTestOneInput(bytes);
      Session session = ChunkFuzzer.session(bytes);
      for (int row : session.spans().rows().toArray()) {
        assertThat(session.spans().duration(row)).isPositive();
      }
    }
  }

  @Test
  @Timeout(20)
  void aLengthThatOverflowsEndsTheChunk() {
    byte[] tiny = TinyRecording.bytes();
    byte[] bytes = Arrays.copyOf(tiny, tiny.length + 9);
    Arrays.fill(bytes, tiny.length, tiny.length + 8, (byte) 0xff);
    bytes[tiny.length + 8] = 0x7f;
    ByteBuffer.wrap(bytes).putLong(8, bytes.length);
    assertThat(ChunkFuzzer.session(bytes).events()).isEqualTo(5);
  }
}
