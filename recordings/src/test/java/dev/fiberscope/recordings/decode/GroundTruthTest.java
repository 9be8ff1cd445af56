package dev.fiberscope.recordings.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.chunk.ChunkFile;
import dev.fiberscope.recordings.source.FlightSettings;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.truth.TruthMain;
import dev.fiberscope.recordings.truth.TruthReader;
import dev.fiberscope.recordings.truth.TruthReader.TrueCarrier;
import dev.fiberscope.recordings.truth.TruthReader.TrueWait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A JVM that knows which carrier its virtual threads are on, and what they wait for, is recorded;
 * what the session says is compared with that.
 */
class GroundTruthTest {
  private static final long COMPILED_AFTER = 1_000_000_000;
  private static final long MILLISECOND = 1_000_000;

  /** Shorter waits need not have happened at all: a lock may have been free. */
  private static final long SURE_WAIT = 2 * MILLISECOND;

  /** So many of a kind may be missed however seldom it was. */
  private static final int FEW = 2;

  private static final long RECORDED_MILLIS = 2_500;

  @TempDir private Path folder;

  private final List<TrueCarrier> carriers = new ArrayList<>();
  private final List<TrueWait> waits = new ArrayList<>();

  /** In the first second after an attach more stays unknown: nothing of this is compiled yet. */
  @ParameterizedTest
  @Timeout(120)
  @CsvSource({
    "1, false, 0.999",
    "2, false, 0.998",
    "4, false, 0.99",
    "1, true, 0.995",
    "2, true, 0.99",
    "4, true, 0.98"
  })
  void aSessionTellsTheTruth(int parallelism, boolean attach, double goal) throws Exception {
    try {
      compare(parallelism, attach, goal);
    } catch (AssertionError unlucky) {
      // What the JVM loses while nothing is compiled is a matter of luck; twice it is a fault.
      System.out.println("recorded anew: " + unlucky.getMessage().strip().lines().findFirst());
      compare(parallelism, attach, goal);
    }
  }

  private void compare(int parallelism, boolean attach, double goal) throws Exception {
    carriers.clear();
    waits.clear();
    Session session = read(record(parallelism, attach));
    slices(session, goal);
    waits(session, attach ? COMPILED_AFTER : 0);
  }

  private Path record(int parallelism, boolean attach) throws Exception {
    Path settings = folder.resolve("standard.jfc");
    Files.writeString(settings, FlightSettings.of(Level.STANDARD).toJfc());
    Path file = folder.resolve("truth.jfr");
    List<String> command = new ArrayList<>();
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    command.add(bin.resolve("java").toString());
    command.add("-Djdk.virtualThreadScheduler.parallelism=" + parallelism);
    command.add("--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED");
    command.add("--add-exports=java.base/jdk.internal.access=ALL-UNNAMED");
    command.add("--enable-native-access=ALL-UNNAMED");
    if (!attach) {
      command.add("-XX:StartFlightRecording:settings=" + settings + ",filename=" + file);
    }
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), TruthMain.class.getName()));
    Process jvm =
        new ProcessBuilder(command).redirectError(folder.resolve("errors.txt").toFile()).start();
    try (var out = jvm.inputReader()) {
      for (String line = out.readLine(); !line.equals("warm"); line = out.readLine()) {
        assertThat(line).isNotNull();
      }
      String jcmd = bin.resolve("jcmd").toString();
      String pid = String.valueOf(jvm.pid());
      if (attach) {
        run(jcmd, pid, "JFR.start", "name=truth", "settings=" + settings);
      }
      // How long is recorded is the test's size, nothing is waited for.
      Thread.sleep(RECORDED_MILLIS);
      if (attach) {
        run(jcmd, pid, "JFR.stop", "name=truth", "filename=" + file);
      }
      jvm.outputWriter().append('\n').flush();
      assertThat(jvm.waitFor()).as(Files.readString(folder.resolve("errors.txt"))).isZero();
    } finally {
      jvm.destroyForcibly();
    }
    return file;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
  }

  private Session read(Path file) throws IOException {
    try (ChunkFile chunks = ChunkFile.open(file)) {
      TruthReader truth = TruthReader.read(chunks);
      assertThat(chunks.losses().isNone()).isTrue();
      carriers.addAll(truth.carriers());
      waits.addAll(truth.waits());
      return truth.session();
    }
  }

  private void slices(Session session, double goal) {
    ThreadTable threads = session.threads();
    SpanTable spans = session.spans();
    int right = 0;
    // One wrong slice may hold several of these moments.
    Set<Integer> wrong = new HashSet<>();
    for (TrueCarrier truth : carriers) {
      int span = spans.at(threads.find(truth.carrier()), truth.time());
      int fiber = span < 0 ? SpanTable.NO_LINK : spans.link(span);
      if (fiber != SpanTable.NO_LINK) {
        if (threads.id(fiber) == truth.fiber()) {
          right++;
        } else {
          wrong.add(span);
        }
      }
    }
    String figures = right + " right, " + wrong.size() + " slices wrong of " + carriers.size();
    System.out.println("slices: " + figures);
    assertThat(carriers).hasSizeGreaterThan(1_000);
    assertThat(right / (double) carriers.size()).as(figures).isGreaterThanOrEqualTo(goal);
    assertThat(wrong.size() * 5_000L).as(figures).isLessThanOrEqualTo(carriers.size());
  }

  /**
   * @param settled when each kind of wait is to be found: until {@code mount} is compiled, two
   *     waits for monitors with nothing recorded between them look like one
   */
  private void waits(Session session, long settled) {
    Map<String, int[]> found = new TreeMap<>();
    List<String> missed = new ArrayList<>();
    int told = 0;
    int all = 0;
    for (TrueWait truth : waits) {
      if (truth.end() - truth.start() < SURE_WAIT) {
        continue;
      }
      int one = isTold(session, truth) ? 1 : 0;
      told += one;
      all++;
      if (truth.start() >= settled) {
        int[] counts = found.computeIfAbsent(truth.kind(), _ -> new int[2]);
        counts[0] += one;
        counts[1]++;
        if (one == 0 && missed.size() < 10) {
          missed.add(truth.toString());
        }
      }
    }
    StringBuilder figures = new StringBuilder("waits:");
    found.forEach((kind, n) -> figures.append(" " + kind + " " + n[0] + "/" + n[1]));
    figures.append(" all " + told + "/" + all);
    System.out.println(figures);
    assertThat(found).containsKeys("SLEEP", "TIMED_PARK", "WAIT", "IO", "pinned");
    found.forEach(
        (kind, n) ->
            // Of a kind that hardly occurred, one missed tells nothing.
            assertThat(n[1] - n[0])
                .as(kind + " of " + figures + ", missed " + missed)
                .isLessThanOrEqualTo(Math.max(FEW, n[1] / 5)));
    assertThat(told / (double) all).as(figures.toString()).isGreaterThanOrEqualTo(0.95);
  }

  /**
   * True if a span of that kind lies in the wait and begins or ends with it, within a millisecond:
   * an operating system that takes the carrier's processor away may put more between one of the
   * two.
   */
  private static boolean isTold(Session session, TrueWait truth) {
    SpanTable spans = session.spans();
    int fiber = session.threads().find(truth.fiber());
    for (int row = spans.firstEndingAfter(fiber, truth.start());
        row != SpanTable.NONE && spans.start(row) < truth.end();
        row = spans.next(row)) {
      boolean kind =
          truth.kind().equals("pinned")
              ? spans.state(row) == State.PINNED
              : spans.why(row).name().equals(truth.kind());
      boolean within =
          spans.start(row) >= truth.start() - MILLISECOND
              && spans.end(row) <= truth.end() + MILLISECOND;
      if (kind
          && within
          && (isNear(spans.start(row), truth.start()) || isNear(spans.end(row), truth.end()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNear(long time, long other) {
    return Math.abs(time - other) <= MILLISECOND;
  }
}
