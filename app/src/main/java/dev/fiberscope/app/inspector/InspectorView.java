package dev.fiberscope.app.inspector;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.TimeRange;
import dev.fiberscope.recordings.index.RangeStatistics;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** What is selected, told in full; the session as a whole while nothing is. */
public final class InspectorView extends ScrollPane {
  private final SessionModel model;
  private final Background counting;

  /**
   * @param counting where statistics are made
   */
  public InspectorView(SessionModel model, Background counting) {
    this.model = model;
    this.counting = counting;
    setId("inspector");
    getStyleClass().add("inspector-scroll");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    model.openProperty().addListener(_ -> show());
    model.selectionProperty().addListener(_ -> show());
    model.rangeProperty().addListener(_ -> show());
    show();
  }

  private void show() {
    OpenSession open = model.open();
    Selection selection = model.selection();
    counting.cancel();
    if (open != null && !model.rangeProperty().get().isEmpty()) {
      count(open, model.rangeProperty().get());
      return;
    }
    show(
        open == null
            ? new VBox()
            : selection.isEmpty()
                ? new SessionSummaryView(open, model::select)
                : new FiberSummaryView(open, selection, counting, model::select));
  }

  private void count(OpenSession open, TimeRange range) {
    show(new RangeSummaryView(range));
    counting.startSoon(
        "Counting",
        _ -> RangeStatistics.of(open.session(), open.index().sites(), range.from(), range.to()),
        statistics -> show(new RangeSummaryView(open, range, statistics, model::select)),
        problem -> {
          show(new VBox(new Label("This could not be counted; the bar on top says why.")));
          counting.tell(problem);
        });
  }

  private void show(VBox content) {
    content.getStyleClass().add("inspector");
    setContent(content);
    setVvalue(0);
  }
}
