package dev.fiberscope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Hazards on the command line, so that CI can fail on one. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class AnalyzeCommandTest {
  private static final Path SAMPLES = Path.of("..", "recordings", "samples");
  private static final String HAZARDS = SAMPLES.resolve("hazards.jfr").toString();

  @TempDir private Path folder;

  private CommandRun analyze(String... arguments) throws Exception {
    String[] all = new String[arguments.length + 1];
    all[0] = "analyze";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return CommandRun.of(folder, all);
  }

  @Test
  void findingsAreToldAndFailTheRun() throws Exception {
    CommandRun run = analyze(HAZARDS);
    assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
    assertThat(run.output())
        .contains(
            "carrier-pinned:", "late-timer", "leaked-stack", "What to do:", "Not enough data:");
  }

  @Test
  void whatIsMutedOrBelowTheLevelFailsNothing() throws Exception {
    assertThat(analyze(HAZARDS, "--only", "tiny-chunks").exitCode()).isZero();
    assertThat(analyze(HAZARDS, "--only", "tiny-chunks", "--fail-on", "medium").exitCode())
        .isEqualTo(1);
    CommandRun muted =
        analyze(HAZARDS, "--only", "leaked-stack,over-read", "--mute", "leaked-stack,over-read");
    assertThat(muted.exitCode()).isZero();
    assertThat(muted.output()).contains("0 findings", "2 muted");
  }

  @Test
  void reasonsToMuteAreKeptBesideTheRecording() throws Exception {
    Path copy = Files.copy(Path.of(HAZARDS), folder.resolve("copy.jfr"));
    Files.writeString(folder.resolve("copy.jfr.mutes.json"), "{\"leaked-stack\": \"a test\"}");
    CommandRun run = analyze(copy.toString(), "--only", "leaked-stack");
    assertThat(run.exitCode()).isZero();
    assertThat(run.output()).contains("leaked-stack: a test");
    Files.writeString(folder.resolve("copy.jfr.mutes.json"), "[1, 2");
    CommandRun damaged = analyze(copy.toString());
    assertThat(damaged.exitCode()).isEqualTo(2);
    assertThat(damaged.output()).contains("copy.jfr.mutes.json").doesNotContain("\tat ");
  }

  @Test
  void otherProgramsReadJsonAndSarif() throws Exception {
    Path json = folder.resolve("report.json");
    analyze(HAZARDS, "--format", "json", "-o", json.toString());
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.get("findings")).hasSizeGreaterThan(10);
    assertThat(report.at("/findings/0/worst/0/sentence").asText()).isNotEmpty();

    Path sarif = folder.resolve("report.sarif");
    analyze(HAZARDS, "--format", "sarif", "-o", sarif.toString());
    JsonNode run = new ObjectMapper().readTree(sarif.toFile()).at("/runs/0");
    assertThat(run.at("/tool/driver/rules")).hasSizeGreaterThan(30);
    for (JsonNode result : run.get("results")) {
      String id =
          run.at("/tool/driver/rules").get(result.get("ruleIndex").asInt()).get("id").asText();
      assertThat(id).isEqualTo(result.get("ruleId").asText());
      assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
          .isNotEmpty();
    }
  }

  /** Or nothing found in half a recording passes for nothing there. */
  @Test
  void whatIsMissingInTheRecordingIsToldInEveryFormat() throws Exception {
    byte[] bytes = Files.readAllBytes(Path.of(HAZARDS));
    Path cut = folder.resolve("cut.jfr");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length * 2 / 3));
    for (String format : List.of("text", "json", "sarif", "html")) {
      assertThat(analyze(cut.toString(), "--format", format).output())
          .as(format)
          .contains("1 part of the recording shorter or longer than it says");
      assertThat(analyze(HAZARDS, "--format", format).output())
          .as(format)
          .doesNotContain("shorter or longer");
    }
  }

  @Test
  void thePageStandsAlone() throws Exception {
    Path html = folder.resolve("report.html");
    analyze(HAZARDS, "--format", "html", "-o", html.toString());
    String page = Files.readString(html);
    assertThat(page)
        .contains("<svg", "A fiber waited and kept its carrier", "</html>")
        .doesNotContain("<script", "src=", "http");
  }

  @Test
  void badArgumentsAreSentences() throws Exception {
    for (String[] wrong :
        new String[][] {
          {"no-such.jfr"},
          {HAZARDS, "--only", "no-such-rule"},
          {HAZARDS, "--limit", "carrier-pinned.behind=soon"},
          {HAZARDS, "--limit", "nothing=1"},
          {SAMPLES.resolve("README.md").toString()},
          {},
        }) {
      CommandRun run = analyze(wrong);
      assertThat(run.exitCode()).as(String.join(" ", wrong)).isEqualTo(2);
      assertThat(run.output()).doesNotContain("\tat ").contains(".");
    }
  }

  @Test
  void aLimitDecidesFromWhereOnARuleSpeaks() throws Exception {
    String limit = "carrier-pinned.behind=100s";
    assertThat(analyze(HAZARDS, "--only", "carrier-pinned", "--limit", limit).output())
        .contains("0 findings");
    assertThat(analyze("--rules").output()).contains("carrier-pinned.behind", "replay-divergence");
  }

  @Test
  void aScheduleThatBreaksAProgramIsFoundAgain() throws Exception {
    Path file = folder.resolve("wrong.jfr");
    CommandRun run =
        CommandRun.of(folder, "explore", "--workload", "lost-wakeup", "-o", file.toString());
    assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
    assertThat(run.output()).contains("nobody is left to wake it");
    assertThat(file).exists();
    String seed = run.output().replaceAll("(?s).*--seed (\\d+).*", "$1");
    CommandRun again =
        CommandRun.of(
            folder, "explore", "--workload", "lost-wakeup", "--seed", seed, "-o", file.toString());
    assertThat(again.output().lines().findFirst()).isEqualTo(run.output().lines().findFirst());
    assertThat(CommandRun.of(folder, "explore", "--seeds", "50").exitCode()).isZero();
  }
}
