package dev.fiberscope.app.statistics;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.TimeRange;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.index.Distributions;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** How long states last, of the marked stretch of time or of all, while somebody looks. */
public final class StatisticsViewModel {
  /** Into how many parts time is cut for what changes over it. */
  static final int PARTS = 120;

  private final SessionModel model;
  private final Background counting;
  private final ReadOnlyObjectWrapper<Distributions> distributions = new ReadOnlyObjectWrapper<>();
  private OpenSession counted;
  private TimeRange countedRange;
  private boolean watched;

  /**
   * @param counting where spans are counted
   */
  public StatisticsViewModel(SessionModel model, Background counting) {
    this.model = model;
    this.counting = counting;
    model.openProperty().addListener(_ -> sessionChanged());
    model.rangeProperty().addListener(_ -> count());
  }

  /** Tells whether somebody looks: nothing is counted otherwise. */
  public void watch(boolean now) {
    watched = now;
    count();
  }

  private void sessionChanged() {
    forget();
    count();
  }

  private void forget() {
    counting.cancel();
    distributions.set(null);
    counted = null;
  }

  private void count() {
    OpenSession open = model.open();
    TimeRange range = model.rangeProperty().get();
    if (!watched || open == null || open == counted && range.equals(countedRange)) {
      return;
    }
    forget();
    counted = open;
    countedRange = range;
    long from = range.isEmpty() ? 0 : range.from();
    long to = range.isEmpty() ? open.session().duration() : range.to();
    counting.start(
        "Counting spans",
        _ -> {
          // Charts ask for it where they must not wait.
          open.density();
          return Distributions.of(open.session(), from, to, PARTS);
        },
        distributions::set,
        problem -> {
          forget();
          counting.tell(problem);
        });
  }

  /** How long states last, as a table; empty while it is being made. */
  public Optional<Rows> durations() {
    return Optional.ofNullable(distributions.get()).map(StatisticsRows::states);
  }

  /** How busy carriers were, as a table; empty while it is being made. */
  Optional<Rows> carriers() {
    return Optional.ofNullable(distributions.get())
        .map(all -> StatisticsRows.carriers(counted.session().threads(), all));
  }

  /** Null while it is being made. */
  public ReadOnlyObjectProperty<Distributions> distributionsProperty() {
    return distributions.getReadOnlyProperty();
  }

  /** The session that is counted. */
  OpenSession counted() {
    return counted;
  }

  boolean isWhole() {
    return countedRange == null || countedRange.isEmpty();
  }
}
