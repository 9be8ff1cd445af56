package dev.fiberscope.app.inspector;

import dev.fiberscope.app.session.Moment;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.recordings.store.SiteTable;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.text.Times;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Where a running thread was whenever somebody looked, one sample at a time. */
final class SamplesView extends VBox {
  private final OpenSession open;
  private final int thread;
  private final int[] rows;
  private final Label which = new Label();
  private final Button before = button("\u2039", "sample-before", "The sample before");
  private final Button next = button("\u203a", "sample-next", "The next sample");
  private int shown;

  /**
   * @param point tells of the sample that is looked at
   */
  private SamplesView(OpenSession open, int thread, int[] rows, Consumer<Moment> point) {
    this.open = open;
    this.thread = thread;
    this.rows = rows;
    which.getStyleClass().add("section");
    before.setOnAction(_ -> point.accept(at(shown - 1)));
    next.setOnAction(_ -> point.accept(at(shown + 1)));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox head = new HBox(4, which, space, before, next);
    head.setAlignment(Pos.CENTER_LEFT);
    getChildren().add(head);
    show(0);
  }

  private static Button button(String text, String id, String what) {
    Button button = Controls.small(text);
    button.setId(id);
    button.setTooltip(new Tooltip(what));
    button.setAccessibleText(what);
    return button;
  }

  /** Empty if nobody looked while the span that is selected lasted. */
  static Optional<SamplesView> of(OpenSession open, Selection selection, Consumer<Moment> point) {
    int span = selection.span();
    SpanTable spans = open.session().spans();
    if (span == Selection.NONE || !spans.state(span).isMounted()) {
      return Optional.empty();
    }
    int[] rows =
        open.index().samples().rows(selection.thread(), spans.start(span), spans.end(span));
    return rows.length == 0
        ? Optional.empty()
        : Optional.of(new SamplesView(open, selection.thread(), rows, point));
  }

  private int nearestTo(long time) {
    int nearest = 0;
    for (int i = 1; i < rows.length; i++) {
      if (Math.abs(time(i) - time) < Math.abs(time(nearest) - time)) {
        nearest = i;
      }
    }
    return nearest;
  }

  private long time(int sample) {
    return open.session().samples().start(rows[sample]);
  }

  private Moment at(int sample) {
    return new Moment(thread, time(sample), true, true);
  }

  /** Shows the sample at a moment that is pointed to. */
  void pointed(Moment moment) {
    if (moment.thread() == thread) {
      show(nearestTo(moment.time()));
    }
  }

  private void show(int sample) {
    shown = sample;
    SiteTable samples = open.session().samples();
    which.setText(
        "WHERE IT RAN, "
            + (rows.length == 1 ? "SAMPLED" : "SAMPLE " + (shown + 1) + " OF " + rows.length)
            + " AT "
            + Times.moment(time(shown))
            + " s");
    before.setDisable(shown == 0);
    next.setDisable(shown == rows.length - 1);
    before.setVisible(rows.length > 1);
    next.setVisible(rows.length > 1);
    List<Frame> frames = open.session().stackTraces().frames(samples.stackTrace(rows[shown]));
    getChildren().subList(1, getChildren().size()).clear();
    getChildren().add(new FramesView(frames));
  }
}
