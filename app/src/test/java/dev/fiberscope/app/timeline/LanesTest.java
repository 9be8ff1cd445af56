package dev.fiberscope.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.fiberscope.app.Samples;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.timeline.Arrangement.Grouping;
import dev.fiberscope.app.timeline.Lanes.Choices;
import dev.fiberscope.app.timeline.Lanes.Header;
import dev.fiberscope.app.timeline.Lanes.Placed;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

class LanesTest {
  private static final OpenSession OPEN = Samples.orders();
  private static final double HEIGHT = 500;
  private static final FiberLanes BY_CARRIER =
      LaneArranger.arrange(OPEN, Arrangement.DEFAULT.with(Grouping.CARRIER));
  private static final List<String> GROUPS =
      BY_CARRIER.groups().stream().map(FiberLanes.Group::name).toList();

  private static Lanes lanes(Choices choices) {
    return new Lanes(OPEN, BY_CARRIER, choices);
  }

  @Property(tries = 300)
  void rowsThatScrollFollowEachOtherWithoutGapsOrOverlaps(
      @ForAll @DoubleRange(max = 1) double share, @ForAll boolean firstFolded) {
    Set<String> folded = firstFolded ? Set.of(GROUPS.get(1)) : Set.of();
    Lanes lanes = lanes(new Choices(List.of(), folded));
    double scroll = share * lanes.maxScroll(HEIGHT);
    List<Placed> placed =
        lanes.visible(HEIGHT, scroll).stream().filter(each -> !each.fixed()).toList();
    List<Header> headers =
        lanes.headers(HEIGHT, scroll).stream().filter(each -> !each.fixed()).toList();
    double expected = placed.isEmpty() ? 0 : placed.getFirst().y();
    int header = 0;
    for (Placed each : placed) {
      while (header < headers.size() && headers.get(header).y() < each.y()) {
        if (headers.get(header).y() >= placed.getFirst().y()) {
          assertThat(headers.get(header).y()).isCloseTo(expected, within());
          expected += Lanes.HEADER;
        }
        header++;
      }
      assertThat(each.y()).isCloseTo(expected, within());
      expected += Lanes.LANE;
    }
  }

  private static Offset<Double> within() {
    return offset(0.001);
  }

  @Property(tries = 200)
  void theHeaderThatStaysIsThatOfTheTopmostLane(@ForAll @DoubleRange(max = 1) double share) {
    Lanes lanes = lanes(Choices.NONE);
    double scroll = share * lanes.maxScroll(HEIGHT);
    Header staying =
        lanes.headers(HEIGHT, scroll).stream()
            .filter(header -> header.fixed() && header.section() != Lanes.NO_SECTION)
            .findFirst()
            .orElseThrow();
    lanes.visible(HEIGHT, scroll).stream()
        .filter(placed -> !placed.fixed() && placed.y() + Lanes.LANE > lanes.fibersY())
        .findFirst()
        .filter(placed -> staying.y() == lanes.scrollingY())
        .ifPresent(
            placed ->
                assertThat(lanes.sectionOf(placed.lane().tracks().thread(0)))
                    .isEqualTo(staying.name()));
  }

  @Property(tries = 200)
  void scrollingToALaneShowsItWhole(@ForAll @IntRange(max = 159) int lane) {
    Lanes lanes = lanes(Choices.NONE);
    int thread = lanes.fiberLane(lane).tracks().thread(0);
    double scroll = lanes.scrollTo(thread, 0, HEIGHT);
    assertThat(lanes.visible(HEIGHT, scroll))
        .anySatisfy(
            placed -> {
              assertThat(placed.lane().tracks().thread(0)).isEqualTo(thread);
              assertThat(placed.y())
                  .isBetween(lanes.fibersY() - 0.001, HEIGHT - Lanes.LANE + 0.001);
            });
  }

  @Example
  void aFoldedGroupShowsOnlyItsHeader() {
    Lanes lanes = lanes(new Choices(List.of(), Set.copyOf(GROUPS)));
    assertThat(lanes.visible(HEIGHT, 0)).allMatch(Placed::fixed);
    assertThat(lanes.headers(HEIGHT, 0).stream().map(Header::name)).containsAll(GROUPS);
    assertThat(lanes.maxScroll(HEIGHT)).isZero();
  }

  @Example
  void aPinnedLaneStaysOnTop() {
    int thread = BY_CARRIER.fiber(100);
    Lanes lanes = lanes(new Choices(List.of(thread), Set.of()));
    Placed first = lanes.visible(HEIGHT, lanes.maxScroll(HEIGHT)).getFirst();
    assertThat(first.fixed()).isTrue();
    assertThat(first.lane().tracks().thread(0)).isEqualTo(thread);
    assertThat(lanes.headers(HEIGHT, 0).stream().map(Header::name)).contains("PINNED", "CARRIERS");
    assertThat(lanes.scrollTo(thread, 17, HEIGHT)).isEqualTo(17);
  }
}
