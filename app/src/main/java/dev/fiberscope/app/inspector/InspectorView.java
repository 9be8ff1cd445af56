package dev.fiberscope.app.inspector;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.SnapshotsViewModel;
import dev.fiberscope.app.session.SnapshotsViewModel.Snapshot;
import dev.fiberscope.app.session.TimeRange;
import dev.fiberscope.recordings.index.RangeStatistics;
import dev.fiberscope.recordings.threads.SnapshotThread;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** What is selected, told in full; the session as a whole while nothing is. */
public final class InspectorView extends ScrollPane {
  private final SessionModel model;
  private final Background counting;
  private final SnapshotsViewModel snapshots;
  private final Consumer<Snapshot> allThreads;

  private final AnswersView answers;
  private Optional<FiberSummaryView> fiber = Optional.empty();

  /**
   * @param counting where statistics are made
   * @param allThreads shows all of a snapshot
   */
  public InspectorView(
      SessionModel model,
      Background counting,
      SnapshotsViewModel snapshots,
      Consumer<Snapshot> allThreads) {
    this.model = model;
    this.counting = counting;
    this.snapshots = snapshots;
    this.allThreads = allThreads;
    setId("inspector");
    getStyleClass().add("inspector-scroll");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    model
        .openProperty()
        .addListener(
            (_, before, open) -> {
              double place = SessionModel.isMoreOfTheSame(before, open) ? getVvalue() : 0;
              show();
              setVvalue(place);
            });
    snapshots.shownProperty().addListener(_ -> show());
    answers = new AnswersView(model::select);
    model.answersProperty().subscribe(answers::show);
    model.selectionProperty().addListener(_ -> show());
    model.rangeProperty().addListener(_ -> show());
    model
        .momentProperty()
        .addListener((_, _, moment) -> fiber.ifPresent(view -> view.pointed(moment)));
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
    fiber = Optional.empty();
    if (open == null) {
      show(new VBox());
    } else if (selection.isEmpty()) {
      show(summary(open));
    } else {
      var summary = new FiberSummaryView(open, selection, counting, model::select, model::pointTo);
      fiber = Optional.of(summary);
      show(summary);
    }
  }

  private VBox summary(OpenSession open) {
    return new SessionSummaryView(open, answers, model::select);
  }

  /** The selected thread as a snapshot found it. */
  private Optional<SnapshotThread> ofSnapshot(OpenSession open, Snapshot snapshot) {
    Selection selection = model.selection();
    return selection.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(
            snapshot.threads().byId().get(open.session().threads().id(selection.thread())));
  }

  /** Selects a thread by its number, if anything of it was recorded. */
  private void select(long javaId) {
    Selection.ofJavaId(model.open(), javaId).ifPresent(model::select);
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
    Snapshot snapshot = snapshots.shownProperty().get();
    OpenSession open = model.open();
    if (snapshot != null && open != null) {
      ofSnapshot(open, snapshot)
          .ifPresent(
              thread -> content.getChildren().add(new SnapshotThreadView(open, snapshot, thread)));
      content
          .getChildren()
          .addFirst(
              new SnapshotView(
                  open,
                  snapshot,
                  this::select,
                  () -> allThreads.accept(snapshot),
                  () -> snapshots.show(Optional.empty())));
    }
    content.getStyleClass().add("inspector");
    setContent(content);
    setVvalue(0);
  }
}
