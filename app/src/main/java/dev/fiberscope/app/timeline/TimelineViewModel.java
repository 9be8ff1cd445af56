package dev.fiberscope.app.timeline;

import dev.fiberscope.app.session.History;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.TimeRange;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;

/** Which stretch of time and which lanes are shown, and how one moves between them. */
public final class TimelineViewModel {
  private static final double ZOOM_STEP = 0.8;
  private static final double PAN_STEP = 0.15;

  private final SessionModel model;
  private final ReadOnlyObjectWrapper<Viewport> viewport =
      new ReadOnlyObjectWrapper<>(new Viewport(0, 1));
  private final DoubleProperty scroll = new SimpleDoubleProperty();
  private final History<Place> history = new History<>();
  private boolean walking;
  private Lanes lanes;
  private double height = 1;

  public TimelineViewModel(SessionModel model) {
    this.model = model;
    model.openProperty().addListener((_, before, open) -> opened(before, open));
    model.selectionProperty().addListener((_, before, _) -> selected(before));
  }

  private void opened(OpenSession before, OpenSession open) {
    lanes = open == null ? null : new Lanes(open.session(), open.index());
    if (SessionModel.isMoreOfTheSame(before, open)) {
      scrollBy(0);
    } else {
      scroll.set(0);
      fitAll();
    }
    // Spans have other rows in another session, and more of the same one is another one too.
    history.clear();
  }

  public ReadOnlyObjectProperty<Viewport> viewportProperty() {
    return viewport.getReadOnlyProperty();
  }

  public Viewport viewport() {
    return viewport.get();
  }

  /** Pixels by which the fibers are scrolled up. */
  public DoubleProperty scrollProperty() {
    return scroll;
  }

  /** The lanes of the open session. */
  public Lanes lanes() {
    return lanes;
  }

  /** Tells how many pixels there are for lanes. */
  public void resized(double newHeight) {
    height = newHeight;
    scrollBy(0);
  }

  public void scrollBy(double pixels) {
    if (lanes != null) {
      scroll.set(Math.clamp(scroll.get() + pixels, 0, lanes.maxScroll(height)));
    }
  }

  /** Scrolls by as many lanes as show. */
  public void scrollPages(int pages) {
    if (lanes != null) {
      scrollBy(pages * Math.max(Lanes.LANE, height - lanes.fibersY() - Lanes.LANE));
    }
  }

  public void fitAll() {
    if (lanes == null) {
      return;
    }
    leave();
    viewport.set(Viewport.all(duration()));
  }

  private long duration() {
    return model.open().session().duration();
  }

  /** Shows a stretch of time. */
  public void show(Viewport next) {
    viewport.set(next);
  }

  /** Marks what is between two moments, or nothing if they are the same. */
  public void mark(long some, long other) {
    if (lanes != null) {
      long end = duration();
      model.mark(TimeRange.between(Math.clamp(some, 0, end), Math.clamp(other, 0, end)));
    }
  }

  /** Scrolls to where fibers begin in a stretch of time, unless one that shows is there then. */
  private void showFibersOf(TimeRange range) {
    SpanTable spans = model.open().session().spans();
    boolean oneShows =
        lanes.visible(height, scroll.get()).stream()
            .filter(placed -> !placed.lane().carrier())
            .anyMatch(
                placed -> {
                  int thread = placed.lane().thread();
                  int row = spans.firstEndingAfter(thread, range.from());
                  return row < spans.first(thread + 1) && spans.start(row) < range.to();
                });
    if (!oneShows && lanes.fiberCount() > 0) {
      scroll.set(lanes.scrollToTop(lanes.firstBeginningAt(range.from()), height));
    }
  }

  /** What shows now: where one may want to come back to. */
  private record Place(Viewport viewport, double scroll, Selection selection) {}

  private Place here() {
    return new Place(viewport(), scroll.get(), model.selection());
  }

  private void leave() {
    if (lanes != null) {
      history.leave(here());
    }
  }

  /** Shows again what showed before the last jump. */
  public void back() {
    history.back(here()).ifPresent(this::goTo);
  }

  /** Undoes {@link #back}. */
  public void forward() {
    history.forward(here()).ifPresent(this::goTo);
  }

  private void goTo(Place place) {
    walking = true;
    model.select(place.selection());
    viewport.set(place.viewport());
    scroll.set(place.scroll());
    walking = false;
  }

  private void selected(Selection before) {
    if (!walking && lanes != null && !before.isEmpty()) {
      history.leave(new Place(viewport(), scroll.get(), before));
    }
  }

  /** Zooms to the marked stretch of time and takes the mark away. */
  public void zoomToMark() {
    if (!model.rangeProperty().get().isEmpty()) {
      fitSelection();
      model.mark(TimeRange.NONE);
    }
  }

  /** Zooms in steps around a moment; positive steps zoom in. */
  public void zoom(long time, double steps) {
    if (lanes != null) {
      viewport.set(viewport().zoomed(time, Math.pow(ZOOM_STEP, steps), duration()));
    }
  }

  /** Zooms in steps around the middle. */
  public void zoom(double steps) {
    zoom(viewport().from() + viewport().length() / 2, steps);
  }

  /** Pans in steps, to the right if positive. */
  public void pan(double steps) {
    panBy(steps * PAN_STEP);
  }

  /** Pans by a share of what is shown. */
  public void panBy(double share) {
    if (lanes != null) {
      viewport.set(viewport().panned(share, duration()));
    }
  }

  /**
   * Shows the marked stretch of time, else the selected span with some air around it, or everything
   * if it shows like that already.
   */
  public void fitSelection() {
    if (lanes == null) {
      return;
    }
    TimeRange range = model.rangeProperty().get();
    leave();
    if (!range.isEmpty()) {
      show(Viewport.of(range.from(), range.to(), duration()));
      showFibersOf(range);
      return;
    }
    int span = model.selection().span();
    if (span == Selection.NONE) {
      fitAll();
      return;
    }
    SpanTable spans = model.open().session().spans();
    Viewport fitted = Viewport.around(spans.start(span), spans.end(span), duration());
    if (fitted.equals(viewport())) {
      fitAll();
    } else {
      viewport.set(fitted);
    }
    reveal();
  }

  /** Selects the next span of the selected lane; {@code -1} the one before. */
  public void selectNeighbour(int step) {
    int span = model.selection().span();
    if (span == Selection.NONE) {
      return;
    }
    SpanTable spans = model.open().session().spans();
    int next = span + step;
    if (next >= 0 && next < spans.count() && spans.track(next) == spans.track(span)) {
      model.select(Selection.ofSpan(model.open(), next));
      reveal();
    }
  }

  /** Selects the lane below; {@code -1} the one above. */
  public void selectLane(int step) {
    if (lanes == null || lanes.fiberCount() == 0) {
      return;
    }
    int last = lanes.fiberCount() - 1;
    int place = lanes.placeOf(model.selection().thread());
    int selected = place == Lanes.NO_LANE && step < 0 ? last + 1 : place;
    int thread = lanes.fiber(Math.clamp(selected + step, 0, last)).thread();
    long middle = viewport().from() + viewport().length() / 2;
    int span = model.open().session().spans().at(thread, middle);
    model.select(
        span == Selection.NONE
            ? Selection.ofThread(model.open(), thread)
            : Selection.ofSpan(model.open(), span));
    reveal();
  }

  /** Brings the selected span into view without changing the zoom. */
  public void reveal() {
    Selection selection = model.selection();
    if (lanes == null || selection.isEmpty()) {
      return;
    }
    scroll.set(lanes.scrollTo(selection.thread(), scroll.get(), height));
    if (selection.span() != Selection.NONE) {
      SpanTable spans = model.open().session().spans();
      long start = spans.start(selection.span());
      long end = spans.end(selection.span());
      if (end < viewport().from() || start > viewport().to()) {
        double share = ((start + end) / 2.0 - viewport().from()) / viewport().length() - 0.5;
        panBy(share);
      }
    }
  }

  /**
   * Selects what people most likely want to see first, the longest pin or else the longest
   * suspension, and shows it with what happened around it.
   */
  public void showMostInteresting() {
    if (lanes == null) {
      return;
    }
    leave();
    Session session = model.open().session();
    Selection first = Selection.mostInteresting(model.open());
    if (!first.isEmpty() && first.span() != Selection.NONE) {
      model.select(first);
      SpanTable spans = session.spans();
      long length = Math.max(spans.duration(first.span()) * 4, session.duration() / 40);
      long middle = spans.start(first.span()) + spans.duration(first.span()) / 2;
      double factor = length / (double) viewport().length();
      viewport.set(viewport().zoomed(middle, Math.min(1, factor), duration()));
      double share = (middle - viewport().from()) / (double) viewport().length() - 0.5;
      panBy(share);
      reveal();
    }
  }
}
