package dev.fiberscope.app.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ColumnBinsTest {
  private static ColumnBins of(Stream<?> values) {
    return ColumnBins.of(values.map(value -> List.<Object>of(value)).toList(), 0);
  }

  @Property
  void everyNumberIsInOnePart(@ForAll List<Integer> numbers) {
    ColumnBins bins = of(numbers.stream().map(Integer::longValue));
    assertThat(LongStream.of(bins.counts()).sum()).isEqualTo(numbers.size());
    assertThat(bins.edges()).hasSize(bins.counts().length + 1);
  }

  @Test
  void whatReachesFarIsCutByRatio() {
    ColumnBins far = of(LongStream.rangeClosed(1, 1_000_000).filter(n -> n % 7 == 1).boxed());
    assertThat(far.edges()[20]).isBetween(900.0, 1_100.0);
    ColumnBins near = of(LongStream.rangeClosed(100, 200).boxed());
    assertThat(near.edges()[20]).isEqualTo(150.0);
  }

  @Test
  void whatIsNoNumberIsLeftOut() {
    List<List<Object>> rows = List.of(Arrays.asList((Object) null), List.of("a"), List.of(3.5));
    assertThat(ColumnBins.of(rows, 0).counts()).containsExactly(1);
    assertThat(ColumnBins.of(List.of(), 0).counts()).isEmpty();
  }
}
