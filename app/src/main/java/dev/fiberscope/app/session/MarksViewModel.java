package dev.fiberscope.app.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The marked moments of the open session: one in passing, and those that are kept. */
public final class MarksViewModel {
  private final SessionModel model;
  private final MarkStore store;
  private final Consumer<String> problem;
  private final ReadOnlyObjectWrapper<List<Mark>> marks = new ReadOnlyObjectWrapper<>(List.of());

  /**
   * @param problem told, in a sentence, that marks could not be kept
   */
  public MarksViewModel(SessionModel model, MarkStore store, Consumer<String> problem) {
    this.model = model;
    this.store = store;
    this.problem = problem;
    model.openProperty().addListener((_, before, open) -> opened(before, open));
  }

  private void opened(OpenSession before, OpenSession open) {
    if (!SessionModel.isMoreOfTheSame(before, open)) {
      marks.set(open == null ? List.of() : store.load(open.session()));
    }
  }

  /** By time. */
  public ReadOnlyObjectProperty<List<Mark>> marksProperty() {
    return marks.getReadOnlyProperty();
  }

  public List<Mark> marks() {
    return marks.get();
  }

  /** Marks a moment in passing; the one before that was not kept goes. */
  public void mark(long time) {
    if (model.open() != null) {
      List<Mark> next = new ArrayList<>(marks().stream().filter(Mark::kept).toList());
      next.add(new Mark(clamped(time), "", false));
      set(next);
    }
  }

  private long clamped(long time) {
    return Math.clamp(time, 0, model.open().session().duration());
  }

  /** The mark in passing, if there is one. */
  public Optional<Mark> passing() {
    return marks().stream().filter(mark -> !mark.kept()).findFirst();
  }

  /** Keeps a mark with a note, in place of what it was. */
  public void keep(Mark mark, String note) {
    replace(mark, Optional.of(new Mark(mark.time(), note.strip(), true)));
  }

  public void remove(Mark mark) {
    replace(mark, Optional.empty());
  }

  private void replace(Mark old, Optional<Mark> now) {
    List<Mark> next = new ArrayList<>(marks());
    next.remove(old);
    now.ifPresent(next::add);
    set(next);
    try {
      store.save(model.open().session(), next);
    } catch (IOException cannotWrite) {
      problem.accept(
          "The marks of this recording could not be kept: "
              + ErrorSentence.of(cannotWrite)
              + " They stay until the window is closed.");
    }
  }

  private void set(List<Mark> next) {
    next.sort(Comparator.comparingLong(Mark::time));
    marks.set(List.copyOf(next));
  }

  /** The first mark behind a moment, or with {@code -1} the last one before it. */
  public Optional<Mark> neighbour(long time, int step) {
    return step > 0
        ? marks().stream().filter(mark -> mark.time() > time).findFirst()
        : marks().stream().filter(mark -> mark.time() < time).reduce((_, last) -> last);
  }
}
