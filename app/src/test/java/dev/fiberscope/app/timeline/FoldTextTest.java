package dev.fiberscope.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.Samples;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.recordings.store.SpanTable;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class FoldTextTest {
  private static final List<Lanes> LANES =
      List.of(Lanes.of(Samples.orders()), Lanes.of(Samples.shortFibers(3_000)));

  @Property(tries = 300)
  void countsEverySpanInThePixel(
      @ForAll @IntRange(max = 1) int which,
      @ForAll @IntRange(max = 7) int number,
      @ForAll @DoubleRange(max = 1) double begin,
      @ForAll @DoubleRange(max = 0.2) double length) {
    Lanes lanes = LANES.get(which);
    OpenSession open = lanes.open();
    Lane lane = lanes.fiberLane(number);
    long from = (long) (begin * open.session().duration());
    long to = from + 1 + (long) (length * open.session().duration());
    SpanTable spans = open.session().spans();
    int expected = 0;
    for (int index = 0; index < lane.tracks().count(); index++) {
      int thread = lane.tracks().thread(index);
      for (int row = spans.first(thread); row != SpanTable.NONE; row = spans.next(row)) {
        expected += spans.end(row) > from && spans.start(row) < to ? 1 : 0;
      }
    }
    String told = FoldText.of(spans, lane, from, to);
    if (expected < 2) {
      assertThat(told).isEmpty();
    } else {
      assertThat(told.replace("\u2009", "")).startsWith(expected + " spans in ");
    }
  }
}
