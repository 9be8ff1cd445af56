package dev.fiberscope.app.flame;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.TimeRange;
import dev.fiberscope.recordings.index.FlameGraph;
import dev.fiberscope.recordings.index.FlameGraph.Subject;
import dev.fiberscope.recordings.index.FlameGraph.Threads;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** The flame graph of the marked stretch of time. */
public final class FlameViewModel {
  private final SessionModel model;
  private final Background counting;
  private final ObjectProperty<Subject> subject = new SimpleObjectProperty<>(Subject.PARKED);
  private final ObjectProperty<Threads> threads = new SimpleObjectProperty<>(Threads.FIBERS);
  private final ReadOnlyObjectWrapper<FlameGraph> graph = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper hasFailed = new ReadOnlyBooleanWrapper();

  /**
   * @param counting where stack traces are laid over each other
   */
  public FlameViewModel(SessionModel model, Background counting) {
    this.model = model;
    this.counting = counting;
    subject.addListener(_ -> count());
    threads.addListener(_ -> count());
    model.rangeProperty().addListener(_ -> count());
    model.openProperty().addListener((_, before, open) -> opened(before, open));
  }

  private void opened(OpenSession before, OpenSession open) {
    if (open != null && !SessionModel.isMoreOfTheSame(before, open)) {
      threads.set(Threads.firstOf(open.session()));
      // Of platform threads most only wait for work.
      subject.set(threads.get() == Threads.FIBERS ? Subject.PARKED : Subject.RAN);
    }
    count();
  }

  private void count() {
    OpenSession open = model.open();
    TimeRange range = model.rangeProperty().get();
    Subject what = subject.get();
    Threads whose = threads.get();
    counting.cancel();
    hasFailed.set(false);
    graph.set(null);
    if (open != null && !range.isEmpty()) {
      counting.startSoon(
          "Counting stack traces",
          _ ->
              FlameGraph.of(
                  open.session(), open.index().sites(), whose, what, range.from(), range.to()),
          graph::set,
          problem -> {
            hasFailed.set(true);
            counting.tell(problem);
          });
    }
  }

  /** Which threads are looked at. */
  public ObjectProperty<Threads> threadsProperty() {
    return threads;
  }

  /** What of them is looked at. */
  public ObjectProperty<Subject> subjectProperty() {
    return subject;
  }

  /** True if it could not be made. */
  public ReadOnlyBooleanProperty hasFailedProperty() {
    return hasFailed.getReadOnlyProperty();
  }

  /** Null while it is being made, or nothing is marked. */
  public ReadOnlyObjectProperty<FlameGraph> graphProperty() {
    return graph.getReadOnlyProperty();
  }
}
