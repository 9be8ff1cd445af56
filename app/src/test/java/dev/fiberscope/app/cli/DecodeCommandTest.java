package dev.fiberscope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class DecodeCommandTest {
  /** Writes what is answered now into the sources, for somebody to read: {@code -Danswers=fix}. */
  private static final boolean FIX = "fix".equals(System.getProperty("answers"));

  private static final Path SOURCES =
      Path.of("src", "test", "resources", "dev", "fiberscope", "app", "cli", "answers");

  @TempDir private Path folder;

  private record Ended(int code, String output) {}

  private static Ended decode(String... arguments) {
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output);
    CommandLine commandLine =
        new CommandLine(new DecodeCommand())
            .setOut(writer)
            .setErr(writer)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(
                (problem, line, _) -> {
                  line.getErr().println(problem.getMessage());
                  return FiberscopeCommand.BAD_INPUT;
                });
    int code = commandLine.execute(arguments);
    writer.flush();
    return new Ended(code, output.toString());
  }

  static Stream<String> cases() throws IOException, URISyntaxException {
    Path root =
        Path.of(Objects.requireNonNull(DecodeCommandTest.class.getResource("answers")).toURI());
    try (Stream<Path> folders = Files.list(root)) {
      return folders.map(each -> each.getFileName().toString()).sorted().toList().stream();
    }
  }

  /**
   * Types and payloads after public questions of bincode's users; truth.md beside each says what
   * they needed to know, answer.txt what they are told.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void publicQuestionsAreAnswered(String name) throws IOException {
    Path home = SOURCES.resolve(name);
    List<String> arguments = new ArrayList<>(List.of("--schema", home + "/types.rs"));
    Matcher words =
        Pattern.compile("'([^']*)'|\\S+").matcher(Files.readString(home.resolve("args")));
    while (words.find()) {
      String word = words.group(1) == null ? words.group() : words.group(1);
      arguments.add(word.startsWith("payload.") ? home.resolve(word).toString() : word);
    }
    Ended ended = decode(arguments.toArray(String[]::new));
    String answer =
        ended
                .output()
                .replace(home.toString().replace('\\', '/') + "/", "")
                .replaceAll("\\(\\d+ tried\\)", "(N tried)")
            + "exit "
            + ended.code()
            + "\n";
    Path file = home.resolve("answer.txt");
    if (FIX) {
      Files.writeString(file, answer);
    }
    assertThat(answer).isEqualTo(Files.readString(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "01 02 fb",
        "0102fb",
        "0x01, 0x02, 0xFB",
        "01:02:fb",
        "\\x01\\x02\\xfb",
        "[1, 2, 251]",
        "vec![1u8, 0x02, 0b11111011]",
        "Ok([\\n    1,\\n    2,\\n    -5,\\n])",
        "b\"\\x01\\x02\\xfb\"",
        "let m = b\"\\x01\\x02\\xfb\";",
        "AQL7",
        "00000000: 0102 fb                                  ...",
        "00000000  01 02 fb                                          |...|\\n00000003",
        "0000000 0201 00fb\\n0000003",
        "unsigned char m[3] = { 0x01, 0x02, 0xfb };",
        "[]byte{0x1, 0x2, 0xfb}",
        "[1 2 251]",
        "\ufeff0102fb",
        "0000000 001 002 373",
      })
  void bytesAreReadAsPeopleHaveThem(String text) {
    Ended ended = decode("--rust", "type Root = [u8; 3];", "--hex", text.replace("\\n", "\n"));
    if (text.equals("0000000 001 002 373")) {
      // Octal bytes are not among them.
      assertThat(ended.code()).isEqualTo(FiberscopeCommand.BAD_INPUT);
      return;
    }
    assertThat(ended.output()).isEqualTo("     0  [u8; 3] = 3 bytes: 01 02 fb\n");
  }

  @Test
  void aHexDumpThatLacksLinesIsRefusedAndOneThatLeavesThemOutIsNot() {
    Ended gap =
        decode(
            "--rust",
            "type Root = [u8; 12];",
            "--hex",
            "00000000: 01 02 03 04\n00000008: 21 22 23 24");
    assertThat(gap.code()).isEqualTo(FiberscopeCommand.BAD_INPUT);
    assertThat(gap.output()).contains("lacks what is between offset 4 and 8");
    Ended star =
        decode("--rust", "type Root = [u8; 10];", "--hex", "00000000: 01 02\n*\n00000008: 21 22");
    assertThat(star.output()).contains("10 bytes: 01 02 01 02 01 02 01 02 21 22");
    Ended reversed =
        decode("--rust", "type Root = [u8; 8];", "--hex", "00000000: 44434241 48474645  ABCDEFGH");
    assertThat(reversed.output()).contains("41 42 43 44 45 46 47 48");
  }

  @Test
  void damagedFramesAreStillFoundAndAFileBehindManyIsThePayload() throws IOException {
    String rust = "struct M { id: bool, name: String }";
    Ended ended =
        decode(
            "--rust",
            rust,
            "--many",
            "--hex",
            "00 00 00 03 01 01 61 00 00 00 03 05 01 62 00 00 00 03 00 01 63");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output())
        .contains(
            "Message 2:", "a bool is 0 or 1, found 5", "3 messages, a u32 length, big endian");
    Path payload = Files.write(folder.resolve("row.bin"), new byte[] {1, 1, 97, 0, 0});
    assertThat(decode("--rust", rust, "--many", payload.toString()).output())
        .contains("2 messages, one after the other");
    Ended json = decode("--rust", rust, "--many", "--format", "json", "--hex", "01 01 61 05");
    assertThat(json.output().lines().toList())
        .startsWith("{\"id\":true,\"name\":\"a\"}")
        .anyMatch(line -> line.startsWith("{\"error\":\"a bool is 0 or 1"));
    assertThat(decode("--rust", rust).output()).startsWith("What is to be decoded?");
  }

  @Test
  void severalMessagesAreFoundByWhatStandsBeforeThem() {
    String rust = "struct M { id: u8, name: String }";
    Ended row = decode("--rust", rust, "--many", "--hex", "01 01 61 02 01 62");
    assertThat(row.code()).isZero();
    assertThat(row.output().lines())
        .containsExactly(
            "Message 1 at offset 0, 3 bytes",
            "     0  M",
            "     0    id: u8 = 1",
            "     1    name: String = \"a\"",
            "Message 2 at offset 3, 3 bytes",
            "     0  M",
            "     0    id: u8 = 2",
            "     1    name: String = \"b\"",
            "2 messages, one after the other.");
    Ended framed =
        decode("--rust", rust, "--many", "--hex", "00 00 00 03 01 01 61 00 00 00 03 02 01 62");
    assertThat(framed.output()).endsWith("2 messages, a u32 length, big endian, before each.\n");
    Ended cut = decode("--rust", rust, "--many", "u16", "--hex", "03 00 01 01 61 09 00 02");
    assertThat(cut.code()).isEqualTo(1);
    assertThat(cut.output())
        .contains("1 message, ", "then the length at offset 5 does not lie within the 3 bytes");
    Ended json = decode("--rust", rust, "--many", "--format", "json", "--hex", "01 01 61 02 01 62");
    assertThat(json.output()).startsWith("{\"id\":1,\"name\":\"a\"}\n{\"id\":2,\"name\":\"b\"}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | standard() | Byte 0 is fb, in A.x: u32 = 300. | It is varint tag fb: a u16 follows,"
            + " little endian.",
        "1 | standard() | Byte 1 is 2c, in A.x: u32 = 300. | It is byte 1 of 2 of the u16 behind"
            + " varint tag fb, little endian.",
        "3 | standard() | Byte 3 is 02, in A.s: String = \"hi\". | It is length, u64: varint, a"
            + " number up to 250 is one byte.",
        "5 | standard() | Byte 5 is 69, in A.s: String = \"hi\". | It is byte 2 of 2 of the text,"
            + " UTF-8, 'i'.",
        "6 | standard() | Byte 6 is 01, in A.o.tag: u8 = 1. | It is whether a value follows, 1 for"
            + " Some: one raw byte, 1.",
        "8 | standard() | Byte 8 is 02, in A.b.length: u64 = 2. | It is how many follow, as u64:"
            + " varint, a number up to 250 is one byte.",
        "9 | standard() | Byte 9 is aa, in A.b.bytes: [u8]. | It is element [0]: 170.",
      })
  void eachByteIsExplained(String offset, String config, String field, String encoding) {
    Ended ended =
        decode(
            "--rust",
            "struct A { x: u32, s: String, o: Option<i8>, b: Vec<u8> }",
            "--config",
            config,
            "--byte",
            offset,
            "--hex",
            "fb 2c 01 02 68 69 01 07 02 aa bb");
    assertThat(ended.output().lines()).containsExactly(field, encoding);
  }

  @Test
  void longListsAreCutUnlessAllIsWantedAndWhatFailsIsShown() throws IOException {
    byte[] message = new byte[1 + 200];
    Arrays.fill(message, (byte) 1);
    message[0] = (byte) 200;
    Path payload = Files.write(folder.resolve("list.bin"), message);
    String[] arguments = {"--rust", "type Root = Vec<u32>;", payload.toString()};
    assertThat(decode(arguments).output().lines())
        .hasSize(102)
        .last()
        .isEqualTo("          \u2026 100 more (--all prints them)");
    String[] whole = {"--rust", "type Root = Vec<u32>;", "--all", payload.toString()};
    assertThat(decode(whole).output().lines()).hasSize(201);
    message[181] = (byte) 255;
    Files.write(payload, message);
    assertThat(decode(arguments).output())
        .contains("\u2026 80 more (--all prints them)", "[180]: u32, not decoded");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rust | struct A { x: u65 } | line 1, column 15: there is no type u65; did you mean u64?",
        "--config | big() | A configuration starts with standard(), legacy(),"
            + " DefaultOptions::new(), options() or serialize(), not \"big()\".",
        "--config | standard().with_write_length() | A configuration has no with_write_length()",
        "--skip | 9 | --skip 9 is not within the payload's 1 bytes.",
        "--byte | 9 | --byte 9 is not within the payload's 1 bytes.",
        "--via | xml | --via takes encode or serde, not xml.",
        "--many | u12 | --many takes auto, row, u32,",
      })
  void whatCannotBeUsedIsASentence(String option, String value, String sentence) {
    List<String> arguments = new ArrayList<>(List.of("--hex", "01", option, value));
    if (!option.equals("--rust")) {
      arguments.addAll(List.of("--rust", "type Root = u8;"));
    }
    Ended ended = decode(arguments.toArray(String[]::new));
    assertThat(ended.code()).isEqualTo(FiberscopeCommand.BAD_INPUT);
    assertThat(ended.output()).startsWith(sentence);
  }
}
