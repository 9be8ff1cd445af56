package dev.fiberscope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fiberscope.app.LiveTarget;
import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.ThreadTable;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The program as people start it: a process of its own, without a display. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class CommandLineTest {
  private static final Path SAMPLE = Path.of("..", "recordings", "samples", "orders.jfr");

  @TempDir private Path folder;

  private CommandRun fiberscope(String... arguments) throws IOException, InterruptedException {
    return CommandRun.of(folder, arguments);
  }

  @Test
  void helpNamesEverySubcommand() throws Exception {
    CommandRun help = fiberscope("--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.output())
        .contains(
            "open",
            "list",
            "attach",
            "threads",
            "run",
            "snapshot",
            "analyze",
            "explore",
            "decode",
            "conform",
            "settings",
            "bench",
            "Exit codes");
  }

  @Test
  void aRunningJvmIsListedAskedAndWatched() throws Exception {
    try (LiveTarget target = LiveTarget.start()) {
      String pid = String.valueOf(target.pid());
      assertThat(fiberscope("list").output()).contains(pid, "LiveTarget", "everything");

      CommandRun threads = fiberscope("threads", pid, "--fibers");
      assertThat(threads.exitCode()).as(threads.output()).isZero();
      assertThat(threads.output()).contains("10 fibers", "sleeper-");

      Path recording = folder.resolve("live.jfr");
      CommandRun attached =
          fiberscope("attach", pid, "--no-window", "--for", "4s", "-o", recording.toString());
      assertThat(attached.exitCode()).as(attached.output()).isZero();
      assertThat(attached.output()).contains("Watching LiveTarget", "10 fibers", "Saved in");
      assertThat(Ingest.open(recording, (_, _) -> {}).hasScheduling()).isTrue();
    }
  }

  @Test
  void whatCannotBeAttachedToIsASentence() throws Exception {
    for (String[] wrong :
        new String[][] {
          {"attach", "999999999", "--no-window"},
          {"attach", "somewhere", "--no-window"},
          {"attach", "1", "--no-window", "--for", "soon"},
          {"attach", "localhost:1", "--no-window"},
          {"threads", "no-such-dump.json"},
        }) {
      CommandRun ended = fiberscope(wrong);
      assertThat(ended.exitCode()).as(String.join(" ", wrong)).isEqualTo(2);
      assertThat(ended.output()).doesNotContain("\tat ").contains(".");
    }
  }

  @Test
  void anExportTellsWhatThePictureShows() throws Exception {
    Path csv = folder.resolve("spans.csv");
    String recording = SAMPLE.toString();
    assertThat(fiberscope("export", recording, "--what", "spans", "-o", csv.toString()).exitCode())
        .isZero();
    Session session = Ingest.open(SAMPLE, (_, _) -> {});
    int fiber = session.threads().rows(ThreadTable.Kind.FIBER)[0];
    int row = session.spans().first(fiber);
    List<String> lines = Files.readAllLines(csv);
    assertThat(lines.getFirst())
        .isEqualTo("fiber_id,fiber,start_ns,end_ns,state,reason,evidence,carrier_id,carrier");
    assertThat(lines.get(1))
        .startsWith(
            session.threads().id(fiber)
                + ","
                + session.threads().name(fiber)
                + ","
                + session.spans().start(row)
                + ","
                + session.spans().end(row));
    Path json = folder.resolve("events.json");
    assertThat(
            fiberscope(
                    "export",
                    recording,
                    "--what",
                    "events",
                    "--format",
                    "json",
                    "-o",
                    json.toString())
                .exitCode())
        .isZero();
    JsonNode events = new ObjectMapper().readTree(json.toFile());
    assertThat(events).hasSize((int) session.events());
    assertThat(events.get(0).get("type").asText()).isNotEmpty();
    for (String what : List.of("slices", "fibers")) {
      CommandRun ended = fiberscope("export", recording, "--what", what);
      assertThat(ended.exitCode()).isZero();
      assertThat(ended.output().lines().count()).isGreaterThan(4);
    }
  }

  @Test
  void bothReadersExportTheSame() throws Exception {
    List<String> exports = new ArrayList<>();
    for (String reader : List.of("own", "jdk")) {
      Path csv = folder.resolve(reader + ".csv");
      CommandRun ended =
          fiberscope("export", SAMPLE.toString(), "--reader", reader, "-o", csv.toString());
      assertThat(ended.exitCode()).as(ended.output()).isZero();
      exports.add(Files.readString(csv));
    }
    assertThat(exports.get(0)).isEqualTo(exports.get(1));
  }

  @Test
  void aLargeRecordingIsMadeAndReadingItIsMeasured() throws Exception {
    Path recording = folder.resolve("storm.jfr");
    CommandRun made = fiberscope("bench", "make", "--events", "100k", "-o", recording.toString());
    assertThat(made.exitCode()).as(made.output()).isZero();
    assertThat(Ingest.open(recording, (_, _) -> {}).events()).isBetween(70_000L, 150_000L);
    CommandRun read =
        fiberscope(
            "bench", "open", recording.toString(), "--runs", "1", "--heap", "1g", "--compare");
    assertThat(read.exitCode()).as(read.output()).isZero();
    assertThat(read.output())
        .contains("whole session, 2 threads", "RecordingFile, bare", "First picture", "Cancelled")
        .doesNotContain("it failed");
    assertThat(fiberscope("bench", "make", "--events", "many", "-o", "x.jfr").exitCode())
        .isEqualTo(2);
  }

  @Test
  void recordingsAreReadAsPeopleHaveThemAndGoToPerfetto() throws Exception {
    Path packed = folder.resolve("support.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(Path.of("../recordings/samples/jetty.jfr"), out);
    }
    Path trace = folder.resolve("app.pftrace");
    CommandRun written =
        fiberscope("export", packed.toString(), "--format", "perfetto", "-o", trace.toString());
    assertThat(written.exitCode()).as(written.output()).isZero();
    assertThat(Files.size(trace)).isGreaterThan(100_000);
    CommandRun unnamed = fiberscope("export", packed.toString(), "--format", "perfetto");
    assertThat(unnamed.exitCode()).isEqualTo(2);
    assertThat(unnamed.output()).contains("A Perfetto trace is binary: name a file");
  }

  @Test
  void aJvmTakesTheSettingsOfEveryLevel() throws Exception {
    for (String level : List.of("light", "standard", "full")) {
      Path jfc = folder.resolve(level + ".jfc");
      assertThat(fiberscope("settings", "--level", level, "-o", jfc.toString()).exitCode())
          .isZero();
      Path recording = folder.resolve(level + ".jfr");
      Process jvm =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:StartFlightRecording:settings=" + jfc + ",filename=" + recording,
                  "-version")
              .redirectErrorStream(true)
              .start();
      String said = new String(jvm.getInputStream().readAllBytes());
      assertThat(jvm.waitFor()).as(said).isZero();
      assertThat(recording).as(said).isNotEmptyFile();
    }
  }

  @Test
  void whatIsNoRecordingIsASentenceAndExitCodeTwo() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no recording at all");
    for (String command : List.of("open", "snapshot")) {
      CommandRun ended =
          command.equals("open")
              ? fiberscope("open", text.toString())
              : fiberscope("snapshot", text.toString(), "-o", folder.resolve("x.png").toString());
      assertThat(ended.exitCode()).isEqualTo(2);
      assertThat(ended.output().strip())
          .endsWith(
              "notes.txt is no JFR recording: it starts with \"no recor\" instead of \"FLR\".")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void withoutADisplayOpenSaysSo() throws Exception {
    CommandRun ended = fiberscope("open", SAMPLE.toString());
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.output()).contains("There is no display");
  }

  @Test
  void badArgumentsAreExplained() throws Exception {
    CommandRun size = fiberscope("snapshot", SAMPLE.toString(), "-o", "x.png", "--size", "big");
    assertThat(size.exitCode()).isEqualTo(2);
    assertThat(size.output()).contains("such as 1280x720, not big");
    CommandRun scale = fiberscope("run", "--orders", "1", "--fibers", "2");
    assertThat(scale.exitCode()).isEqualTo(2);
    assertThat(scale.output()).contains("at least one fiber");
  }

  @Test
  void aRustPayloadIsDecodedWithOffsetsAndAnErrorSaysWhere() throws Exception {
    Path types =
        Files.writeString(
            folder.resolve("types.rs"),
            "struct Order { id: u64, lines: Vec<Line> } struct Line { sku: u32, note: String }");
    CommandRun good =
        fiberscope("decode", "--schema", types.toString(), "--hex", "07 01 05 02 6869");
    assertThat(good.exitCode()).isZero();
    assertThat(good.output().lines())
        .containsExactly(
            "     0  Order",
            "     0    id: u64 = 7",
            "     1    lines: Vec<Line>, 1 element",
            "     2      [0]: Line",
            "     2        sku: u32 = 5",
            "     3        note: String = \"hi\"");
    CommandRun bad =
        fiberscope(
            "decode", "--schema", types.toString(), "--hex", "07010502ff69", "--format", "json");
    assertThat(bad.exitCode()).isEqualTo(1);
    assertThat(bad.output())
        .contains("the text is not UTF-8", "at offset 4 in Order.lines[0].note")
        .contains("Order > lines: Vec<Line> > [0]: Line > note: String")
        .contains("bytes: 07 01 05 02 ff 69");
  }

  @Test
  void conformPassesTheVectorsOfTheRealLibrary() throws Exception {
    Path vectors = Path.of("../engine/src/test/resources/dev/fiberscope/engine/schema");
    CommandRun all = fiberscope("conform", vectors.resolve("bincode-next.jsonl").toString());
    assertThat(all.output().strip()).isEqualTo("1047 passed, 0 failed");
    assertThat(all.exitCode()).isZero();
    CommandRun formats =
        fiberscope("conform", vectors.resolve("bincode-next-formats.jsonl").toString());
    assertThat(formats.output().strip()).isEqualTo("297 passed, 0 failed");
    String wrong =
        "{\"id\":\"x\",\"kind\":\"valid\",\"schema\":\"type Root = u8;\",\"config\":\"standard()\","
            + "\"value\":1,\"hex\":\"02\",\"consumed\":1}";
    CommandRun failing =
        fiberscope("conform", Files.writeString(folder.resolve("v.jsonl"), wrong).toString());
    assertThat(failing.output().lines())
        .containsExactly("x: expected 1 in 1 bytes, found 2 in 1 bytes", "0 passed, 1 failed");
    assertThat(failing.exitCode()).isEqualTo(1);
  }

  @Test
  void runWithOpenDrawsAPictureWhereThereIsNoDisplay() throws Exception {
    Path recording = folder.resolve("small.jfr");
    CommandRun ended =
        fiberscope(
            "run", "--orders", "200", "--fibers", "20", "--open", "-o", recording.toString());
    assertThat(ended.output())
        .contains("There is no display")
        .contains("200 of 200 orders on 20 fibers came out as they were encoded");
    assertThat(ended.exitCode()).isZero();
    BufferedImage picture = ImageIO.read(folder.resolve("small.png").toFile());
    assertThat(picture.getWidth()).isEqualTo(1_600);
    assertThat(picture.getHeight()).isEqualTo(1_000);
    assertThat(colours(picture)).as("colours in the picture").hasSizeGreaterThan(50);
  }

  private static Set<Integer> colours(BufferedImage picture) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        colours.add(picture.getRGB(x, y));
      }
    }
    return colours;
  }
}
