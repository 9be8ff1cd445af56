package dev.fiberscope.recordings.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RankTestTest {
  /** Against figures of R's wilcox.test(x, y, exact = FALSE), with continuity correction. */
  @Test
  void itAgreesWithR() {
    double[] x = {0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
    double[] y = {1.15, 0.88, 0.90, 0.74, 1.21};
    RankTest test = RankTest.of(y, x);
    assertThat(test.larger()).isEqualTo(35 / 50.0);
    assertThat(test.chance()).isCloseTo(0.2448, within(0.0005));
  }

  @Test
  void twoOfTheSameKindDifferByChanceOnly() {
    Random random = new Random(7);
    int certain = 0;
    for (int run = 0; run < 1_000; run++) {
      double[] one = random.doubles(20).toArray();
      double[] other = random.doubles(20).toArray();
      certain += RankTest.of(one, other).chance() < 0.01 ? 1 : 0;
    }
    assertThat(certain).isLessThan(25);
  }

  @Test
  void ofFewNothingIsSaid() {
    assertThat(RankTest.of(new double[4], new double[] {1, 2, 3, 4, 5}))
        .isEqualTo(RankTest.UNKNOWN);
    assertThat(RankTest.of(new double[9], new double[9]).chance()).isEqualTo(1);
  }

  @Property
  void bothWaysSayTheSame(
      @ForAll @Size(min = 5, max = 30) List<@DoubleRange(min = -9, max = 9) Double> one,
      @ForAll @Size(min = 5, max = 30) List<@DoubleRange(min = -9, max = 9) Double> other) {
    double[] first = one.stream().mapToDouble(Double::doubleValue).toArray();
    double[] second = other.stream().mapToDouble(Double::doubleValue).toArray();
    RankTest there = RankTest.of(first, second);
    RankTest back = RankTest.of(second, first);
    assertThat(there.larger()).isCloseTo(1 - back.larger(), within(1e-9));
    assertThat(there.chance()).isCloseTo(back.chance(), within(1e-9));
  }
}
