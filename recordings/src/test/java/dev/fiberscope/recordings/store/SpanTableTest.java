package dev.fiberscope.recordings.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpanTableTest {
  private static final int TRACKS = 5;

  private static void add(SpanBuilder builder, int track, long start, long end) {
    builder.add(track, start, end, State.PARKED, Evidence.INFERRED, 7);
  }

  @Test
  void aSpanKeepsWhatItWasGiven() {
    SpanBuilder builder = new SpanBuilder(Storage.ofSession());
    builder.add(1, 10, 30, State.PARKED, Why.SUSPENDED, Evidence.INFERRED, 7);
    SpanTable spans = builder.build();
    assertThat(spans.count()).isEqualTo(1);
    assertThat(spans.isEmpty(0)).isTrue();
    assertThat(spans.first(0)).isEqualTo(SpanTable.NONE);
    int row = spans.first(1);
    assertThat(spans.track(row)).isEqualTo(1);
    assertThat(spans.duration(row)).isEqualTo(20);
    assertThat(spans.state(row)).isEqualTo(State.PARKED);
    assertThat(spans.why(row)).isEqualTo(Why.SUSPENDED);
    assertThat(spans.evidence(row)).isEqualTo(Evidence.INFERRED);
    assertThat(spans.link(row)).isEqualTo(7);
    assertThat(spans.next(row)).isEqualTo(SpanTable.NONE);
    assertThat(spans.previous(row)).isEqualTo(SpanTable.NONE);
  }

  @Test
  void aSpanOfNoLengthIsLeftOut() {
    SpanBuilder builder = new SpanBuilder(Storage.ofSession());
    add(builder, 0, 10, 10);
    assertThat(builder.build().count()).isZero();
  }

  @Test
  void aSpanLosesWhatTheOneBeforeTook() {
    SpanBuilder builder = new SpanBuilder(Storage.ofSession());
    add(builder, 0, 0, 30);
    add(builder, 0, 20, 40);
    add(builder, 0, 25, 35);
    SpanTable spans = builder.build();
    assertThat(spans.count()).isEqualTo(2);
    assertThat(spans.start(spans.last(0))).isEqualTo(30);
    assertThat(builder.misplaced()).isEqualTo(1);
  }

  @Test
  void aSpanMayBeLongerThanAnIntHolds() {
    SpanBuilder builder = new SpanBuilder(Storage.ofSession());
    add(builder, 0, 5, 1L << 40);
    add(builder, 0, 1L << 40, (1L << 40) + 1);
    SpanTable spans = builder.build();
    assertThat(spans.end(spans.first(0))).isEqualTo(1L << 40);
    assertThat(spans.at(0, 1L << 39)).isEqualTo(spans.first(0));
  }

  @Test
  void theOldestSlabsAreDroppedWhole() {
    SpanBuilder builder = new SpanBuilder(Storage.ofSession());
    for (int i = 0; i < 1_000; i++) {
      add(builder, i % TRACKS, 10 * i, 10 * i + 7);
      if (i % 100 == 99) {
        builder.build();
      }
    }
    SpanTable before = builder.build();
    builder.dropUpTo(8_000);
    SpanTable spans = builder.build();
    assertThat(spans.count()).isLessThan(before.count()).isPositive();
    for (int track = 0; track < TRACKS; track++) {
      int first = spans.first(track);
      assertThat(spans.previous(first)).isEqualTo(SpanTable.NONE);
      assertThat(spans.trackBegin(track)).isEqualTo(spans.start(first));
      assertThat(spans.end(spans.last(track))).isGreaterThan(9_900);
    }
    // Who has the table from before sees what it saw.
    assertThat(before.start(before.first(0))).isZero();
    assertThat(before.count()).isEqualTo(1_000);
  }

  /** A span as the tests know it. */
  private record Truth(int track, long start, long end, State state) {}

  /**
   * Spans of several tracks in many slabs of different sizes, with what goes on behind them.
   *
   * @param cuts how many spans there are before each time the table is built
   */
  private static SpanTable table(List<Integer> lengths, List<Integer> cuts, List<Truth> truth) {
    SpanBuilder builder = new SpanBuilder(Storage.ofSession());
    long[] at = new long[TRACKS];
    int cut = 0;
    int untilCut = cuts.getFirst();
    for (int i = 0; i < lengths.size(); i++) {
      int track = i * 7 % TRACKS;
      State state = State.values()[i * 5 % State.values().length];
      long end = at[track] + lengths.get(i);
      // Spans and gaps take turns; those of no length vanish.
      if (i / TRACKS % 3 != 2) {
        builder.add(track, at[track], end, state, Evidence.RECORDED, -1);
        if (end > at[track]) {
          truth.add(new Truth(track, at[track], end, state));
        }
      }
      at[track] = end;
      if (--untilCut < 0) {
        builder.build();
        untilCut = cuts.get(++cut % cuts.size());
      }
    }
    SpanBuilder.Tails tails = builder.new Tails();
    tails.add(2, at[2], at[2] + 5, State.AWAY, Why.UNKNOWN, Evidence.INFERRED, -1);
    truth.add(new Truth(2, at[2], at[2] + 5, State.AWAY));
    return builder.build(tails);
  }

  @Property(tries = 300)
  void aTableOfSlabsAgreesWithLookingAtEverySpan(
      @ForAll @Size(min = 1, max = 200) List<@IntRange(max = 9) Integer> lengths,
      @ForAll @Size(min = 1, max = 9) List<@IntRange(max = 30) Integer> cuts,
      @ForAll @IntRange(min = -5, max = 300) int some,
      @ForAll @IntRange(min = -5, max = 300) int other) {
    List<Truth> truth = new ArrayList<>();
    SpanTable spans = table(lengths, cuts, truth);
    assertThat(spans.count()).isEqualTo(truth.size());
    long from = Math.min(some, other);
    long to = Math.max(some, other);
    assertThat(spans.rows().mapToObj(row -> truth(spans, row)))
        .containsExactlyInAnyOrderElementsOf(truth);
    for (int track = 0; track < TRACKS; track++) {
      int wanted = track;
      List<Truth> own = truth.stream().filter(each -> each.track == wanted).toList();
      agree(spans, track, own, from, to);
    }
  }

  private static Truth truth(SpanTable spans, int row) {
    return new Truth(spans.track(row), spans.start(row), spans.end(row), spans.state(row));
  }

  private static void agree(SpanTable spans, int track, List<Truth> own, long from, long to) {
    List<Truth> forwards = new ArrayList<>();
    for (int row = spans.first(track); row != SpanTable.NONE; row = spans.next(row)) {
      forwards.add(truth(spans, row));
    }
    assertThat(forwards).isEqualTo(own);
    List<Truth> backwards = new ArrayList<>();
    for (int row = spans.last(track); row != SpanTable.NONE; row = spans.previous(row)) {
      backwards.addFirst(truth(spans, row));
    }
    assertThat(backwards).isEqualTo(own);
    assertThat(spans.count(track)).isEqualTo(own.size());
    assertThat(spans.isEmpty(track)).isEqualTo(own.isEmpty());
    int at = spans.at(track, from);
    assertThat(own.stream().filter(each -> each.start <= from && from < each.end).toList())
        .isEqualTo(at == SpanTable.NONE ? List.of() : List.of(truth(spans, at)));
    List<Truth> inside = own.stream().filter(each -> each.start < to && each.end > from).toList();
    assertThat(spans.count(track, from, to)).isEqualTo(from < to ? inside.size() : 0);
    int first = spans.firstEndingAfter(track, from);
    int later = spans.firstStartingAfter(first, to);
    assertThat(own.stream().filter(each -> each.end > from && each.start > to).findFirst())
        .isEqualTo(later == SpanTable.NONE ? Optional.empty() : Optional.of(truth(spans, later)));
    long[] sums = new long[State.values().length];
    long[] between = new long[sums.length];
    long[] rows = new long[sums.length];
    for (Truth each : own) {
      sums[each.state.ordinal()] += each.end - each.start;
      between[each.state.ordinal()] +=
          Math.max(0, Math.min(to, each.end) - Math.max(from, each.start));
      if (each.end > from && each.start <= to) {
        rows[each.state.ordinal()] += each.end - each.start;
      }
    }
    assertThat(added(nanos -> spans.addStateTimes(track, nanos))).isEqualTo(sums);
    assertThat(added(nanos -> spans.addStateTimes(track, from, to, nanos))).isEqualTo(between);
    assertThat(added(nanos -> spans.addStateTimes(first, later, nanos))).isEqualTo(rows);
  }

  private static long[] added(Consumer<long[]> adding) {
    long[] nanos = new long[State.values().length];
    adding.accept(nanos);
    return nanos;
  }

  @Property(tries = 50)
  void stateTimesOfManySpansAgreeWithAddingUpEachOfThem(
      @ForAll @IntRange(min = 1, max = 900) int count,
      @ForAll @IntRange(max = 900) int some,
      @ForAll @IntRange(max = 900) int other) {
    SpanBuilder builder = new SpanBuilder(Storage.ofSession());
    for (int row = 0; row < count; row++) {
      State state = State.values()[row * 7 % State.values().length];
      builder.add(0, 10L * row, 10L * row + 1 + row % 10, state, Evidence.RECORDED, -1);
    }
    SpanTable spans = builder.build();
    int from = Math.min(count - 1, Math.min(some, other));
    int to = Math.min(count - 1, Math.max(some, other));
    long[] expected = new long[State.values().length];
    for (int row = from; row < to; row++) {
      expected[spans.state(row).ordinal()] += spans.duration(row);
    }
    assertThat(added(nanos -> spans.addStateTimes(from, to, nanos))).isEqualTo(expected);
  }
}
