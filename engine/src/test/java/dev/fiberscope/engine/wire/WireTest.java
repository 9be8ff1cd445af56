package dev.fiberscope.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTest {
  private static final WireConfig LITTLE = WireConfig.standard();
  private static final WireConfig BIG = LITTLE.withBigEndian();
  private static final WireConfig FIXED = WireConfig.legacy();

  /** A reader over bytes that arrive at most {@code chunk} at a time. */
  private static WireReader reader(WireConfig config, byte[] message, int chunk) {
    int[] next = {0};
    return new WireReader(
        config,
        (reader, wanted) -> {
          if (next[0] == message.length) {
            return false;
          }
          int given = Math.min(chunk, message.length - next[0]);
          reader.show(message, next[0], next[0] + given);
          next[0] += given;
          return true;
        });
  }

  private static WireReader reader(WireConfig config, String hex) {
    return reader(config, HexFormat.of().parseHex(hex), 3);
  }

  /** Vectors written by the real bincode. */
  @ParameterizedTest
  @CsvSource({
    "00, 0",
    "fa, 250",
    "fbfb00, 251",
    "fbffff, 65535",
    "fc00000100, 65536",
    "fd0000000001000000, 4294967296",
    "fdffffffffffffffff, -1",
    "fd0100000000000000, 1"
  })
  void unsignedVarintsAreReadAsBincodeWritesThem(String hex, long value) {
    assertThat(reader(LITTLE, hex).u64()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"01, -1", "02, 1", "fbfb00, -126", "fdffffffffffffffff, -9223372036854775808"})
  void signedVarintsAreZigzag(String hex, long value) {
    assertThat(reader(LITTLE, hex).i64()).isEqualTo(value);
  }

  @Test
  void byteOrderAndWidthFollowTheConfiguration() {
    assertThat(reader(BIG, "fb00fb").u16()).isEqualTo(251);
    assertThat(reader(FIXED, "fb00").u16()).isEqualTo(251);
    assertThat(reader(FIXED.withBigEndian(), "00000102").u32()).isEqualTo(258);
    assertThat(reader(FIXED, "ff").i8()).isEqualTo(-1);
  }

  @Test
  void charactersAreUtf8WithoutALength() {
    assertThat(reader(LITTLE, "e282ac").character()).isEqualTo('\u20ac');
    assertThat(reader(LITTLE, "f09f9880").character()).isEqualTo(0x1f600);
  }

  @ParameterizedTest
  @CsvSource({"eda080", "c0af", "80", "f5808080", "e28200"})
  void badCharactersAreRefused(String hex) {
    assertThatThrownBy(() -> reader(LITTLE, hex).character())
        .isInstanceOfSatisfying(
            DecodeException.class,
            error -> assertThat(error.error()).isInstanceOf(DecodeError.InvalidCharEncoding.class));
  }

  @Test
  void errorsSayWhatIsWrongAndWhere() {
    assertThatThrownBy(() -> reader(LITTLE, "02").bool())
        .hasMessage("a bool is 0 or 1, found 2 at offset 0");
    assertThatThrownBy(() -> reader(LITTLE, "fc00000100").u16())
        .hasMessage("expected at most a U16, found the tag of a U32 at offset 0");
    assertThatThrownBy(() -> reader(LITTLE, "ff").u64())
        .hasMessage("expected at most a U64, found the tag of no type at offset 0");
    assertThatThrownBy(() -> reader(LITTLE, "fd01020304050607").u64())
        .hasMessage("the input ended, 1 more byte was expected at offset 1");
    assertThatThrownBy(() -> reader(LITTLE, "02c328").string())
        .isInstanceOfSatisfying(
            DecodeException.class,
            error -> assertThat(error.error()).isEqualTo(new DecodeError.Utf8(0, 1)));
  }

  @Test
  void aHugeLengthCostsNothingButAnError() {
    assertThatThrownBy(() -> reader(LITTLE, "fdffffffffffffffff616263").string())
        .isInstanceOfSatisfying(
            DecodeException.class,
            error -> {
              assertThat(error.error()).isInstanceOf(DecodeError.UnexpectedEnd.class);
              assertThat(error.offset()).isEqualTo(12);
            });
  }

  @Test
  void bytesBehindTheMessageStayUnread() {
    WireReader reader = reader(LITTLE, HexFormat.of().parseHex("0548656c6c6fdead"), 8);
    assertThat(reader.string()).isEqualTo("Hello");
    assertThat(reader.offset()).isEqualTo(6);
    assertThat(reader.unread()).isEqualTo(2);
  }

  private record Written(Object value, WireWriterCall write, Function<WireReader, Object> read) {}

  private interface WireWriterCall {
    void on(WireWriter writer);
  }

  @Provide
  Arbitrary<List<Written>> writes() {
    Arbitrary<Long> longs = Arbitraries.longs();
    return Arbitraries.oneOf(
            longs.map(v -> new Written(v, w -> w.u64(v), WireReader::u64)),
            longs.map(v -> new Written(v, w -> w.i64(v), WireReader::i64)),
            Arbitraries.longs()
                .between(0, 0xffff_ffffL)
                .map(v -> new Written(v, w -> w.u32(v), WireReader::u32)),
            Arbitraries.integers().map(v -> new Written(v, w -> w.i32(v), WireReader::i32)),
            Arbitraries.integers()
                .between(0, 0xffff)
                .map(v -> new Written(v, w -> w.u16(v), WireReader::u16)),
            Arbitraries.integers()
                .between(Short.MIN_VALUE, Short.MAX_VALUE)
                .map(v -> new Written(v, w -> w.i16(v), WireReader::i16)),
            Arbitraries.floats().map(v -> new Written(v, w -> w.f32(v), WireReader::f32)),
            Arbitraries.doubles().map(v -> new Written(v, w -> w.f64(v), WireReader::f64)),
            Arbitraries.of(true, false).map(v -> new Written(v, w -> w.bool(v), WireReader::bool)),
            Arbitraries.strings()
                .ofMaxLength(200)
                .filter(s -> s.chars().noneMatch(c -> Character.isSurrogate((char) c)))
                .map(v -> new Written(v, w -> w.string(v), WireReader::string)))
        .list()
        .ofMaxSize(30);
  }

  @Provide
  Arbitrary<WireConfig> configs() {
    return Combinators.combine(Arbitraries.of(LITTLE, BIG), Arbitraries.of(true, false))
        .as((config, fixed) -> fixed ? config.withFixedIntEncoding() : config);
  }

  @Property
  void whatWasWrittenIsReadHoweverItArrives(
      @ForAll("writes") List<Written> writes, @ForAll("configs") WireConfig config) {
    WireWriter writer = new WireWriter(config);
    writes.forEach(written -> written.write().on(writer));
    for (int chunk : new int[] {1, 7, 16, 1_000}) {
      WireReader reader = reader(config, writer.toByteArray(), chunk);
      for (Written written : writes) {
        assertThat(written.read().apply(reader)).isEqualTo(written.value());
      }
      assertThat(reader.unread()).isZero();
    }
  }
}
