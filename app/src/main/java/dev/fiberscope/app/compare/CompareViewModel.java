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
 * The open session beside another recording or beside a stretch of its own. What is open is the one
 * after, or what is marked of it.
 */
public final class CompareViewModel {
  /** What was read or asked last, of a file or of an open session. */
  private record Kept(Object of, Side side) {}

  /**
   * Which is the one before: another recording, or of the open one a stretch, or all of it.
   *
   * @param stretch of the open one, {@link TimeRange#NONE} for all of it
   */
  private record Before(Optional<Path> recording, TimeRange stretch) {
    static final Before WHOLE = new Before(Optional.empty(), TimeRange.NONE);
  }

  /** What is compared with what. */
  private record Asked(OpenSession open, Before before, TimeRange after) {
    boolean isOfOne() {
      return before.recording().isEmpty() && before.stretch().equals(after);
    }

    /** True if one compares the same, of which more may have been recorded. */
    boolean isMoreOf(Asked other) {
      return other != null
          && before.equals(other.before)
          && after.equals(other.after)
          && SessionModel.isMoreOfTheSame(other.open, open);
    }
  }

  private final SessionModel model;
  private final Background comparing;
  private final ReadOnlyObjectWrapper<Comparison> comparison = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private volatile Kept keptBefore;
  private volatile Kept keptOpen;
  private Before before = Before.WHOLE;
  private Asked asked;
  private boolean watched;

  /**
   * @param comparing where recordings are read and compared
   */
  public CompareViewModel(SessionModel model, Background comparing) {
    this.model = model;
    this.comparing = comparing;
    model.openProperty().addListener((_, last, open) -> sessionChanged(last, open));
    model.rangeProperty().addListener(_ -> compare());
  }

  private void sessionChanged(OpenSession last, OpenSession open) {
    if (before.recording().isEmpty() && !SessionModel.isMoreOfTheSame(last, open)) {
      before = Before.WHOLE;
    }
    compare();
  }

  /** Tells whether somebody looks: nothing is compared otherwise. */
  public void watch(boolean now) {
    watched = now;
    compare();
  }

  /** Compares with another recording. */
  public void with(Path recording) {
    with(new Before(Optional.of(recording), TimeRange.NONE));
  }

  /** Compares with what is marked now of the open recording, or with all of it. */
  void withMarked() {
    with(new Before(Optional.empty(), model.rangeProperty().get()));
  }

  /** Compares what is marked with all of the open recording. */
  void withItself() {
    with(Before.WHOLE);
  }

  private void with(Before next) {
    before = next;
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

  /** What is to be done first, as a sentence; empty if there is something to compare with. */
  String lacking() {
    if (model.open() == null) {
      return "Open a recording: it is the one after.";
    }
    if (asked != null && !asked.isOfOne()) {
      return "";
    }
    return before.stretch().isEmpty()
        ? "Choose a recording of before; or mark a stretch of time on the timeline (R, or a drag): it"
            + " is compared with all of the recording."
        : "Now mark another stretch on the timeline: it is the one after.";
  }

  private void compare() {
    OpenSession open = model.open();
    if (!watched || open == null || open.session().isPartial()) {
      return;
    }
    Asked now = new Asked(open, before, model.rangeProperty().get());
    if (now.equals(asked)) {
      return;
    }
    boolean more = now.isMoreOf(asked);
    if (more && !comparing.doingProperty().get().isEmpty()) {
      // A live session grows each second: what is being compared is shown first.
      return;
    }
    comparing.cancel();
    asked = now;
    problem.set("");
    if (!more || now.isOfOne()) {
      comparison.set(null);
    }
    if (!now.isOfOne()) {
      comparing.start("Comparing", _ -> compared(now), this::show, this::failed);
    }
  }

  private Comparison compared(Asked now) throws RecordingException {
    Side whole = side(now.open());
    Optional<Path> other = now.before().recording();
    Side first = other.isPresent() ? side(other.get()) : part(whole, now.before().stretch());
    return Comparison.of(first, part(whole, now.after()));
  }

  private static Side part(Side whole, TimeRange stretch) {
    return stretch.isEmpty() ? whole : whole.part(stretch.from(), stretch.to());
  }

  private void show(Comparison made) {
    comparison.set(made);
    compare();
  }

  private void failed(Throwable reason) {
    asked = null;
    comparison.set(null);
    problem.set(ErrorSentence.of(reason));
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

  /** True if a finding is of the open session, so that its moments can be shown. */
  boolean isOfOpen(Side side) {
    return model.open() != null && side.session() == model.open().session();
  }

  /** The measures as a table to be saved; empty if there is none. */
  public Optional<Rows> table() {
    return Optional.ofNullable(comparison.get()).map(MeasureRows::new);
  }
}
