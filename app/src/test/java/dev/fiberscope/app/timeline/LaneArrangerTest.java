package dev.fiberscope.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.Samples;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.timeline.Arrangement.Grouping;
import dev.fiberscope.app.timeline.Arrangement.Sorting;
import dev.fiberscope.app.timeline.FiberLanes.Group;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LaneArrangerTest {
  private static final OpenSession ORDERS = Samples.orders();
  private static final OpenSession SHORT = Samples.shortFibers(3_000);

  private static Arrangement arrangement(Grouping grouping, Sorting sorting, boolean packed) {
    return new Arrangement(grouping, sorting, "", packed);
  }

  @Property(tries = 60)
  void everyFiberHasOneLaneAndFibersOfALaneFollowEachOther(
      @ForAll Grouping grouping, @ForAll Sorting sorting, @ForAll boolean packed) {
    for (OpenSession open : List.of(ORDERS, SHORT)) {
      FiberLanes lanes = LaneArranger.arrange(open, arrangement(grouping, sorting, packed));
      List<Integer> seen = new ArrayList<>();
      SpanTable spans = open.session().spans();
      for (int lane = 0; lane < lanes.count(); lane++) {
        long end = Long.MIN_VALUE;
        for (int place = lanes.first(lane); place < lanes.first(lane + 1); place++) {
          int fiber = lanes.fiber(place);
          seen.add(fiber);
          assertThat(lanes.laneOf(fiber)).isEqualTo(lane);
          assertThat(spans.start(spans.first(fiber))).isGreaterThanOrEqualTo(end);
          end = spans.end(spans.last(fiber));
        }
      }
      assertThat(seen)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.concat(
                      IntStream.of(open.session().threads().rows(Kind.FIBER)), platform(open))
                  .boxed()
                  .toList());
      int lane = 0;
      for (Group group : lanes.groups()) {
        assertThat(group.firstLane()).isEqualTo(lane);
        lane += group.lanes();
      }
      assertThat(lane).isEqualTo(lanes.count());
    }
  }

  /** Platform threads of which anything is known. */
  private static IntStream platform(OpenSession open) {
    return IntStream.of(open.session().threads().rows(Kind.PLATFORM))
        .filter(thread -> !open.session().spans().isEmpty(thread));
  }

  @Property(tries = 100)
  void sumsOfSharedLanesAreThoseOfTheirFibers(
      @ForAll @IntRange(max = 3_000) int some, @ForAll @IntRange(max = 3_000) int other) {
    FiberLanes lanes = LaneArranger.arrange(SHORT, Arrangement.DEFAULT);
    SpanTable spans = SHORT.session().spans();
    int from = Math.min(some, other);
    int to = Math.max(some, other);
    long[] expected = new long[State.values().length];
    for (int place = from; place < to; place++) {
      int fiber = lanes.fiber(place);
      spans.addStateTimes(fiber, expected);
    }
    long[] told = new long[State.values().length];
    lanes.addStateTimes(from, to, told);
    assertThat(told).isEqualTo(expected);
  }

  @Example
  void manyShortFibersShareAsManyLanesAsRunAtATime() {
    assertThat(LaneArranger.arrange(SHORT, Arrangement.DEFAULT).count()).isEqualTo(8);
    assertThat(LaneArranger.arrange(SHORT, Arrangement.DEFAULT.withPacked(false)).count())
        .isEqualTo(3_000);
    assertThat(LaneArranger.arrange(ORDERS, Arrangement.DEFAULT).count())
        .isEqualTo(160 + (int) platform(ORDERS).count());
  }

  @Example
  void groupsAreNamedByWhatTheirFibersHaveInCommon() {
    assertThat(groups(Grouping.NAME)).containsExactly("fiber-#");
    assertThat(groups(Grouping.TYPE)).containsExactly("Order");
    assertThat(groups(Grouping.CARRIER)).contains("ForkJoinPool-1-worker-1").hasSize(4);
    assertThat(groups(Grouping.START)).isNotEmpty().allMatch(name -> !name.isEmpty());
  }

  private static List<String> groups(Grouping grouping) {
    List<String> names =
        LaneArranger.arrange(ORDERS, Arrangement.DEFAULT.with(grouping)).groups().stream()
            .map(Group::name)
            .toList();
    // They come last, however fibers are grouped.
    assertThat(names).endsWith("PLATFORM THREADS");
    return names.subList(0, names.size() - 1);
  }

  @Example
  void theMostPinnedFiberComesFirstIfAskedFor() {
    FiberLanes lanes = LaneArranger.arrange(ORDERS, Arrangement.DEFAULT.with(Sorting.PINNED));
    long before = Long.MAX_VALUE;
    for (int place = 0; place < lanes.fiberCount(); place++) {
      SpanTable spans = ORDERS.session().spans();
      long[] nanos = new long[State.values().length];
      int fiber = lanes.fiber(place);
      spans.addStateTimes(fiber, nanos);
      assertThat(nanos[State.PINNED.ordinal()]).isLessThanOrEqualTo(before);
      before = nanos[State.PINNED.ordinal()];
    }
  }

  @Example
  void numbersInNamesAreOrderedAsNumbers() {
    FiberLanes lanes = LaneArranger.arrange(ORDERS, Arrangement.DEFAULT.with(Sorting.NAME));
    List<String> names =
        IntStream.range(0, 12)
            .mapToObj(place -> ORDERS.session().threads().name(lanes.fiber(place)))
            .toList();
    assertThat(names).startsWith("fiber-0", "fiber-1", "fiber-2").endsWith("fiber-11");
    assertThat(NameOrder.compare("a-007", "a-7b")).isNegative();
    assertThat(NameOrder.compare("a-10", "a-9")).isPositive();
  }

  @Example
  void theFilterLooksAtNamesAndTypes() {
    assertThat(filtered("fiber-11")).isEqualTo(11);
    assertThat(filtered("ORDER fiber-117")).isEqualTo(1);
    assertThat(filtered("nothing like this")).isZero();
  }

  private static int filtered(String words) {
    return LaneArranger.arrange(ORDERS, Arrangement.DEFAULT.withFilter(words)).fiberCount();
  }
}
