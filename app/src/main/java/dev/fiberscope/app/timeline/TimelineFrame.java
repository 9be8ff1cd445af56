package dev.fiberscope.app.timeline;

import dev.fiberscope.app.format.TextWidths;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.timeline.Lanes.Header;
import dev.fiberscope.app.timeline.Lanes.Placed;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Everything the timeline shows at one moment. It is planned and rastered beside the window, which
 * shows the frame before until this one is there.
 *
 * @param hint why no spans of fibers show, and what helps; empty if some do
 * @param pixels ARGB of the spans, row by row
 * @param nanos how long planning and rastering took
 * @param busy the share of the time shown that carriers carried fibers
 */
record TimelineFrame(
    Request request,
    List<Placed> lanes,
    List<Header> headers,
    List<DrawList.Label> labels,
    String hint,
    int[] pixels,
    long nanos,
    double busy) {

  /**
   * What to show.
   *
   * @param width logical pixels of the spans; {@code height} likewise
   * @param pixelScale device pixels per logical pixel
   * @param byFiber true if slices of carriers have the colour of their fiber
   * @param colours ARGB by the ordinal of a role
   */
  record Request(
      Lanes lanes,
      Viewport viewport,
      double scroll,
      double width,
      double height,
      double pixelScale,
      boolean byFiber,
      int[] colours) {
    TimeScale scale() {
      return new TimeScale(viewport.from(), viewport.to(), width);
    }

    int deviceWidth() {
      return Math.max(1, (int) Math.round(width * pixelScale));
    }

    int deviceHeight() {
      return Math.max(1, (int) Math.round(height * pixelScale));
    }
  }

  /**
   * Plans and rasters.
   *
   * @param reuse pixels of a frame that is not shown any more
   */
  static TimelineFrame of(Request request, int[] reuse) {
    long start = System.nanoTime();
    Lanes lanes = request.lanes();
    Session session = lanes.open().session();
    List<Placed> visible = lanes.visible(request.height(), request.scroll());
    DrawList list =
        TimelinePlanner.plan(
            session,
            lanes.open().index().samples(),
            visible,
            request.scale(),
            request.pixelScale(),
            lanes.fibersY(),
            request.byFiber(),
            TextWidths::of);
    int size = request.deviceWidth() * request.deviceHeight();
    int[] pixels = reuse.length == size ? reuse : new int[size];
    RasterPainter.paint(
        list, pixels, request.deviceWidth(), request.deviceHeight(), request.colours());
    return new TimelineFrame(
        request,
        visible,
        lanes.headers(request.height(), request.scroll()),
        list.labels(),
        hint(request, visible),
        pixels,
        System.nanoTime() - start,
        busy(lanes, request.viewport()));
  }

  private static double busy(Lanes lanes, Viewport shown) {
    Session session = lanes.open().session();
    long from = Math.max(0, shown.from());
    long to = Math.min(session.duration(), shown.to());
    long[] nanos = new long[State.values().length];
    for (Lane lane : lanes.carriers()) {
      session.spans().addStateTimes(lane.tracks().thread(0), from, to, nanos);
    }
    int carriers = lanes.carriers().size();
    return carriers == 0 || to <= from
        ? 0
        : LongStream.of(nanos).sum() / (double) carriers / (to - from);
  }

  private static String hint(Request request, List<Placed> lanes) {
    Lanes all = request.lanes();
    Session session = all.open().session();
    if (all.fiberCount() == 0) {
      boolean recorded = session.threads().rows(ThreadTable.Kind.FIBER).length > 0;
      return recorded
          ? "No fiber has these words in its name or type. Clear the filter to see all."
          : all.open().isPart()
              ? "No fiber has done anything yet. A snapshot (Ctrl+J) shows those that wait."
              : "No fibers were recorded. The inspector says what would record them.";
    }
    var spans = session.spans();
    List<Placed> scrolling = lanes.stream().filter(placed -> !placed.fixed()).toList();
    boolean nobody =
        !scrolling.isEmpty()
            && scrolling.stream()
                .map(Placed::lane)
                .noneMatch(
                    lane ->
                        lane.hasSpanIn(spans, request.viewport().from(), request.viewport().to()));
    return nobody
        ? "The fibers in these lanes did nothing at this time. V goes to some that did, 0 shows"
            + " all."
        : "";
  }

  OpenSession open() {
    return request.lanes().open();
  }

  TimeScale scale() {
    return request.scale();
  }

  /** Where a thread's lane is on the screen, if it shows wholly. */
  Optional<Double> laneTop(int thread) {
    Lanes all = request.lanes();
    return lanes.stream()
        .filter(placed -> all.isIn(placed.lane(), thread))
        .filter(placed -> placed.fixed() || placed.y() >= all.fibersY())
        .findFirst()
        .map(Placed::y);
  }
}
