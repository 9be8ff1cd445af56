package dev.fiberscope.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.analysis.Analysis;
import dev.fiberscope.recordings.analysis.Limits;
import dev.fiberscope.recordings.analysis.Mutes;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.code.ClassFiles;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.report.HtmlReport;
import dev.fiberscope.recordings.report.JsonReport;
import dev.fiberscope.recordings.report.Report;
import dev.fiberscope.recordings.report.SarifReport;
import dev.fiberscope.recordings.report.TextReport;
import dev.fiberscope.recordings.rules.Rules;
import dev.fiberscope.recordings.store.ImportStatistics;
import dev.fiberscope.recordings.store.Session;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * A damaged recording gives a session of what is good, which rules can be asked about, or a
 * sentence; never anything else.
 */
class DamageTest {
  private static final byte[] SAMPLE = sample(IngestTest.SAMPLE);
  private static final byte[] HAZARDS = sample(IngestTest.SAMPLE.resolveSibling("hazards.jfr"));

  private static byte[] sample(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException absent) {
      throw new ExceptionInInitializerError(absent);
    }
  }

  private static void opens(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("damaged", ".jfr");
    try {
      Files.write(file, bytes);
      Session session = Ingest.open(file, (_, _) -> {});
      assertThat(session.events()).isPositive();
      asksRules(file, session);
    } catch (RecordingException sentence) {
      assertThat(sentence).hasMessageEndingWith(".");
    } finally {
      Files.delete(file);
    }
  }

  private static void asksRules(Path file, Session session) throws IOException {
    Observed seen =
        new Observed(
            session, new SessionIndex(session), List.of(), ClassFiles.NONE, Limits.DEFAULT);
    Report report = Report.of(file, seen, Analysis.of(seen, Rules.ALL), Mutes.NONE);
    TextReport.write(report, Writer.nullWriter());
    JsonReport.write(report, Writer.nullWriter());
    SarifReport.write(report, Rules.ALL, "0", Writer.nullWriter());
    HtmlReport.write(report, Writer.nullWriter());
  }

  @Property(tries = 25)
  void cutAnywhere(@ForAll @IntRange(max = 1_500_000) int length) throws IOException {
    opens(Arrays.copyOf(SAMPLE, Math.min(length, SAMPLE.length)));
    opens(Arrays.copyOf(HAZARDS, Math.min(length, HAZARDS.length)));
  }

  @Property(tries = 40)
  void flippedBytes(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int flips)
      throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = (random.nextBoolean() ? SAMPLE : HAZARDS).clone();
    // Half of them where it hurts most: in the header, the types and the constants.
    for (int i = 0; i < flips; i++) {
      int where =
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(68);
            case 1 -> bytes.length - 1 - random.nextInt(200_000);
            default -> random.nextInt(bytes.length);
          };
      bytes[where] = (byte) random.nextInt();
    }
    opens(bytes);
  }

  @Property(tries = 25)
  void zeroedBlocks(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = (random.nextBoolean() ? SAMPLE : HAZARDS).clone();
    int from = random.nextInt(bytes.length);
    Arrays.fill(bytes, from, Math.min(bytes.length, from + random.nextInt(100_000)), (byte) 0);
    opens(bytes);
  }

  @Property(tries = 10)
  void twoChunksOfWhichOneIsDamaged(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = Arrays.copyOf(SAMPLE, 2 * SAMPLE.length);
    System.arraycopy(SAMPLE, 0, bytes, SAMPLE.length, SAMPLE.length);
    // The first one's header says it ends elsewhere.
    bytes[8 + random.nextInt(8)] = (byte) random.nextInt();
    opens(bytes);
  }

  @Property(tries = 5)
  void whatIsLostIsCounted(@ForAll @IntRange(min = 100_000, max = 1_000_000) int length)
      throws IOException {
    Path file = Files.createTempFile("cut", ".jfr");
    try {
      Files.write(file, Arrays.copyOf(SAMPLE, length));
      Session session = Ingest.open(file, (_, _) -> {});
      assertThat(session.statistics().count(ImportStatistics.Counter.CUT_CHUNKS)).isEqualTo(1);
    } catch (RecordingException nothingLeft) {
      // The types of a finished chunk stand at its end, so a cut may take them all.
      assertThat(nothingLeft).hasMessageContaining("holds no readable event");
    } finally {
      Files.delete(file);
    }
  }
}
