package dev.fiberscope.app.timeline;

import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.WakeWalk;
import dev.fiberscope.recordings.store.SpanTable;
import java.util.OptionalInt;

/** How one walks from what is selected to something else. */
public final class WalkViewModel {
  private final SessionModel model;
  private final TimelineViewModel timeline;

  public WalkViewModel(SessionModel model, TimelineViewModel timeline) {
    this.model = model;
    this.timeline = timeline;
  }

  /** Selects the next span of the selected lane; {@code -1} the one before. */
  public void selectNeighbour(int step) {
    int span = model.selection().span();
    if (span == Selection.NONE) {
      return;
    }
    SpanTable spans = model.open().session().spans();
    int next = step > 0 ? spans.next(span) : spans.previous(span);
    if (next != SpanTable.NONE) {
      model.select(Selection.ofSpan(model.open(), next));
      timeline.reveal();
    }
  }

  /** Selects in the lane below; {@code -1} in the one above. */
  public void selectLane(int step) {
    if (timeline.lanes() == null || timeline.lanes().fiberLaneCount() == 0) {
      return;
    }
    int last = timeline.lanes().fiberLaneCount() - 1;
    int selected =
        timeline.lanes().fiberLaneOf(model.selection().thread()).orElse(step < 0 ? last + 1 : -1);
    OptionalInt lane = timeline.lanes().unfoldedFrom(Math.clamp(selected + step, 0, last), step);
    if (lane.isEmpty()) {
      return;
    }
    long middle = timeline.viewport().from() + timeline.viewport().length() / 2;
    SpanTable spans = model.open().session().spans();
    int thread = timeline.lanes().fiberLane(lane.getAsInt()).threadAt(spans, middle);
    model.select(Selection.at(model.open(), thread, middle));
    timeline.reveal();
  }

  /** Selects what woke the selected fiber. */
  public void selectWaker() {
    if (model.open() != null) {
      WakeWalk.wokenBy(model.open(), model.selection())
          .ifPresent(wake -> jump(WakeWalk.waker(model.open(), wake)));
    }
  }

  /** Selects the first fiber that was woken by the selected thread during the selected span. */
  public void selectWoken() {
    if (model.open() != null && !model.selection().isEmpty()) {
      WakeWalk.wakes(model.open(), model.selection()).stream()
          .findFirst()
          .ifPresent(wake -> jump(WakeWalk.woken(model.open(), wake)));
    }
  }

  /** Selects something and shows it. */
  public void jump(Selection target) {
    if (!target.isEmpty()) {
      model.select(target);
      timeline.reveal();
    }
  }

  /** Keeps the selected lane on top, or no longer. */
  public void pinSelected() {
    if (!model.selection().isEmpty()) {
      timeline.arrangement().togglePinned(model.selection().thread());
    }
  }

  /**
   * Selects what people most likely want to see first, the longest pin or else the longest
   * suspension, and shows it with what happened around it.
   */
  public void showMostInteresting() {
    if (model.open() == null) {
      return;
    }
    Selection first = Selection.mostInteresting(model.open());
    if (!first.isEmpty() && first.span() != Selection.NONE) {
      timeline.leave();
      model.select(first);
      timeline.showAround(first.span());
    }
  }
}
