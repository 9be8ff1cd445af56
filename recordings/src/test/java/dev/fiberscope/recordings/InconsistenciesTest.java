package dev.fiberscope.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.ThreadTable.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong with a recording is counted under its own name. */
class InconsistenciesTest {
  private static final int POOL_OFFSET = 16;
  private static final int METADATA_OFFSET = 24;
  private static final int STATE = 64;

  @TempDir private Path folder;
  private byte[] sample;

  @BeforeEach
  void readTheSample() throws IOException {
    sample = Files.readAllBytes(IngestTest.SAMPLE);
  }

  private Session open(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return Ingest.open(Files.write(folder.resolve("wrong.jfr"), all.toByteArray()), (_, _) -> {});
  }

  private static long count(Session session, Counter counter) {
    return session.statistics().count(counter);
  }

  private byte[] with(int place, long value) {
    byte[] bytes = sample.clone();
    ByteBuffer.wrap(bytes).putLong(place, value);
    return bytes;
  }

  @Test
  void aSoundRecordingHasNothingToTellButNotes() throws IOException {
    Session session = open(sample);
    for (Counter counter : Counter.values()) {
      switch (counter) {
        case UNKNOWN_EVENTS, FIBERS_WITHOUT_START, FIBERS_WITHOUT_END, UNMATCHED_SLICES -> {}
        default -> assertThat(count(session, counter)).as(counter.name()).isZero();
      }
      assertThat(counter.help(1)).doesNotEndWith(".").isNotBlank();
    }
  }

  @Test
  void aChunkThatWasNeverFinished() throws IOException {
    byte[] unfinished = sample.clone();
    unfinished[STATE] = 1;
    Session session = open(unfinished);
    assertThat(count(session, Counter.UNFINISHED_CHUNKS)).isEqualTo(1);
    assertThat(session.events()).isEqualTo(open(sample).events());
  }

  @Test
  void aChunkWithoutTypes() throws IOException {
    Session session = open(with(METADATA_OFFSET, 0), sample);
    assertThat(count(session, Counter.CHUNKS_WITHOUT_TYPES)).isEqualTo(1);
    assertThat(session.events()).isEqualTo(open(sample).events());
  }

  @Test
  void aChunkWithTheTypesOfTheOneBefore() throws IOException {
    Session session = open(sample, with(METADATA_OFFSET, 0));
    assertThat(count(session, Counter.BORROWED_TYPES)).isEqualTo(1);
    assertThat(session.events()).isEqualTo(2 * open(sample).events());
  }

  @Test
  void aPoolThatIsNone() throws IOException {
    Session session = open(with(POOL_OFFSET, 70));
    assertThat(count(session, Counter.DAMAGED_POOLS)).isEqualTo(1);
    assertThat(session.events()).isEqualTo(open(sample).events());
  }

  @Test
  void anEventThatCannotBeRead() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    long damaged = 0;
    for (int i = 0; i < 50 && damaged == 0; i++) {
      byte[] bytes = sample.clone();
      for (int flip = 0; flip < 20; flip++) {
        bytes[1_000 + random.nextInt(bytes.length / 2)] = (byte) random.nextInt();
      }
      damaged = count(open(bytes), Counter.DAMAGED_EVENTS);
    }
    assertThat(damaged).isPositive();
  }

  @Test
  void eventsThatTheJvmLost() throws IOException {
    Path file = folder.resolve("reads.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileRead").withThreshold(Duration.ZERO);
      recording.start();
      Files.readString(Path.of("pom.xml"));
      Files.readAllBytes(IngestTest.SAMPLE);
      recording.stop();
      recording.dump(file);
    }
    // No JVM loses events when it is asked to, so reads are called losses.
    byte[] bytes = Files.readAllBytes(file);
    rename(bytes, "jdk.DataLoss", "jdk.DataNone");
    rename(bytes, "jdk.FileRead", "jdk.DataLoss");
    assertThat(count(open(bytes), Counter.DATA_LOSS)).isPositive();
  }

  private static void rename(byte[] bytes, String from, String to) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(from);
    assertThat(at).isPositive();
    byte[] name = to.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(name, 0, bytes, at, name.length);
  }

  @Test
  void aDecodeWhoseStartIsMissing() throws IOException {
    byte[] bytes = sample.clone();
    rename(bytes, "fiberscope.DecodeStart", "fiberscope.DecodeStare");
    Session session = open(bytes);
    assertThat(count(session, Counter.UNPAIRED_EVENTS)).isEqualTo(session.decodes().count());
    assertThat(session.decodes().get(0).start()).isZero();
  }

  @Test
  void fibersWhoseStartsAndEndsAreMissing() throws IOException {
    byte[] bytes = sample.clone();
    rename(bytes, "jdk.VirtualThreadStart", "jdk.VirtualThreadStare");
    rename(bytes, "jdk.VirtualThreadEnd", "jdk.VirtualThreadEnt");
    rename(bytes, "fiberscope.FiberStart", "fiberscope.FiberStare");
    rename(bytes, "fiberscope.FiberEnd", "fiberscope.FiberEnt");
    Session session = open(bytes);
    int fibers = session.threads().rows(Kind.FIBER).length;
    assertThat(count(session, Counter.FIBERS_WITHOUT_START)).isEqualTo(fibers);
    assertThat(count(session, Counter.FIBERS_WITHOUT_END)).isEqualTo(fibers);
    assertThat(session.spans().count()).isPositive();
  }

  @Test
  void slicesThatWereNotRecorded() throws IOException {
    byte[] bytes = sample.clone();
    rename(bytes, "jdk.MethodTrace", "jdk.MethodTrick");
    Session session = open(bytes);
    assertThat(session.hasScheduling()).isFalse();
    assertThat(count(session, Counter.FIBERS_WITHOUT_SLICES)).isPositive();
    assertThat(session.pins().count()).isPositive();
  }
}
