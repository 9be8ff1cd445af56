package dev.fiberscope.recordings.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fiberscope.recordings.source.FlightSettings.Level;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
  @TempDir private Path folder;

  @Test
  void whatHasRehearsedWellIsRemembered() throws Exception {
    Path file = folder.resolve("cache/rehearsed");
    LocalJvm jvm = withHome(Optional.of(Path.of(System.getProperty("java.home"))));
    assertThat(jvm.unrehearsed()).isEmpty();
    assertThat(Agent.recordingAgreement(jvm, Level.DEEP))
        .contains("rehearsed that before, or does it first");
    Rehearsal.play(jvm, new Rehearsed(file));
    assertThat(file).content().hasLineCount(1);
    Rehearsal.play(jvm, new Rehearsed(file));
    assertThat(file).content().hasLineCount(1);
  }

  @Test
  void anotherAgentAndAnotherJdkAreNotTheSame() throws Exception {
    Path home = Files.createDirectories(folder.resolve("jdk"));
    assertThat(key(home, "agent")).isEmpty();
    Files.writeString(Files.createDirectories(home.resolve("lib")).resolve("modules"), "one");
    Optional<String> known = key(home, "agent");
    assertThat(known).isPresent().isEqualTo(key(home, "agent")).isNotEqualTo(key(home, "other"));
    Files.writeString(home.resolve("lib/modules"), "updated");
    assertThat(key(home, "agent")).isPresent().isNotEqualTo(known);
  }

  @Test
  void whatFailsIsSaidAndNotRemembered() throws Exception {
    Path java = folder.resolve("bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\necho 'it crashed'; exit 134\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(Files.createDirectories(folder.resolve("lib")).resolve("modules"), "");
    Path file = folder.resolve("rehearsed");
    assertThatThrownBy(() -> Rehearsal.play(withHome(Optional.of(folder)), new Rehearsed(file)))
        .isInstanceOf(AttachException.class)
        .hasMessageContaining("was left alone")
        .hasMessageContaining("it crashed");
    assertThat(file).doesNotExist();
  }

  @Test
  void whoCannotBeRehearsedForIsToldSoBeforeAYes() {
    assertThat(Agent.recordingAgreement(withHome(Optional.of(folder)), Level.DEEPEST))
        .contains("it is not rehearsed before, for there is no " + folder.resolve("bin/java"));
    assertThat(Agent.recordingAgreement(withHome(Optional.of(folder)), Level.DEEPEST))
        .startsWith("Level deepest loads")
        .contains("java.lang.ThreadLocal");
    assertThat(withHome(Optional.empty()).unrehearsed())
        .contains("it does not tell where its JDK is");
  }

  @Test
  void itIsKeptWhereTheSystemKeepsSuch() {
    Path home = Path.of("/home/a");
    assertThat(Rehearsed.defaultFile(Map.of(), home))
        .isEqualTo(Path.of("/home/a/.cache/fiberscope/rehearsed"));
    assertThat(Rehearsed.defaultFile(Map.of("XDG_CACHE_HOME", "/c"), home))
        .isEqualTo(Path.of("/c/fiberscope/rehearsed"));
  }

  private static Optional<String> key(Path home, String agent) throws Exception {
    return Rehearsed.key(home, new ByteArrayInputStream(agent.getBytes()));
  }

  private static LocalJvm withHome(Optional<Path> home) {
    return new LocalJvm(
        1, "a", "", JvmVersion.UNKNOWN, home, "", Optional.empty(), false, false, Optional.empty());
  }
}
