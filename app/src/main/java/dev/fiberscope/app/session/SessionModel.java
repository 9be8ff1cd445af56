package dev.fiberscope.app.session;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** What all places of the window share: the open session, what is selected, what is hovered. */
public final class SessionModel {
  private final ReadOnlyObjectWrapper<OpenSession> open = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Selection> selection =
      new ReadOnlyObjectWrapper<>(Selection.EMPTY);
  private final ReadOnlyObjectWrapper<TimeRange> range =
      new ReadOnlyObjectWrapper<>(TimeRange.NONE);
  private final ReadOnlyObjectWrapper<Moment> moment = new ReadOnlyObjectWrapper<>(Moment.NONE);
  private final ReadOnlyObjectWrapper<List<HazardMark>> hazards =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Answers> answers = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<Selection> hover = new SimpleObjectProperty<>(Selection.EMPTY);

  /** The open session, null if there is none. */
  public ReadOnlyObjectProperty<OpenSession> openProperty() {
    return open.getReadOnlyProperty();
  }

  /** Never null; {@link Selection#EMPTY} if nothing is selected. */
  public ReadOnlyObjectProperty<Selection> selectionProperty() {
    return selection.getReadOnlyProperty();
  }

  /** What the pointer is over, apart from what is selected. Never null. */
  public ObjectProperty<Selection> hoverProperty() {
    return hover;
  }

  /** The marked stretch of time, which the inspector tells about. Never null. */
  public ReadOnlyObjectProperty<TimeRange> rangeProperty() {
    return range.getReadOnlyProperty();
  }

  /** The moment that is pointed to, a line through the lanes. Never null. */
  public ReadOnlyObjectProperty<Moment> momentProperty() {
    return moment.getReadOnlyProperty();
  }

  /** Where hazards show, the most severe first. Never null. */
  public ReadOnlyObjectProperty<List<HazardMark>> hazardsProperty() {
    return hazards.getReadOnlyProperty();
  }

  /** What rules say; null until they have been asked. */
  public ReadOnlyObjectProperty<Answers> answersProperty() {
    return answers.getReadOnlyProperty();
  }

  public void showHazards(List<HazardMark> marks, Answers said) {
    hazards.set(List.copyOf(marks));
    answers.set(said);
  }

  public void pointTo(Moment next) {
    moment.set(next);
  }

  public void mark(TimeRange next) {
    range.set(next);
  }

  public OpenSession open() {
    return open.get();
  }

  public Selection selection() {
    return selection.get();
  }

  /**
   * Shows a session. Nothing of the one before stays selected, unless it was an earlier part of the
   * same recording.
   */
  public void show(OpenSession session) {
    Selection kept =
        session.continues(open.get())
            ? selection.get().carriedOver(open.get(), session)
            : Selection.EMPTY;
    if (!session.continues(open.get())) {
      range.set(TimeRange.NONE);
    }
    hover.set(Selection.EMPTY);
    selection.set(Selection.EMPTY);
    moment.set(Moment.NONE);
    if (!session.continues(open.get())) {
      hazards.set(List.of());
      answers.set(null);
    }
    open.set(session);
    selection.set(kept);
  }

  /** True if the session that is shown now replaced an earlier part of the same recording. */
  public static boolean isMoreOfTheSame(OpenSession before, OpenSession now) {
    return now != null && now.continues(before);
  }

  /** Selects something while a marked stretch of time stays. */
  public void selectWithin(Selection next) {
    selection.set(next);
  }

  /** Selects something, which is told about instead of a marked stretch of time. */
  public void select(Selection next) {
    range.set(TimeRange.NONE);
    moment.set(Moment.NONE);
    selection.set(next);
  }
}
