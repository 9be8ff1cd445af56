package dev.fiberscope.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.theme.Role;
import dev.fiberscope.app.timeline.Lanes.Placed;
import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The planner on a real recording, at many zooms. */
class TimelinePlannerTest {
  private static final int WIDTH = 800;
  private static final double HEIGHT = 400;
  private static final OpenSession OPEN = open();
  private static final Lanes LANES = new Lanes(OPEN.session(), OPEN.index());

  private static OpenSession open() {
    try {
      Path sample = Path.of("..", "recordings", "samples", "orders.jfr");
      return OpenSession.of(sample, Ingest.open(sample, (_, _) -> {}));
    } catch (Exception broken) {
      throw new AssertionError(broken);
    }
  }

  private static TimeScale scale(double middle, double share) {
    long duration = OPEN.session().duration();
    long length = Math.max(1_000, (long) (duration * share));
    long from = (long) (middle * (duration - length));
    return new TimeScale(from, from + length, WIDTH);
  }

  private static DrawList plan(List<Placed> lanes, TimeScale scale) {
    return TimelinePlanner.plan(OPEN.session(), lanes, scale, 1, LANES.fibersY(), TextWidths::of);
  }

  /** Which pixel columns of a lane are drawn. */
  private static boolean[] drawn(DrawList list) {
    boolean[] drawn = new boolean[WIDTH + 2];
    for (int box = 0; box < list.count(); box++) {
      for (int x = Math.max(0, list.x0(box)); x < Math.min(drawn.length, list.x1(box)); x++) {
        drawn[x] = true;
      }
    }
    return drawn;
  }

  @Property(tries = 300)
  void nothingThatExistsIsInvisible(
      @ForAll @IntRange(max = 163) int lane,
      @ForAll @DoubleRange(min = 0, max = 1) double middle,
      @ForAll @DoubleRange(min = 0, max = 4) double zoom) {
    Placed placed = lane(lane);
    TimeScale scale = scale(middle, Math.pow(10, -zoom));
    boolean[] drawn = drawn(plan(List.of(placed), scale));
    SpanTable spans = OPEN.session().spans();
    int track = placed.lane().thread();
    for (int row = spans.firstEndingAfter(track, scale.from());
        row < spans.first(track + 1) && spans.start(row) < scale.to();
        row++) {
      int x0 = (int) Math.max(0, Math.floor(scale.x(spans.start(row))) - 1);
      int x1 = (int) Math.min(WIDTH + 1, Math.ceil(scale.x(spans.end(row))) + 1);
      boolean any = false;
      for (int x = x0; x <= x1; x++) {
        any |= drawn[x];
      }
      assertThat(any).as("%s of %s", spans.state(row), placed.lane().name()).isTrue();
    }
  }

  @Property(tries = 300)
  void whatIsDrawnWideIsWhatTheHitTestFindsThere(
      @ForAll @IntRange(max = 163) int lane,
      @ForAll @DoubleRange(min = 0, max = 1) double middle,
      @ForAll @DoubleRange(min = 0, max = 4) double zoom) {
    Placed placed = lane(lane);
    TimeScale scale = scale(middle, Math.pow(10, -zoom));
    DrawList list = plan(List.of(placed), scale);
    for (int box = 0; box < list.count(); box++) {
      if (list.x1(box) - list.x0(box) >= 4) {
        double x = (list.x0(box) + list.x1(box)) / 2.0;
        double y = placed.y() + Lanes.LANE / 2.0;
        Optional<HitTest.Hit> hit =
            HitTest.at(OPEN.session().spans(), List.of(placed), scale, LANES.fibersY(), x, y);
        State state = OPEN.session().spans().state(hit.orElseThrow().span());
        boolean carrierSlice = placed.lane().carrier() && state == State.RUNNING;
        if (!carrierSlice) {
          assertThat(list.role(box)).isEqualTo(Role.of(state));
        }
      }
    }
  }

  private static Placed lane(int index) {
    int carriers = LANES.carriers().size();
    return index < carriers
        ? new Placed(LANES.carriers().get(index), Lanes.HEADER, true)
        : new Placed(LANES.fiber(index - carriers), LANES.fibersY(), false);
  }

  @Test
  void boxesOfALaneDoNotOverlap() {
    for (int lane = 0; lane < 164; lane++) {
      DrawList list = plan(List.of(lane(lane)), scale(0.5, 0.3));
      for (int box = 1; box < list.count(); box++) {
        assertThat(list.x0(box)).isGreaterThanOrEqualTo(list.x1(box - 1));
      }
    }
  }

  @Test
  void labelsFitTheirSpans() {
    DrawList list = plan(LANES.visible(HEIGHT, 0), scale(0.3, 0.05));
    assertThat(list.labels()).isNotEmpty();
    assertThat(list.labels())
        .allSatisfy(
            label -> assertThat(TextWidths.of(label.text())).isLessThanOrEqualTo(label.width()));
  }

  @Test
  void fibersScrollUnderTheirHeader() {
    double scroll = 3 * Lanes.LANE + 7;
    DrawList list = plan(LANES.visible(HEIGHT, scroll), scale(0.5, 0.3));
    int carriersEnd = Lanes.HEADER + LANES.carriers().size() * Lanes.LANE;
    for (int box = 0; box < list.count(); box++) {
      boolean onCarriers = list.y1(box) <= carriersEnd;
      boolean belowHeader = list.y0(box) >= LANES.fibersY();
      assertThat(onCarriers || belowHeader).isTrue();
    }
  }

  @Test
  void scrollingToALaneShowsIt() {
    int last = LANES.fiber(LANES.fiberCount() - 1).thread();
    double scroll = LANES.scrollTo(last, 0, HEIGHT);
    assertThat(LANES.visible(HEIGHT, scroll))
        .anySatisfy(
            placed -> {
              assertThat(placed.lane().thread()).isEqualTo(last);
              assertThat(placed.y()).isBetween(LANES.fibersY(), HEIGHT - Lanes.LANE);
            });
  }
}
