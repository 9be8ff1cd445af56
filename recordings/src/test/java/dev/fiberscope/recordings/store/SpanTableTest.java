package dev.fiberscope.recordings.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpanTableTest {
  private static void add(SpanTable.Builder builder, int track, long start, long end) {
    builder.add(track, start, end, State.PARKED, Evidence.INFERRED, 7);
  }

  @Test
  void aSpanKeepsWhatItWasGiven() {
    SpanTable.Builder builder = new SpanTable.Builder(Storage.ofSession());
    add(builder, 1, 10, 30);
    SpanTable spans = builder.build(3);
    assertThat(spans.count()).isEqualTo(1);
    assertThat(spans.first(0)).isZero();
    assertThat(spans.first(1)).isZero();
    assertThat(spans.first(2)).isEqualTo(1);
    assertThat(spans.track(0)).isEqualTo(1);
    assertThat(spans.duration(0)).isEqualTo(20);
    assertThat(spans.state(0)).isEqualTo(State.PARKED);
    assertThat(spans.evidence(0)).isEqualTo(Evidence.INFERRED);
    assertThat(spans.link(0)).isEqualTo(7);
  }

  @Test
  void aSpanOfNoLengthIsLeftOut() {
    SpanTable.Builder builder = new SpanTable.Builder(Storage.ofSession());
    add(builder, 0, 10, 10);
    assertThat(builder.build(1).count()).isZero();
  }

  @Test
  void aSpanIsClippedWhereTheNextOneStarts() {
    SpanTable.Builder builder = new SpanTable.Builder(Storage.ofSession());
    add(builder, 0, 0, 30);
    add(builder, 0, 20, 40);
    SpanTable spans = builder.build(1);
    assertThat(spans.end(0)).isEqualTo(20);
    assertThat(spans.start(1)).isEqualTo(20);
  }

  @Property(tries = 200)
  void lookupByTimeAgreesWithLookingAtEverySpan(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 9) Integer> lengths,
      @ForAll @IntRange(min = -5, max = 400) int time) {
    // Spans and gaps take turns; those of no length vanish.
    List<long[]> truth = new ArrayList<>();
    long at = 0;
    for (int i = 0; i < lengths.size(); i++) {
      if (i % 2 == 0 && lengths.get(i) > 0) {
        truth.add(new long[] {at, at + lengths.get(i)});
      }
      at += lengths.get(i);
    }
    SpanTable.Builder builder = new SpanTable.Builder(Storage.ofSession());
    truth.forEach(span -> add(builder, 0, span[0], span[1]));
    SpanTable spans = builder.build(1);

    int expected = -1;
    for (int i = 0; i < truth.size(); i++) {
      if (truth.get(i)[0] <= time && time < truth.get(i)[1]) {
        expected = i;
      }
    }
    assertThat(spans.at(0, time)).isEqualTo(expected);
  }

  @Property(tries = 100)
  void stateTimesAgreeWithAddingUpEverySpan(
      @ForAll @IntRange(min = 1, max = 500) int count,
      @ForAll @IntRange(max = 500) int someRow,
      @ForAll @IntRange(max = 500) int otherRow) {
    SpanTable.Builder builder = new SpanTable.Builder(Storage.ofSession());
    for (int row = 0; row < count; row++) {
      State state = State.values()[row * 7 % State.values().length];
      builder.add(0, 10L * row, 10L * row + 1 + row % 10, state, Evidence.RECORDED, -1);
    }
    SpanTable spans = builder.build(1);
    int from = Math.min(count, Math.min(someRow, otherRow));
    int to = Math.min(count, Math.max(someRow, otherRow));
    long[] expected = new long[State.values().length];
    for (int row = from; row < to; row++) {
      expected[spans.state(row).ordinal()] += spans.duration(row);
    }
    long[] nanos = new long[State.values().length];
    spans.addStateTimes(from, to, nanos);
    assertThat(nanos).isEqualTo(expected);
  }

  @Property(tries = 200)
  void stateTimesBetweenTwoTimesAgreeWithLookingAtEveryMoment(
      @ForAll @IntRange(min = 1, max = 200) int count,
      @ForAll @IntRange(max = 2_200) int some,
      @ForAll @IntRange(max = 2_200) int other) {
    SpanTable.Builder builder = new SpanTable.Builder(Storage.ofSession());
    builder.add(0, 3, 900, State.BLOCKED, Evidence.RECORDED, -1);
    for (int row = 0; row < count; row++) {
      State state = State.values()[row * 5 % State.values().length];
      builder.add(1, 10L * row, 10L * row + 1 + row % 10, state, Evidence.RECORDED, -1);
    }
    SpanTable spans = builder.build(2);
    long from = Math.min(some, other);
    long to = Math.max(some, other);
    long[] expected = new long[State.values().length];
    for (long time = from; time < to; time++) {
      int row = spans.at(1, time);
      if (row >= 0) {
        expected[spans.state(row).ordinal()]++;
      }
    }
    long[] nanos = new long[State.values().length];
    spans.addStateTimes(1, from, to, nanos);
    assertThat(nanos).isEqualTo(expected);
  }
}
