package dev.fiberscope.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.Samples;
import dev.fiberscope.app.format.TextWidths;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.theme.Role;
import dev.fiberscope.app.timeline.Lanes.Placed;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The planner on a real recording, at many zooms. */
class TimelinePlannerTest {
  /** Pixels of a sample; what is lower is one. */
  private static final int TICK = 3;

  private static final int WIDTH = 800;
  private static final double HEIGHT = 400;
  private static final OpenSession OPEN = Samples.orders();
  private static final Lanes LANES = Lanes.of(OPEN);

  private static TimeScale scale(double middle, double share) {
    long duration = OPEN.session().duration();
    long length = Math.max(1_000, (long) (duration * share));
    long from = (long) (middle * (duration - length));
    return new TimeScale(from, from + length, WIDTH);
  }

  private static final Lanes SHORT = Lanes.of(Samples.shortFibers(3_000));

  /** The state and opacity of every pixel column, drawn span by span. */
  private static final class Naive {
    private final int[] roles = new int[WIDTH];
    private final int[] opacities = new int[WIDTH];
    private final long[] folded = new long[State.values().length];
    private final TimeScale scale;
    private int foldColumn = -1;
    private int lastBoxEnd;

    private Naive(SpanTable spans, Lane lane, TimeScale scale) {
      this.scale = scale;
      for (int index = 0; index < lane.tracks().count(); index++) {
        int thread = lane.tracks().thread(index);
        for (int row = spans.first(thread); row != SpanTable.NONE; row = spans.next(row)) {
          if (spans.end(row) > scale.from() && spans.start(row) < scale.to()) {
            add(spans, row);
          }
        }
      }
      flush();
    }

    private void add(SpanTable spans, int row) {
      long start = Math.max(scale.from(), spans.start(row));
      int x0 = Math.max(lastBoxEnd, (int) Math.round(scale.x(start)));
      int x1 = (int) Math.round(scale.x(Math.min(scale.to(), spans.end(row))));
      if (x1 - x0 >= 2) {
        int from = Math.max(x0, foldColumn + 1);
        flush();
        int gap = x1 - from > 3 ? 1 : 0;
        for (int x = from; x < Math.min(WIDTH, x1 - gap); x++) {
          set(x, Role.of(spans.state(row)), DrawList.OPAQUE);
        }
        lastBoxEnd = x1;
      } else {
        int column = Math.max(x0, foldColumn);
        if (column != foldColumn) {
          flush();
          foldColumn = column;
        }
        folded[spans.state(row).ordinal()] += spans.duration(row);
        lastBoxEnd = Math.max(lastBoxEnd, column);
      }
    }

    private void set(int x, Role role, int opacity) {
      if (x < WIDTH) {
        roles[x] = role.ordinal();
        opacities[x] = opacity;
      }
    }

    private void flush() {
      if (foldColumn < 0) {
        return;
      }
      int dominant = 0;
      long total = 0;
      for (int state = 0; state < folded.length; state++) {
        total += folded[state];
        dominant = folded[state] > folded[dominant] ? state : dominant;
      }
      double full = Math.min(1, total / scale.nanosPerPixel());
      set(
          foldColumn,
          Role.of(State.values()[dominant]),
          90 + (int) ((DrawList.OPAQUE - 90) * full));
      Arrays.fill(folded, 0);
      foldColumn = -1;
    }
  }

  @Property(tries = 1_000)
  void whatIsDrawnEqualsDrawingSpanBySpan(
      @ForAll boolean shared,
      @ForAll @IntRange(max = 159) int number,
      @ForAll @DoubleRange(min = 0, max = 1) double middle,
      @ForAll @DoubleRange(min = 0, max = 5) double zoom) {
    Lanes lanes = shared ? SHORT : LANES;
    Session session = lanes.open().session();
    Lane lane = lanes.fiberLane(number % lanes.fiberLaneCount());
    long length = Math.max(WIDTH, (long) (session.duration() * 1.02 * Math.pow(10, -zoom)));
    long from = (long) (middle * (session.duration() - length));
    TimeScale scale = new TimeScale(from, from + length, WIDTH);
    Placed placed = new Placed(lane, lanes.fibersY(), false);
    DrawList list =
        TimelinePlanner.plan(
            session,
            lanes.open().index().samples(),
            List.of(placed),
            scale,
            1,
            lanes.fibersY(),
            true,
            TextWidths::of);
    int[] roles = new int[WIDTH];
    int[] opacities = new int[WIDTH];
    for (int box = 0; box < list.count(); box++) {
      if (!isSpan(list, box)) {
        continue;
      }
      for (int x = list.x0(box); x < Math.min(WIDTH, list.x1(box)); x++) {
        roles[x] = list.role(box).ordinal();
        opacities[x] = list.opacity(box);
      }
    }
    Naive naive = new Naive(session.spans(), lane, scale);
    assertThat(opacities).isEqualTo(naive.opacities);
    assertThat(roles).isEqualTo(naive.roles);
  }

  /** False for the tick of a sample. */
  private static boolean isSpan(DrawList list, int box) {
    return list.y1(box) - list.y0(box) > TICK;
  }

  private static DrawList plan(List<Placed> lanes, TimeScale scale) {
    return TimelinePlanner.plan(
        OPEN.session(),
        OPEN.index().samples(),
        lanes,
        scale,
        1,
        LANES.fibersY(),
        true,
        TextWidths::of);
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
    int track = placed.lane().tracks().thread(0);
    for (int row = spans.firstEndingAfter(track, scale.from());
        row != SpanTable.NONE && spans.start(row) < scale.to();
        row = spans.next(row)) {
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
        : new Placed(LANES.fiberLane(index - carriers), LANES.fibersY(), false);
  }

  @Test
  void boxesOfALaneDoNotOverlap() {
    for (int lane = 0; lane < 164; lane++) {
      DrawList list = plan(List.of(lane(lane)), scale(0.5, 0.3));
      int end = 0;
      for (int box = 0; box < list.count(); box++) {
        if (isSpan(list, box)) {
          assertThat(list.x0(box)).isGreaterThanOrEqualTo(end);
          end = list.x1(box);
        }
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
    int last = LANES.fiberLane(LANES.fiberLaneCount() - 1).tracks().thread(0);
    double scroll = LANES.scrollTo(last, 0, HEIGHT);
    assertThat(LANES.visible(HEIGHT, scroll))
        .anySatisfy(
            placed -> {
              assertThat(placed.lane().tracks().thread(0)).isEqualTo(last);
              assertThat(placed.y()).isBetween(LANES.fibersY(), HEIGHT - Lanes.LANE);
            });
  }
}
