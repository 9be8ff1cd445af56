package dev.fiberscope.app.timeline;

import dev.fiberscope.app.theme.Role;
import dev.fiberscope.app.timeline.DrawList.Label;
import dev.fiberscope.app.timeline.Lanes.Placed;
import dev.fiberscope.recordings.index.Samples;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.text.Times;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Plans the boxes and labels of lanes. A span of at least two device pixels gets a box of its own;
 * narrower ones are folded: each pixel column shows the state that fills most of it, as opaque as
 * the column is full, so nothing that exists is invisible.
 */
public final class TimelinePlanner {
  private static final State[] STATES = State.values();
  private static final int FAINTEST = 90;
  private static final int UNREAD_OPACITY = 110;
  private static final int NO_FOLD = Integer.MIN_VALUE;
  private static final double LABEL_AIR = 6;
  private static final double NARROWEST_LABEL = 12;
  private static final int TICK = 3;
  private static final int TICKS_APART = 4;
  private static final int TICK_OPACITY = 190;

  private final Session session;
  private final Samples samples;
  private final TimeScale scale;
  private final double pixelScale;
  private final ToDoubleFunction<String> labelWidth;
  private final DrawList list = new DrawList();
  private final long[] foldedNanos = new long[STATES.length];
  private final boolean byFiber;

  // Of the lane that is planned now.
  private Lane lane;
  private int top;
  private int bottom;
  private int foldColumn;
  private int lastBoxEnd;

  private TimelinePlanner(
      Session session,
      Samples samples,
      TimeScale scale,
      double pixelScale,
      boolean byFiber,
      ToDoubleFunction<String> labelWidth) {
    this.byFiber = byFiber;
    this.session = session;
    this.samples = samples;
    this.scale = scale;
    this.pixelScale = pixelScale;
    this.labelWidth = labelWidth;
  }

  /**
   * Plans the visible lanes.
   *
   * @param samples of running threads, drawn as ticks
   * @param scale logical pixels
   * @param pixelScale device pixels per logical pixel
   * @param clipTop where scrolling lanes begin: they do not draw above it
   * @param byFiber true if slices of carriers have the colour of their fiber, not of their state
   * @param labelWidth logical pixels that a label takes
   */
  public static DrawList plan(
      Session session,
      Samples samples,
      List<Placed> lanes,
      TimeScale scale,
      double pixelScale,
      double clipTop,
      boolean byFiber,
      ToDoubleFunction<String> labelWidth) {
    TimelinePlanner planner =
        new TimelinePlanner(session, samples, scale, pixelScale, byFiber, labelWidth);
    for (Placed placed : lanes) {
      planner.lane(placed, placed.fixed() ? 0 : clipTop);
    }
    return planner.list;
  }

  private void lane(Placed placed, double clipTop) {
    top = device(Math.max(clipTop, placed.y() + 2));
    bottom = device(placed.y() + Lanes.LANE - 2);
    if (top >= bottom) {
      return;
    }
    lane = placed.lane();
    foldColumn = NO_FOLD;
    lastBoxEnd = 0;
    SpanTable spans = session.spans();
    int threads = lane.tracks().count();
    int index = lane.firstEndingAfter(spans, scale.from());
    while (index < threads && thread(lane.tracks().thread(index))) {
      index++;
      if (foldColumn != NO_FOLD) {
        // Threads that begin in the column end in it, but for the last of them.
        int next = lane.firstStartingAfter(spans, index, endOf(foldColumn)) - 1;
        if (next > index) {
          lane.tracks().addStateTimes(index, next, foldedNanos);
          index = next;
        }
      }
    }
    flushFold();
    unread();
  }

  /** Plans the spans of a thread; false if it, and so all behind it, begins after what shows. */
  private boolean thread(int thread) {
    SpanTable spans = session.spans();
    int row = spans.firstEndingAfter(thread, scale.from());
    if (row != SpanTable.NONE && spans.start(row) >= scale.to()) {
      return false;
    }
    while (row != SpanTable.NONE && spans.start(row) < scale.to()) {
      int x0 = Math.max(lastBoxEnd, startColumn(row));
      int x1 = endColumn(row);
      if (x1 - x0 >= 2) {
        int foldEnd = foldColumn + 1;
        flushFold();
        box(row, Math.max(x0, foldEnd), x1);
        lastBoxEnd = x1;
        row = spans.next(row);
      } else {
        int column = Math.max(x0, foldColumn);
        if (column != foldColumn) {
          flushFold();
          foldColumn = column;
        }
        int next = firstNotIn(column, row);
        spans.addStateTimes(row, next, foldedNanos);
        lastBoxEnd = Math.max(lastBoxEnd, column);
        row = next;
      }
    }
    return true;
  }

  /** The last moment that belongs to a pixel column. */
  private long endOf(int column) {
    return scale.time((column + 0.5) / pixelScale);
  }

  private int startColumn(int row) {
    return device(scale.x(Math.max(scale.from(), session.spans().start(row))));
  }

  private int endColumn(int row) {
    return device(scale.x(Math.min(scale.to(), session.spans().end(row))));
  }

  /**
   * The first row behind {@code row} that is not folded into the same pixel column, or {@link
   * SpanTable#NONE}.
   */
  private int firstNotIn(int column, int row) {
    SpanTable spans = session.spans();
    int second = spans.next(row);
    int next = spans.firstStartingAfter(second, endOf(column));
    if (next == second) {
      return next;
    }
    // Spans do not overlap, so only the last one that starts here can be wide.
    int last = next == SpanTable.NONE ? spans.last(spans.track(row)) : spans.previous(next);
    return endColumn(last) - Math.max(column, startColumn(last)) >= 2 ? last : next;
  }

  /** What has not been read yet, while reading goes on, and what was there and was dropped. */
  private void unread() {
    if (session.keptFrom() > Math.max(0, scale.from())) {
      int from = device(scale.x(Math.max(scale.from(), 0)));
      int to = device(scale.x(Math.min(scale.to(), session.keptFrom())));
      if (from < to) {
        list.box(from, top, to, bottom, Role.UNKNOWN, UNREAD_OPACITY, true);
      }
    }
    if (session.isPartial() && session.readTo() < scale.to()) {
      int from = device(scale.x(Math.max(scale.from(), session.readTo())));
      int to = device(scale.x(Math.min(scale.to(), session.duration())));
      if (from < to) {
        list.box(from, top, to, bottom, Role.UNKNOWN, UNREAD_OPACITY, true);
      }
    }
  }

  private int device(double logical) {
    return (int) Math.round(logical * pixelScale);
  }

  private void box(int row, int x0, int x1) {
    SpanTable spans = session.spans();
    Role role =
        lane.carrier() && byFiber && spans.state(row) == State.RUNNING
            ? knowsFiber(row) ? Role.ofFiber(spans.link(row)) : Role.UNKNOWN
            : Role.of(spans.state(row));
    boolean hatched = spans.evidence(row) == Evidence.INFERRED;
    // The last column stays free, so that neighbours of the same state can be told apart.
    int gap = x1 - x0 > 3 ? 1 : 0;
    list.box(x0, top, x1 - gap, bottom, role, DrawList.OPAQUE, hatched);
    if (spans.state(row).isMounted()) {
      samples(row, x0, x1 - gap, role);
    }
    double width = (x1 - x0) / pixelScale - 2 * LABEL_AIR;
    if (width > NARROWEST_LABEL) {
      Role text = Role.textOn(role);
      labels(row).stream()
          .filter(label -> labelWidth.applyAsDouble(label) <= width)
          .findFirst()
          .ifPresent(label -> label(label, x0 / pixelScale + LABEL_AIR, width, text));
    }
  }

  /** A tick for each sample of a running thread; of those that lie close, for the first. */
  private void samples(int row, int x0, int x1, Role role) {
    SpanTable spans = session.spans();
    int thread = lane.carrier() && knowsFiber(row) ? spans.link(row) : spans.track(row);
    long time = samples.nextFrom(thread, Math.max(spans.start(row), scale.from()));
    int end = Math.min(x1, device(scale.x(spans.end(row))));
    int x = time == Samples.NONE ? end : device(scale.x(time));
    while (x < end) {
      int tick = Math.max(x, x0);
      int width = Math.max(1, (int) Math.round(pixelScale));
      list.box(
          tick,
          bottom - device(TICK),
          tick + width,
          bottom,
          Role.textOn(role),
          TICK_OPACITY,
          false);
      time = samples.nextFrom(thread, scale.time((tick + device(TICKS_APART)) / pixelScale));
      x = time == Samples.NONE ? end : device(scale.x(time));
    }
  }

  private void label(String text, double x, double width, Role role) {
    double middle = (top + bottom) / 2.0 / pixelScale;
    list.label(new Label(x, middle, width, text, role));
  }

  private boolean knowsFiber(int row) {
    return session.spans().link(row) != SpanTable.NO_LINK;
  }

  /** What a span could be labelled with, the longest first. */
  private List<String> labels(int row) {
    SpanTable spans = session.spans();
    boolean pinned = spans.state(row) == State.PINNED;
    String pin = "pinned " + Times.duration(spans.duration(row));
    if (!lane.carrier() && !lane.shared()) {
      return pinned ? List.of(pin, "pinned") : List.of();
    }
    int thread = lane.carrier() ? spans.link(row) : spans.track(row);
    String fiber = thread == SpanTable.NO_LINK ? "unknown fiber" : session.threads().name(thread);
    return pinned ? List.of(fiber + " \u00b7 " + pin, fiber) : List.of(fiber);
  }

  private void flushFold() {
    if (foldColumn == NO_FOLD) {
      return;
    }
    long total = 0;
    int dominant = 0;
    for (int state = 0; state < foldedNanos.length; state++) {
      total += foldedNanos[state];
      dominant = foldedNanos[state] > foldedNanos[dominant] ? state : dominant;
    }
    Arrays.fill(foldedNanos, 0);
    double full = Math.min(1, total / (scale.nanosPerPixel() / pixelScale));
    int opacity = FAINTEST + (int) ((DrawList.OPAQUE - FAINTEST) * full);
    list.box(foldColumn, top, foldColumn + 1, bottom, Role.of(STATES[dominant]), opacity, false);
    foldColumn = NO_FOLD;
  }
}
