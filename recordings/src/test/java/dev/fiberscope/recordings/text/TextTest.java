package dev.fiberscope.recordings.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 ns",
    "999, 999 ns",
    "1000, 1.00 µs",
    "63540, 63.5 µs",
    "635400, 635 µs",
    "3100000, 3.10 ms",
    "12400000000, 12.4 s",
    "123400000000, 123 s"
  })
  void durationsHaveThreeDigits(long nanos, String text) {
    assertThat(Times.duration(nanos)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "4220914123, 1000000, 4.220",
    "4220914123, 1000, 4.220_914",
    "4220914123, 1, 4.220_914_123",
    "5, 1000, 0.000_000",
    "-5000000, 1000, -0.005_000",
    "1234000000000, 1000000, 1_234.000"
  })
  void momentsTellAsMuchAsTheResolution(long nanos, long resolution, String text) {
    assertThat(Times.moment(nanos, resolution)).isEqualTo(text.replace('_', '\u2009'));
  }

  @ParameterizedTest
  @CsvSource({"512, 512 B", "1024, 1.00 KiB", "13926, 13.6 KiB", "2202010, 2.10 MiB"})
  void bytesAreBinaryUnits(long bytes, String text) {
    assertThat(Numbers.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1, 100 %", "0.5, 50 %", "0.99976, 99.976 %", "0.9999999, 99.999 %", "0.123, 12.3 %"})
  void aShareBelowOneIsNeverShownAsAll(double share, String text) {
    assertThat(Numbers.percent(share)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1, 1 fiber", "0, 0 fibers", "10000, 10_000 fibers"})
  void countsHaveTheirNoun(long count, String text) {
    assertThat(Numbers.count(count, "fiber")).isEqualTo(text.replace('_', '\u2009'));
  }
}
