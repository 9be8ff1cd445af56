package dev.fiberscope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.LiveTarget;
import dev.fiberscope.app.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What README and HACKING say to type works when it is typed. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
@DisabledOnOs(OS.WINDOWS)
class DocumentedCommandsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

  @TempDir private Path folder;

  private static String documents() throws IOException {
    return Files.readString(ROOT.resolve("README.md"))
        + Files.readString(ROOT.resolve("HACKING.md"))
        + Files.readString(ROOT.resolve("recordings/HACKING.md"));
  }

  /** Blocks that use nothing but what a shell and Fiberscope have. */
  static List<String> blocks() throws IOException {
    return allBlocks()
        .filter(block -> block.lines().noneMatch(line -> line.matches("(mvn|sudo) .*")))
        .toList();
  }

  /** Those of other languages are left out. */
  private static Stream<String> allBlocks() throws IOException {
    return BLOCK
        .matcher(documents())
        .results()
        .filter(block -> block.group(1).isEmpty())
        .map(block -> block.group(2));
  }

  private static Stream<String> codes() throws IOException {
    return CODE.matcher(documents()).results().map(code -> code.group(1));
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void aBlockWorksWhenItIsPasted(String block) throws Exception {
    writeFiles();
    try (LiveTarget target = LiveTarget.start()) {
      // 1 means that something was found.
      String script =
          block
              .lines()
              .map(
                  line ->
                      "{ "
                          + line
                          + "\n} || [ $? = 1 ] || { echo 'IN VAIN: "
                          + line.replace("'", "")
                          + "'; exit 3; }")
              .collect(Collectors.joining("\n", "set -o pipefail\n", "\n"))
              .replace("PID", String.valueOf(target.pid()));
      assertThat(run(script)).as(script).isZero();
    }
  }

  private int run(String script) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", script).directory(folder.toFile());
    builder.environment().remove("DISPLAY");
    builder
        .environment()
        .put(
            "PATH",
            folder + ":" + System.getProperty("java.home") + "/bin:" + System.getenv("PATH"));
    builder.environment().put("XDG_CONFIG_HOME", folder.toString());
    builder.environment().put("XDG_CACHE_HOME", folder.toString());
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile())
            .start();
    process.getOutputStream().close();
    try {
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(folder.resolve("output.txt"))).doesNotContain("IN VAIN");
    return process.exitValue();
  }

  /** The files that the documents speak of, and the program on the path. */
  private void writeFiles() throws IOException, InterruptedException {
    Files.copy(ROOT.resolve("recordings/samples/hazards.jfr"), folder.resolve("app.jfr"));
    Files.write(
        folder.resolve("payload.bin"),
        HexFormat.of().parseHex("0700000000000000" + "00".repeat(8)));
    Files.write(folder.resolve("capture.bin"), HexFormat.of().parseHex("070105026869".repeat(2)));
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, LiveTarget.class.getName());
    attributes.put(Attributes.Name.CLASS_PATH, Path.of("target/test-classes").toUri().toString());
    new JarOutputStream(Files.newOutputStream(folder.resolve("app.jar")), manifest).close();
    List<String> command =
        JvmCommand.of(
            Main.class, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), List.of());
    String program =
        command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    // A window would stay open: it is drawn instead, and nobody watches for longer than a second.
    script(
        "fiberscope",
        "case $1 in attach) set -- \"$@\" --no-window --for 1s --yes;; *.jfr) set -- snapshot \"$1\" -o w.png;; esac\n"
            + "exec "
            + program
            + " \"$@\"");
    if (run("command -v xxd") != 0) {
      script("xxd", "exec od -A x -t x1 \"$1\"");
    }
  }

  private void script(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/bash\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  static List<String> fiberscopeCommands() throws IOException {
    return codes().filter(code -> code.startsWith("fiberscope ")).distinct().toList();
  }

  @ParameterizedTest
  @MethodSource("fiberscopeCommands")
  void commandsAndOptionsExist(String code) {
    CommandLine command = FiberscopeCommand.commandLine(null, Main.class);
    String[] words = code.split("[ |\\\\\\[\\]]+");
    for (int i = 1; i < words.length && command.getSubcommands().containsKey(words[i]); i++) {
      command = command.getSubcommands().get(words[i]);
    }
    Matcher options = OPTION.matcher(code);
    while (options.find()) {
      assertThat(command.getCommandSpec().optionsMap()).as(code).containsKey(options.group());
    }
    assertThat(
            code.matches("fiberscope (\\[open\\]|--|\\w+\\.jfr|FILE).*")
                || command.getParent() != null)
        .as("%s is a command", code)
        .isTrue();
  }

  static List<String> mavenCommands() throws IOException {
    return Stream.concat(codes(), allBlocks().flatMap(String::lines))
        .filter(code -> code.startsWith("mvn "))
        .distinct()
        .toList();
  }

  /** Maven is not run by itself; what it is told to do is there. */
  @ParameterizedTest
  @MethodSource("mavenCommands")
  void modulesProfilesAndExecutionsExist(String code) throws IOException {
    List<String> poms = new ArrayList<>();
    try (Stream<Path> files = Files.find(ROOT, 3, (file, _) -> file.endsWith("pom.xml"))) {
      for (Path pom : files.toList()) {
        poms.add(Files.readString(pom));
      }
    }
    String all = String.join("\n", poms);
    String[] words = code.split(" ");
    for (int i = 1; i < words.length; i++) {
      if (words[i].startsWith("-P")) {
        assertThat(all).contains("<id>" + words[i].substring(2) + "</id>");
      } else if (words[i].startsWith("exec:exec@")) {
        assertThat(all).contains("<id>" + words[i].substring("exec:exec@".length()) + "</id>");
      } else if (words[i].equals("-pl")) {
        for (String module : words[++i].split(",")) {
          assertThat(ROOT.resolve(module).resolve("pom.xml")).exists();
        }
      } else {
        assertThat(words[i])
            .matches("-ntp|-q|-o|-am|-D.*|verify|package|compile|test|test-compile|exec:exec");
      }
    }
  }
}
