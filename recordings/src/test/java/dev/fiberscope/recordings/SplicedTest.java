package dev.fiberscope.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fiberscope.recordings.source.FlightSettings;
import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files put together from chunks that do not follow each other. */
@Timeout(120)
class SplicedTest {
  private static final int SIZE = 8;
  private static final int START_NANOS = 32;
  private static final int DURATION_NANOS = 40;
  private static final int FIBERS_PER_CHUNK = 20;
  private static final int CHUNKS = 3;

  @TempDir private static Path folder;

  private static List<byte[]> chunks;

  /** One JVM, this one, in three chunks, with fibers that live through all of them. */
  @BeforeAll
  static void record() throws Exception {
    String jfc = FlightSettings.of(FlightSettings.Level.STANDARD).toJfc();
    Path file = folder.resolve("three.jfr");
    try (Recording recording = new Recording(Configuration.create(new StringReader(jfc)))) {
      recording.start();
      for (int chunk = 0; chunk < CHUNKS; chunk++) {
        List<Thread> fibers = new ArrayList<>();
        for (int i = 0; i < FIBERS_PER_CHUNK; i++) {
          fibers.add(Thread.startVirtualThread(SplicedTest::sleepTwice));
        }
        for (Thread fiber : fibers) {
          fiber.join();
        }
        if (chunk < CHUNKS - 1) {
          // A dump of what runs ends the chunk.
          recording.dump(folder.resolve("part-" + chunk + ".jfr"));
        }
      }
      recording.stop();
      recording.dump(file);
    }
    chunks = split(Files.readAllBytes(file));
    assertThat(chunks).hasSizeGreaterThanOrEqualTo(CHUNKS);
  }

  private static void sleepTwice() {
    try {
      Thread.sleep(Duration.ofMillis(2));
      Thread.sleep(Duration.ofMillis(2));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<byte[]> split(byte[] file) {
    List<byte[]> parts = new ArrayList<>();
    for (int at = 0; at < file.length; ) {
      int size = (int) ByteBuffer.wrap(file).getLong(at + SIZE);
      parts.add(Arrays.copyOfRange(file, at, at + size));
      at += size;
    }
    return parts;
  }

  private static Session open(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    Path file = folder.resolve("spliced.jfr");
    Files.write(file, all.toByteArray());
    return Ingest.open(file, (_, _) -> {});
  }

  private static Session whole() throws IOException {
    return open(chunks.toArray(byte[][]::new));
  }

  private static long sleeps(Session session) {
    long parked = 0;
    for (int row : session.spans().rows().toArray()) {
      if (session.spans().state(row) == State.PARKED) {
        parked++;
      }
    }
    return parked;
  }

  @Test
  void chunksOfOneJvmAreOneSession() throws IOException {
    Session session = whole();
    assertThat(session.threads().rows(Kind.FIBER))
        .hasSizeGreaterThanOrEqualTo(CHUNKS * FIBERS_PER_CHUNK);
    assertThat(session.statistics().count(Counter.SEVERAL_JVMS)).isZero();
    assertThat(session.statistics().count(Counter.CHUNK_GAPS)).isZero();
    assertThat(session.statistics().count(Counter.CLOCK_JUMPS)).isZero();
    assertThat(sleeps(session)).isGreaterThan(CHUNKS * FIBERS_PER_CHUNK);
  }

  @Test
  void aMissingChunkLeavesAGapAndNothingElse() throws IOException {
    Session session = open(chunks.getFirst(), chunks.getLast());
    assertThat(session.statistics().count(Counter.SEVERAL_JVMS)).isZero();
    assertThat(session.statistics().count(Counter.CHUNK_GAPS)).isEqualTo(1);
    assertThat(session.duration()).isEqualTo(whole().duration());
    assertThat(session.threads().rows(Kind.FIBER).length)
        .isBetween(2 * FIBERS_PER_CHUNK, CHUNKS * FIBERS_PER_CHUNK);
    assertThat(sleeps(session)).isGreaterThan(2 * FIBERS_PER_CHUNK).isLessThan(sleeps(whole()));
  }

  @Test
  void aClockThatIsSetAnewDoesNotBendTime() throws IOException {
    long anHour = Duration.ofHours(1).toNanos();
    byte[] second = with(chunks.get(1), START_NANOS, anHour);
    byte[] third = with(chunks.get(2), START_NANOS, anHour);
    // Within the first chunk, whose length is told by the time of day, or just after it.
    for (long inFirst : new long[] {anHour, 0}) {
      Session session = open(with(chunks.getFirst(), DURATION_NANOS, inFirst), second, third);
      assertThat(session.statistics().count(Counter.CLOCK_JUMPS)).isPositive();
      assertThat(session.statistics().count(Counter.CHUNK_GAPS)).isZero();
      assertThat(session.duration()).isCloseTo(whole().duration(), within(1_000_000L));
      assertThat(sleeps(session)).isEqualTo(sleeps(whole()));
    }
  }

  private static byte[] with(byte[] chunk, int place, long added) {
    byte[] changed = chunk.clone();
    ByteBuffer header = ByteBuffer.wrap(changed);
    header.putLong(place, header.getLong(place) + added);
    return changed;
  }

  private static Offset<Long> within(long nanos) {
    return Offset.offset(nanos);
  }

  @Test
  void threadsOfTwoJvmsAreToldApart() throws IOException {
    byte[] orders = Files.readAllBytes(IngestTest.SAMPLE);
    Session other = open(orders);
    Session own = whole();
    Session both = open(orders, chunks.get(0), chunks.get(1), chunks.get(2));
    assertThat(both.statistics().count(Counter.SEVERAL_JVMS)).isEqualTo(1);
    assertThat(both.events()).isEqualTo(own.events() + other.events());
    assertThat(both.threads().rows(Kind.FIBER).length)
        .isEqualTo(own.threads().rows(Kind.FIBER).length + other.threads().rows(Kind.FIBER).length);
    assertThat(both.decodes().count()).isEqualTo(other.decodes().count());
    assertThat(both.decodes().get(0).id()).isEqualTo(other.decodes().get(0).id());
    assertThat(both.matchQuality()).isGreaterThan(0.99);
  }

  /** As where a dump was written into the file of a recording that went on. */
  @Test
  void aCopyOfAChunkThatWasCutIsNotReadBesideIt() throws IOException {
    byte[] copy = chunks.get(0);
    Session session = open(copy, Arrays.copyOf(copy, copy.length - 200));
    assertThat(session.statistics().count(Counter.REPEATED_CHUNKS)).isEqualTo(1);
    assertThat(session.events()).isEqualTo(open(copy).events());
  }

  @Test
  void aChunkTwiceIsShownOnce() throws IOException {
    Session session = open(chunks.get(0), chunks.get(0));
    Session once = open(chunks.get(0));
    assertThat(session.statistics().count(Counter.REPEATED_CHUNKS)).isEqualTo(1);
    assertThat(session.events()).isEqualTo(once.events());
    assertThat(session.spans().count()).isEqualTo(once.spans().count());
  }

  @Test
  void theJdksReaderReadsUpToTheFirstDamageToo() throws IOException {
    byte[] junk = new byte[100];
    open(chunks.get(0), chunks.get(1), junk);
    Session byJdk = Ingest.open(folder.resolve("spliced.jfr"), Ingest.Reader.JDK, (_, _) -> {});
    // The second one ends where no other begins, so its length may be wrong.
    assertThat(byJdk.events()).isEqualTo(open(chunks.get(0)).events());
    assertThat(byJdk.statistics().count(Counter.CUT_SHORT)).isEqualTo(1);
  }

  @Test
  void aChunkThatSeemsNewerCostsNoOther() throws IOException {
    byte[] newer = chunks.get(1).clone();
    newer[5] = 3;
    Session session = open(chunks.get(0), newer, chunks.get(2));
    assertThat(session.events()).isEqualTo(open(chunks.get(0), chunks.get(2)).events());
    assertThat(session.statistics().count(Counter.CHUNKS_WITHOUT_TYPES)).isEqualTo(1);
  }

  @Test
  void aFormatThatNobodyKnowsIsRefusedWithItsNumber() throws IOException {
    byte[] newer = chunks.getFirst().clone();
    newer[5] = 9;
    Path file = Files.write(folder.resolve("newer.jfr"), newer);
    assertThat(catchThrowable(() -> Ingest.open(file, (_, _) -> {})))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("JFR format 9.");
  }
}
