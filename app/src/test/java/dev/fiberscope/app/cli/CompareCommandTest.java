package dev.fiberscope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  private static final Path SAMPLES = Path.of("../recordings/samples").toAbsolutePath();
  private static final String THROTTLED = SAMPLES.resolve("throttled.jfr").toString();
  private static final String HAZARDS = SAMPLES.resolve("hazards.jfr").toString();

  @TempDir private Path folder;

  private CommandRun compare(String... arguments) throws Exception {
    String[] all = new String[arguments.length + 1];
    all[0] = "compare";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return CommandRun.of(folder, all);
  }

  /** The same program goes on the same way. */
  @Test
  void twoStretchesOfOneRunDifferByNoMoreThanNoise() throws Exception {
    CommandRun run =
        compare(
            THROTTLED,
            THROTTLED,
            "--before-range",
            "1-2.4",
            "--after-range",
            "2.4-3.8",
            "--fail-on-worse",
            "10%");
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output())
        .contains("throttled.jfr, 1.000", "no more than noise", "came: none")
        .doesNotContain("worse");
  }

  @Test
  void aStretchIsComparedWithAllOfTheSameRecording() throws Exception {
    CommandRun run = compare(HAZARDS, HAZARDS, "--before-range", "0-1");
    assertThat(run.output())
        .containsPattern("before +hazards.jfr, 0")
        .containsPattern("after +hazards.jfr of");
  }

  @Test
  void aRecordingIsNotWorseThanItself() throws Exception {
    CommandRun run = compare(HAZARDS, HAZARDS, "--fail-on-worse", "0");
    assertThat(run.exitCode()).as(run.output()).isZero();
  }

  @Test
  void whatWasRecordedWithOtherSettingsIsNotJudged() throws Exception {
    CommandRun run =
        compare(
            HAZARDS, SAMPLES.resolve("jdk/jdk21-default.jfr").toString(), "--fail-on-worse", "10%");
    assertThat(run.exitCode()).as(run.output()).isEqualTo(2);
    assertThat(run.output()).contains("nothing can be said").doesNotContain("more than noise");
  }

  @Test
  void whatGotWorseIsToldAndFails() throws Exception {
    CommandRun run = compare(HAZARDS, THROTTLED, "--fail-on-worse", "10");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output())
        .contains("cpu-throttled", "carrier-pinned", "Findings that went", "Came: ")
        .containsPattern("fiber lifetime, mean +\\d");
    assertThat(compare(HAZARDS, SAMPLES.resolve("jdk/jdk21-default.jfr").toString()).output())
        .contains("recorded with other settings", "times of states and queues cannot be compared")
        .contains("The JVMs are not the same: JDK 25");
    JsonNode json =
        new ObjectMapper().readTree(compare(HAZARDS, THROTTLED, "--format", "json").output());
    assertThat(json.get("measures")).hasSizeGreaterThan(10);
    assertThat(json.at("/came/0/key").asText()).isEqualTo("cpu-throttled");
    assertThat(json.at("/measures/0/verdict").asText()).isIn("worse", "better", "noise", "unknown");
  }

  @Test
  void whatIsWrongIsASentence() throws Exception {
    for (String[] wrong :
        new String[][] {
          {HAZARDS, "no-such.jfr", "There is no file no-such.jfr"},
          {HAZARDS, HAZARDS, "--before-range", "3", "A range is such as 0.5-2"},
          {HAZARDS, HAZARDS, "--after-range", "90-91", "a recording that takes 2.7"},
          {HAZARDS, HAZARDS, "--fail-on-worse", "much", "such as 10%"}
        }) {
      CommandRun run = compare(List.of(wrong).subList(0, wrong.length - 1).toArray(String[]::new));
      assertThat(run.exitCode()).as(run.output()).isEqualTo(2);
      assertThat(run.output()).contains(wrong[wrong.length - 1]).doesNotContain("\tat ");
    }
  }
}
