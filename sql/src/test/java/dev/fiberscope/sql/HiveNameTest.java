package dev.fiberscope.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HiveNameTest {
  /** Tried with Trino 476: these come back as they were, and the table can be synced again. */
  @Test
  void whatHiveLeavesStaysAndTheRestIsEscaped() {
    String name = "web 3:80/\u00e4%";
    assertThat(HiveName.of(name, false, StandardCharsets.UTF_8)).isEqualTo("web 3%3A80%2F\u00e4%25");
    assertThat(HiveName.of("a\u0001b=c", false, StandardCharsets.UTF_8)).isEqualTo("a%01b%3Dc");
  }

  @Test
  void whatTheFileSystemCannotNameIsEscaped() {
    assertThat(HiveName.of("\u00e4<", true, StandardCharsets.US_ASCII)).isEqualTo("%C3%A4%3C");
    assertThat(HiveName.of("<|", false, StandardCharsets.US_ASCII)).isEqualTo("<|");
  }
}
