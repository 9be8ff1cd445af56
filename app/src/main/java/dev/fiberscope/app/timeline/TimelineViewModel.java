package dev.fiberscope.app.timeline;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.History;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.TimeRange;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.export.ShownRows;
import dev.fiberscope.recordings.store.SpanTable;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;

/** Which stretch of time and which lanes are shown, and how one moves between them. */
public final class TimelineViewModel {
  private static final double ZOOM_STEP = 0.8;
  private static final double PAN_STEP = 0.15;

  /** Of a session that grows so much is followed; one can look at more by zooming out. */
  private static final long FOLLOWED_NANOS = 15_000_000_000L;

  private static final int MOST_TRIED = 10_000;

  private final SessionModel model;
  private final ReadOnlyObjectWrapper<Viewport> viewport =
      new ReadOnlyObjectWrapper<>(new Viewport(0, 1));
  private final DoubleProperty scroll = new SimpleDoubleProperty();
  private final BooleanProperty byFiber = new SimpleBooleanProperty(true);
  private final History<Place> history = new History<>();
  private final LanesViewModel lanes;
  private boolean walking;
  private boolean revealing;
  private double height = 1;

  /**
   * @param arranging where fibers are put into lanes
   */
  public TimelineViewModel(SessionModel model, Background arranging) {
    this.model = model;
    // Before the lanes do, so that what they begin finds the time already fitted.
    model.openProperty().addListener((_, before, open) -> opened(before, open));
    lanes = new LanesViewModel(model, arranging);
    lanes.lanesProperty().addListener((_, before, now) -> arranged(before, now));
    model.selectionProperty().addListener((_, before, _) -> selected(before));
  }

  private void opened(OpenSession before, OpenSession open) {
    if (!SessionModel.isMoreOfTheSame(before, open)) {
      scroll.set(0);
      fitAll();
      history.clear();
      return;
    }
    // Spans have other rows in what is more of the same session.
    history.replaceAll(
        place ->
            new Place(
                place.viewport(), place.scroll(), place.selection().carriedOver(before, open)));
    Viewport allBefore = Viewport.all(before.session());
    if (viewport().equals(allBefore) && open.session().duration() < FOLLOWED_NANOS) {
      viewport.set(all());
    } else if (viewport().to() >= allBefore.to()) {
      follow();
    }
  }

  /** Shows the end of the session, as far zoomed in as before but not more than some seconds. */
  public void follow() {
    if (isOpen()) {
      Viewport shown = viewport();
      long length = Math.min(shown.length(), FOLLOWED_NANOS);
      viewport.set(new Viewport(shown.to() - length, shown.to()).following(all()));
    }
  }

  /** True if the end of the session shows, so that more of it will too. */
  public boolean isFollowing() {
    return isOpen() && viewport().to() >= all().to();
  }

  private void arranged(Lanes before, Lanes now) {
    scrollBy(0);
    if (now == null) {
      return;
    }
    boolean otherLanes = before != null && before.fiberLanes() != now.fiberLanes();
    if (revealing) {
      revealing = false;
      reveal();
    } else if (otherLanes && before.open() == now.open()) {
      scroll.set(now.scrollTo(model.selection().thread(), scroll.get(), height));
    }
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

  /** True if slices of carriers have the colour of their fiber, false if of their state. */
  public ReadOnlyBooleanProperty byFiberProperty() {
    return byFiber;
  }

  public void toggleByFiber() {
    byFiber.set(!byFiber.get());
  }

  /** Which lanes there are. */
  public LanesViewModel arrangement() {
    return lanes;
  }

  /** The lanes of the open session; null if there are none yet. */
  public Lanes lanes() {
    return lanes.lanes();
  }

  /** Tells how many pixels there are for lanes; a selected lane that shows goes on to show. */
  public void resized(double newHeight) {
    int thread = model.selection().thread();
    boolean showed =
        lanes() != null && lanes().scrollTo(thread, scroll.get(), height) == scroll.get();
    height = newHeight;
    scrollBy(0);
    if (showed) {
      scroll.set(lanes().scrollTo(thread, scroll.get(), height));
    }
  }

  public void scrollBy(double pixels) {
    if (lanes() != null) {
      scroll.set(Math.clamp(scroll.get() + pixels, 0, lanes().maxScroll(height)));
    }
  }

  /** Folds or unfolds a group; its header stays where it is. */
  void toggleSection(Lanes.Header header) {
    if (lanes() != null) {
      double top = lanes().sectionTop(header.section());
      lanes.toggleSection(header.name());
      // Lanes above the screen would go with the header otherwise.
      double now = header.fixed() ? Math.min(scroll.get(), top) : scroll.get();
      scroll.set(Math.clamp(now, 0, lanes().maxScroll(height)));
    }
  }

  /** Scrolls by as many lanes as show. */
  public void scrollPages(int pages) {
    if (lanes() != null) {
      scrollBy(pages * Math.max(Lanes.LANE, height - lanes().fibersY() - Lanes.LANE));
    }
  }

  public void fitAll() {
    if (isOpen()) {
      leave();
      viewport.set(all());
    }
  }

  private boolean isOpen() {
    return model.open() != null;
  }

  private long duration() {
    return model.open().session().duration();
  }

  private Viewport all() {
    return Viewport.all(model.open().session());
  }

  /** Shows a stretch of time. */
  public void show(Viewport next) {
    viewport.set(next);
  }

  /** Marks what is between two moments, or nothing if they are the same. */
  public void mark(long some, long other) {
    if (isOpen()) {
      long end = duration();
      model.mark(TimeRange.between(Math.clamp(some, 0, end), Math.clamp(other, 0, end)));
    }
  }

  /** Marks the time of the selected span, or all that shows if none is selected. */
  public void markSelected() {
    int span = model.selection().span();
    if (isOpen() && span != Selection.NONE) {
      SpanTable spans = model.open().session().spans();
      mark(spans.start(span), spans.end(span));
    } else {
      mark(viewport().from(), viewport().to());
    }
  }

  /** Scrolls to a fiber that ran in the time that shows. */
  public void showFibersOfNow() {
    showFibersOf(new TimeRange(viewport().from(), viewport().to()));
  }

  /** Scrolls to a fiber that ran in a stretch of time, unless one that shows was there then. */
  private void showFibersOf(TimeRange range) {
    if (lanes() == null) {
      return;
    }
    SpanTable spans = model.open().session().spans();
    boolean oneShows =
        lanes().visible(height, scroll.get()).stream()
            .map(Lanes.Placed::lane)
            .anyMatch(lane -> !lane.carrier() && lane.hasSpanIn(spans, range.from(), range.to()));
    if (oneShows) {
      return;
    }
    OptionalInt fiber = fiberIn(range, spans);
    if (fiber.isPresent() && lanes.unhide(fiber.getAsInt())) {
      int lane = lanes().fiberLaneOf(fiber.getAsInt()).orElseThrow();
      scroll.set(lanes().scrollToTop(lane, height));
    }
  }

  /** A fiber that has a lane and ran in a stretch of time, else one that was there. */
  private OptionalInt fiberIn(TimeRange range, SpanTable spans) {
    for (Lane carrier : lanes().carriers()) {
      int track = carrier.tracks().thread(0);
      int row = spans.firstEndingAfter(track, range.from());
      for (int tried = 0; tried < MOST_TRIED; tried++) {
        if (row == SpanTable.NONE || spans.start(row) >= range.to()) {
          break;
        }
        if (lanes().fiberLaneOf(spans.link(row)).isPresent()) {
          return OptionalInt.of(spans.link(row));
        }
        row = spans.next(row);
      }
    }
    for (int lane = 0; lane < Math.min(MOST_TRIED, lanes().fiberLaneCount()); lane++) {
      if (lanes().fiberLane(lane).hasSpanIn(spans, range.from(), range.to())) {
        return OptionalInt.of(lanes().fiberLane(lane).threadAt(spans, range.from()));
      }
    }
    return OptionalInt.empty();
  }

  /** What shows now: where one may want to come back to. */
  private record Place(Viewport viewport, double scroll, Selection selection) {}

  private Place here() {
    return new Place(viewport(), scroll.get(), model.selection());
  }

  void leave() {
    if (isOpen()) {
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
    if (!walking && isOpen() && !before.isEmpty()) {
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
    if (isOpen()) {
      viewport.set(viewport().zoomed(time, Math.pow(ZOOM_STEP, steps), all()));
    }
  }

  /** Pans in steps, to the right if positive. */
  public void pan(double steps) {
    panBy(steps * PAN_STEP);
  }

  /** Pans by a share of what is shown. */
  public void panBy(double share) {
    if (isOpen()) {
      viewport.set(viewport().panned(share, all()));
    }
  }

  /**
   * Shows the marked stretch of time, else the selected span with some air around it, or everything
   * if it shows like that already.
   */
  public void fitSelection() {
    if (!isOpen()) {
      return;
    }
    TimeRange range = model.rangeProperty().get();
    leave();
    if (!range.isEmpty()) {
      show(Viewport.of(range.from(), range.to(), all()));
      showFibersOf(range);
      return;
    }
    int span = model.selection().span();
    if (span == Selection.NONE) {
      fitAll();
      return;
    }
    SpanTable spans = model.open().session().spans();
    Viewport fitted = Viewport.around(spans.start(span), spans.end(span), all());
    if (fitted.equals(viewport())) {
      fitAll();
    } else {
      viewport.set(fitted);
    }
    reveal();
  }

  /** Brings the selected span into view without changing the zoom. */
  public void reveal() {
    Selection selection = model.selection();
    if (!isOpen() || selection.isEmpty()) {
      return;
    }
    if (!lanes.unhide(selection.thread())) {
      revealing = true;
      return;
    }
    scroll.set(lanes().scrollTo(selection.thread(), scroll.get(), height));
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

  /** Shows a moment in the middle, as far zoomed in as before. */
  public void centre(long time) {
    if (isOpen()) {
      leave();
      panBy((time - viewport().from()) / (double) viewport().length() - 0.5);
    }
  }

  /** Shows a span with what happened around it. */
  void showAround(int span) {
    SpanTable spans = model.open().session().spans();
    long length = Math.max(spans.duration(span) * 4, duration() / 40);
    long middle = spans.start(span) + spans.duration(span) / 2;
    double factor = length / (double) viewport().length();
    viewport.set(viewport().zoomed(middle, Math.min(1, factor), all()));
    double share = (middle - viewport().from()) / (double) viewport().length() - 0.5;
    panBy(share);
    reveal();
  }

  /** What all threads did in the time that shows, as a table; empty if nothing is open. */
  public Optional<Rows> table() {
    return Optional.ofNullable(model.open())
        .map(open -> new ShownRows(open.session(), viewport().from(), viewport().to()));
  }
}
