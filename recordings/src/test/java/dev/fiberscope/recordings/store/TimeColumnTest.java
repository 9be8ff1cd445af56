package dev.fiberscope.recordings.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Times that take less room are the same times. */
class TimeColumnTest {
  private static final long SECOND = 1_000_000_000L;

  @Provide
  Arbitrary<long[]> times() {
    Arbitrary<Long> near = Arbitraries.longs().between(0, 5 * SECOND);
    Arbitrary<Long> mostlyNear =
        Arbitraries.frequencyOf(
            Tuple.of(40, near.map(time -> time + 3_600 * SECOND)),
            Tuple.of(1, Arbitraries.longs().between(-SECOND, 40 * 3_600 * SECOND)));
    Arbitrary<Long> any = Arbitraries.longs().between(-1, Long.MAX_VALUE / 2);
    return Arbitraries.oneOf(
        near.array(long[].class).ofMaxSize(200),
        mostlyNear.array(long[].class).ofMaxSize(400),
        any.array(long[].class).ofMaxSize(100));
  }

  @Property
  void columnsGiveBackTheTimesThatTheyTook(@ForAll("times") long[] times) {
    TimeColumn sealed = new TimeColumn(Storage.ofSession(), times, times.length);
    MomentColumn growing = new MomentColumn(Storage.ofSession());
    Arrays.stream(times).forEach(growing::add);
    MomentColumn frozen = growing.frozen();
    growing.add(7);

    for (int row = 0; row < times.length; row++) {
      assertThat(sealed.get(row)).isEqualTo(times[row]);
      assertThat(growing.get(row)).isEqualTo(times[row]);
      assertThat(frozen.get(row)).isEqualTo(times[row]);
    }
    assertThat(frozen.size()).isEqualTo(times.length);
  }
}
