package dev.fiberscope.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir private Path folder;

  @Test
  void whatIsPutIsThereAfterTheNextStart() {
    Path file = folder.resolve("deep").resolve("settings.properties");
    new Settings(file).put("theme", "light");
    assertThat(new Settings(file).get("theme", "dark")).isEqualTo("light");
  }

  @Test
  void recentFilesAreNewestFirstAndThoseThatAreGoneAreLeftOut() throws IOException {
    Settings settings = new Settings(folder.resolve("s"));
    Path a = Files.createFile(folder.resolve("a.jfr"));
    Path b = Files.createFile(folder.resolve("b.jfr"));
    settings.opened(a);
    settings.opened(b);
    settings.opened(a);
    assertThat(new Settings(folder.resolve("s")).recentFiles()).containsExactly(a, b);
    Files.delete(a);
    assertThat(settings.recentFiles()).containsExactly(b);
  }

  @Test
  void aBrokenFileIsForgotten() throws IOException {
    Path file = Files.writeString(folder.resolve("s"), "width=\\u00zz");
    assertThat(new Settings(file).number("width", 800)).isEqualTo(800);
  }

  @Test
  void theFileLiesInTheConfigurationFolder() {
    Path home = Path.of("/home/x");
    assertThat(Settings.defaultFile(Map.of(), home))
        .isEqualTo(Path.of("/home/x/.config/fiberscope/settings.properties"));
    assertThat(Settings.defaultFile(Map.of("XDG_CONFIG_HOME", "/cfg"), home))
        .isEqualTo(Path.of("/cfg/fiberscope/settings.properties"));
  }
}
