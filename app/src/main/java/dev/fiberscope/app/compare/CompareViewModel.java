package dev.fiberscope.app.compare;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.ErrorSentence;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.TimeRange;
import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.RecordingException;
import dev.fiberscope.recordings.analysis.Analysis;
import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.compare.Comparison;
import dev.fiberscope.recordings.compare.MeasureRows;
import dev.fiberscope.recordings.compare.Side;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.rules.Rules;
import dev.fiberscope.recordings.source.RecordingFiles;
import dev.fiberscope.recordings.store.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * The open session beside another recording, or a stretch of it beside all of it. What is open is
 * the one after.
 */
public final class CompareViewModel {
  /** What was read or asked last, of a file or of an open session. */
  private record Kept(Object of, Side side) {}

  private final SessionModel model;
  private final Background comparing;
  private final ReadOnlyObjectWrapper<Path> before = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Comparison> comparison = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private volatile Kept keptBefore;
  private volatile Kept keptOpen;
  private boolean watched;
  private OpenSession comparedOf;
  private TimeRange comparedRange;
  private Path comparedWith;

  /**
   * @param comparing where recordings are read and compared
   */
  public CompareViewModel(SessionModel model, Background comparing) {
    this.model = model;
    this.comparing = comparing;
    model.openProperty().addListener(_ -> compare());
    model.rangeProperty().addListener(_ -> compare());
  }

  /** Tells whether somebody looks: nothing is compared otherwise. */
  public void watch(boolean now) {
    watched = now;
    compare();
  }

  /** The recording that is the one before; null if it is the open one itself. */
  public ReadOnlyObjectProperty<Path> beforeProperty() {
    return before.getReadOnlyProperty();
  }

  /** Compares with another recording. */
  public void with(Path recording) {
    before.set(recording);
    compare();
  }

  /** Compares with the open recording itself: what is marked with all of it. */
  void withItself() {
    before.set(null);
    compare();
  }

  /** Null while it is being made, or where there is nothing to compare with. */
  ReadOnlyObjectProperty<Comparison> comparisonProperty() {
    return comparison.getReadOnlyProperty();
  }

  /** Why there is none, empty if there is one. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What is being done, in words; empty if nothing is. */
  ReadOnlyStringProperty doingProperty() {
    return comparing.doingProperty();
  }

  /** True if there is nothing to compare with: neither another recording nor a marked stretch. */
  boolean lacksOther() {
    return before.get() == null && model.rangeProperty().get().isEmpty();
  }

  private void compare() {
    OpenSession open = model.open();
    TimeRange range = model.rangeProperty().get();
    Path other = before.get();
    if (!watched || open == null || open.session().isPartial()) {
      return;
    }
    boolean same = open == comparedOf && range.equals(comparedRange) && other == comparedWith;
    if (same) {
      return;
    }
    comparing.cancel();
    comparison.set(null);
    problem.set("");
    comparedOf = open;
    comparedRange = range;
    comparedWith = other;
    if (lacksOther()) {
      return;
    }
    comparing.start(
        "Comparing",
        _ -> {
          Side whole = side(open);
          Side first = other == null ? whole : side(other);
          Side after = range.isEmpty() ? whole : whole.part(range.from(), range.to());
          return Comparison.of(first, after);
        },
        comparison::set,
        reason -> {
          comparedOf = null;
          problem.set(ErrorSentence.of(reason));
        });
  }

  /** The recording before, which is read once for all stretches that it is compared with. */
  private Side side(Path file) throws RecordingException {
    Kept last = keptBefore;
    if (last == null || !last.of().equals(file)) {
      Session session = Ingest.open(RecordingFiles.joined(List.of(file)), (_, _) -> {});
      last = new Kept(file, side(session, new SessionIndex(session), file));
      keptBefore = last;
    }
    return last.side();
  }

  /** All of what is open; its rules are asked once for all stretches of it. */
  private Side side(OpenSession open) {
    Kept last = keptOpen;
    if (last == null || last.of() != open) {
      last = new Kept(open, side(open.session(), open.index(), open.file()));
      keptOpen = last;
    }
    return last.side();
  }

  private static Side side(Session session, SessionIndex index, Path file) {
    List<Finding> findings = Analysis.of(Observed.of(session, index, file), Rules.ALL).findings();
    return Side.of(session, index, findings);
  }

  /** The measures as a table to be saved; empty if there is none. */
  public Optional<Rows> table() {
    return Optional.ofNullable(comparison.get()).map(MeasureRows::new);
  }
}
