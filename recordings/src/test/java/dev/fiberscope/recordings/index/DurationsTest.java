package dev.fiberscope.recordings.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class DurationsTest {
  private static Durations of(List<Long> nanos) {
    Durations durations = new Durations();
    nanos.forEach(durations::add);
    return durations;
  }

  @Property(tries = 500)
  void percentilesAreWithinABucketOfTheExactOnes(
      @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 0, max = 1L << 50) Long> nanos,
      @ForAll @DoubleRange(min = 0, max = 1) double share) {
    long[] sorted = nanos.stream().mapToLong(each -> each).sorted().toArray();
    int rank = Math.max(1, (int) Math.ceil(share * sorted.length));
    long exact = sorted[rank - 1];
    long told = of(nanos).percentile(share);
    assertThat(told).isBetween(exact, exact + exact / Durations.PER_OCTAVE + 1);
  }

  @Property(tries = 300)
  void sumsAndTheHistogramCountAll(
      @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 0, max = 1L << 50) Long> nanos) {
    Durations durations = of(nanos);
    assertThat(durations.count()).isEqualTo(nanos.size());
    assertThat(durations.sum()).isEqualTo(nanos.stream().mapToLong(each -> each).sum());
    assertThat(durations.shortest()).isEqualTo(nanos.stream().min(Long::compare).orElseThrow());
    assertThat(durations.longest()).isEqualTo(nanos.stream().max(Long::compare).orElseThrow());
    var histogram = durations.histogram();
    assertThat(LongStream.of(histogram.counts()).sum()).isEqualTo(nanos.size());
    for (int i = 0; i < histogram.counts().length; i++) {
      long from = i == 0 ? 0 : histogram.from(i);
      long to = histogram.from(i + 1);
      long expected = nanos.stream().filter(each -> each >= from && each < to).count();
      assertThat(histogram.counts()[i]).isEqualTo(expected);
    }
  }

  @Example
  void nothingHasNoPercentile() {
    Durations none = new Durations();
    assertThat(none.percentile(0.5)).isZero();
    assertThat(none.shortest()).isZero();
    assertThat(Arrays.stream(none.histogram().counts()).count()).isZero();
  }
}
