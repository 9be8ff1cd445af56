package dev.fiberscope.recordings.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.report.EvidencePicture.Box;
import dev.fiberscope.recordings.report.EvidencePicture.PictureLane;
import dev.fiberscope.recordings.store.State;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTextTest {
  private static final int NAMES = 26;

  private static final EvidencePicture PICTURE =
      new EvidencePicture(
          0,
          64_000_000,
          16_000_000,
          48_000_000,
          List.of(
              new PictureLane(
                  0,
                  "ForkJoinPool-1-worker-with-a-long-name",
                  List.of(
                      new Box(0, 16_000_000, State.RUNNING, "a", false),
                      new Box(16_000_000, 48_000_000, State.PINNED, "b", true))),
              new PictureLane(
                  1, "b", List.of(new Box(20_100_000, 20_200_000, State.PINNED, "", true)))),
          Collections.nCopies(80, 3L));

  @Test
  void aPictureOfCharactersHasALineForEachThread() {
    String[] lines = EvidenceText.of(PICTURE).split("\n");
    assertThat(lines).hasSize(5);
    assertThat(lines[0])
        .startsWith("\u2026worker-with-a-long-name  ")
        .endsWith("\u2588".repeat(16) + "\u2593".repeat(32) + " ".repeat(16))
        .hasSize(NAMES + 64);
    // A pin shows, however short it is.
    assertThat(lines[1]).isEqualTo("b" + " ".repeat(NAMES - 1 + 20) + "\u2593" + " ".repeat(43));
    assertThat(lines[2])
        .isEqualTo("could run, \u2264 3" + " ".repeat(NAMES - 14) + "\u2588".repeat(64));
    assertThat(lines[3]).startsWith(" ".repeat(NAMES) + "0.000").endsWith(" s").hasSize(NAMES + 64);
    assertThat(lines[4].strip()).isEqualTo("\u2588 running   \u2593 pinned");
  }
}
