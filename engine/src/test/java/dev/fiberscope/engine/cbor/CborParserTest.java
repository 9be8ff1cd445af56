package dev.fiberscope.engine.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fiberscope.engine.wire.Warning;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborParserTest {
  private static CborParser.Sequence read(String hex) {
    return CborParser.read(HexFormat.of().parseHex(hex));
  }

  private static String text(String hex) {
    assertThat(read(hex).problem()).isEmpty();
    return read(hex).items().stream().map(CborText::of).collect(Collectors.joining(" | "));
  }

  /** The examples of RFC 8949, appendix A. */
  @ParameterizedTest
  @CsvFileSource(resources = "rfc8949-appendix-a.txt", delimiter = '\t', quoteCharacter = '`')
  void examplesOfTheStandard(String hex, String notation) {
    assertThat(text(hex)).isEqualTo(notation);
  }

  /** RFC 8949, appendix F, and others that are not well-formed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "18|at byte 0, a head needs at least 1 more bytes, and there are 0",
        "1a0102|at byte 0, a head needs at least 4 more bytes, and there are 2",
        "41|at byte 0, a byte string needs at least 1 more bytes, and there are 0",
        "5bffffffffffffffff00|a byte string needs at least 18446744073709551615 more bytes",
        "9bffffffffffffffff|an array needs at least 18446744073709551615 more bytes",
        "bbffffffffffffffff|a map needs at least 36893488147419103230 more bytes",
        "81|an array needs at least 1 more bytes, and there are 0",
        "8200|an array needs at least 2 more bytes, and there are 1",
        "a1|a map needs at least 2 more bytes, and there are 0",
        "a20102|a map needs at least 4 more bytes, and there are 2",
        "c0|at byte 1, the bytes end where an item has to be",
        "9f|at byte 1, the bytes end, and what began at byte 0 has no break (ff)",
        "bf0102|what began at byte 0 has no break",
        "5f4100|what began at byte 0 has no break",
        "1c|at byte 0, the head 1c is reserved",
        "fe|the head fe is reserved",
        "1f|the head 1f needs a length or a value and has none",
        "df00|the head df needs a length or a value and has none",
        "f800|a simple value below 32 takes two bytes",
        "f81f|a simple value below 32 takes two bytes",
        "ff|at byte 0, a break (ff) stands where an item has to be",
        "81ff|at byte 1, a break (ff) stands where an item has to be",
        "a2000000ff|a break (ff) stands where an item has to be",
        "bf00ff|at byte 2, a map ends behind a key, without its value",
        "5f00ff|at byte 1, a chunk of a string is no string of its kind",
        "5f6100ff|a chunk of a string is no string of its kind",
        "7f4100ff|a chunk of a string is no string of its kind",
        "5f5f4100ffff|at byte 1, a chunk of a string has no length"
      })
  void whatIsNotWellFormedIsSaidWithItsByte(String hex, String why) {
    assertThat(read(hex).problem().orElseThrow())
        .hasMessageStartingWith("This is not CBOR because, at byte ")
        .hasMessageContaining(why);
  }

  @Test
  void aSequenceIsItemsInARow() {
    assertThat(text("01820203636f6e65")).isEqualTo("1 | [2, 3] | \"one\"");
    assertThat(text("")).isEmpty();
  }

  @Test
  void whatWasGoodIsThereAndWhatFollowsIsRefused() {
    CborParser.Sequence read = read("01820203ff");
    assertThat(read.items()).hasSize(2);
    assertThat(read.problem().orElseThrow().offset()).isEqualTo(4);
  }

  @Test
  void whatIsNotValidIsRead() {
    CborParser.Sequence read = read("a3616101616102616262ff41");
    assertThat(read.warnings())
        .extracting(Warning::offset, Warning::sentence)
        .containsExactly(
            tuple(10L, "the text is not UTF-8, which RFC 8949, 3.1 wants"),
            tuple(4L, "the key is there twice, which RFC 8949, 5.6 forbids"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a20001180002",
        "a2616101780161f6",
        "a2f93c0001fa3f80000002",
        "a24161015f4161ff02"
      })
  void keysOfOneValueAreTheSameHoweverTheyAreWritten(String hex) {
    assertThat(read(hex).warnings())
        .extracting(Warning::sentence)
        .containsExactly("the key is there twice, which RFC 8949, 5.6 forbids");
    assertThat(read("a3000120016130f6").warnings()).isEmpty();
  }

  @Test
  void whatLiesTooDeepIsRefused() {
    assertThat(read("81".repeat(100_000) + "00").problem().orElseThrow())
        .hasMessageContaining("500 deep");
  }

  @Test
  void linesSayWhereTheyBegin() {
    String hex = "a2646e616d657828" + "61".repeat(40) + "656974656d739f01820203a1617818ffff";
    assertThat(CborLines.of(read(hex).items().getFirst()))
        .extracting(line -> line.offset() + " " + "  ".repeat(line.depth()) + line.text())
        .containsExactly(
            "0 {",
            "1   \"name\": \"" + "a".repeat(40) + "\",",
            "48   \"items\": [_ 1, [2, 3], {\"x\": 255}]",
            "65 }");
  }

  /** Any bytes are CBOR or are not, and what is has offsets that follow each other. */
  @Property(tries = 3_000)
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    CborParser.Sequence read = CborParser.read(bytes);
    long at = 0;
    for (CborItem item : read.items()) {
      assertThat(item.offset()).isEqualTo(at);
      check(item);
      at = item.end();
      assertThat(CborLines.of(item)).isNotEmpty();
    }
    long from = at;
    if (read.problem().isPresent()) {
      assertThat(read.problem().get().offset()).isBetween(from, (long) bytes.length);
    } else {
      assertThat(at).isEqualTo(bytes.length);
    }
  }

  private static void check(CborItem item) {
    List<CborItem> parts = item.parts();
    for (int i = 0; i < parts.size(); i++) {
      long from = i == 0 ? item.contentOffset() : parts.get(i - 1).end();
      assertThat(parts.get(i).offset()).isEqualTo(from);
      check(parts.get(i));
    }
    assertThat(item.end()).isGreaterThan(item.offset());
  }
}
