package dev.fiberscope.app.timeline;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.timeline.Arrangement.Grouping;
import dev.fiberscope.app.timeline.Arrangement.Sorting;
import dev.fiberscope.app.timeline.Lanes.Choices;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Which lanes there are: grouped, sorted, filtered, shared, pinned and folded. */
public final class LanesViewModel {
  private static final int MOST_PINNED = 8;

  private final SessionModel model;
  private final Background arranging;
  private final ReadOnlyObjectWrapper<Arrangement> arrangement =
      new ReadOnlyObjectWrapper<>(Arrangement.DEFAULT);
  private final ReadOnlyObjectWrapper<Lanes> lanes = new ReadOnlyObjectWrapper<>();
  private Choices choices = Choices.NONE;

  /**
   * @param arranging where fibers are put into lanes
   */
  public LanesViewModel(SessionModel model, Background arranging) {
    this.model = model;
    this.arranging = arranging;
    model.openProperty().addListener((_, before, open) -> opened(before, open));
  }

  private void opened(OpenSession before, OpenSession open) {
    if (!SessionModel.isMoreOfTheSame(before, open)) {
      choices = Choices.NONE;
      arrangement.set(arrangement.get().withFilter(""));
    }
    arrange();
  }

  private void arrange() {
    OpenSession open = model.open();
    arranging.cancel();
    if (open == null) {
      lanes.set(null);
      return;
    }
    Arrangement wanted = arrangement.get();
    Choices now = choices;
    arranging.start(
        "Arranging lanes",
        _ -> new Lanes(open, LaneArranger.arrange(open, wanted), now),
        next -> lanes.set(now == choices ? next : next.with(choices)));
  }

  /** The lanes that were arranged last; null before that. */
  public ReadOnlyObjectProperty<Lanes> lanesProperty() {
    return lanes.getReadOnlyProperty();
  }

  /** The lanes of the open session; null while they are being arranged for the first time. */
  public Lanes lanes() {
    Lanes now = lanes.get();
    return now != null && now.open() == model.open() ? now : null;
  }

  public ReadOnlyObjectProperty<Arrangement> arrangementProperty() {
    return arrangement.getReadOnlyProperty();
  }

  /** Arranges the fibers in another way. */
  public void arrange(Arrangement next) {
    if (!next.equals(arrangement.get())) {
      arrangement.set(next);
      arrange();
    }
  }

  public void group(Grouping grouping) {
    arrange(arrangement.get().with(grouping));
  }

  public void sort(Sorting sorting) {
    arrange(arrangement.get().with(sorting));
  }

  /** Shows only fibers that have all of some words; empty for all fibers. */
  public void filter(String words) {
    arrange(arrangement.get().withFilter(words));
  }

  /** Lets short fibers share lanes, or gives each its own. */
  public void togglePacked() {
    arrange(arrangement.get().withPacked(!arrangement.get().packed()));
  }

  /** Keeps a thread's lane on top, or no longer; of many, those that were pinned last. */
  public void togglePinned(int thread) {
    List<Integer> pinned = new ArrayList<>(choices.pinned());
    if (!pinned.remove(Integer.valueOf(thread))) {
      pinned.add(thread);
      // Lanes that stay must leave room for those that scroll.
      pinned = pinned.subList(Math.max(0, pinned.size() - MOST_PINNED), pinned.size());
    }
    choose(new Choices(pinned, choices.collapsed()));
  }

  public boolean isPinned(int thread) {
    return choices.pinned().contains(thread);
  }

  /** Folds a group, or unfolds it. */
  public void toggleSection(String name) {
    Set<String> collapsed = new HashSet<>(choices.collapsed());
    if (!collapsed.remove(name)) {
      collapsed.add(name);
    }
    choose(new Choices(choices.pinned(), collapsed));
  }

  /** Folds the group of a thread's lane, or unfolds it. */
  public void toggleSectionOf(int thread) {
    if (lanes() != null && !lanes().sectionOf(thread).isEmpty()) {
      toggleSection(lanes().sectionOf(thread));
    }
  }

  /** Folds all groups, or unfolds all. */
  public void foldAll(boolean fold) {
    if (lanes() != null) {
      Set<String> all = fold ? Set.copyOf(lanes().sectionNames()) : Set.of();
      choose(new Choices(choices.pinned(), all));
    }
  }

  /**
   * Sees to it that a thread has a lane that is not folded.
   *
   * @return false if its lane comes later
   */
  boolean unhide(int thread) {
    if (lanes() == null) {
      return false;
    }
    if (lanes().isFiltered(thread)) {
      filter("");
      return false;
    }
    String section = lanes().sectionOf(thread);
    if (choices.collapsed().contains(section)) {
      toggleSection(section);
    }
    return true;
  }

  private void choose(Choices next) {
    choices = next;
    if (lanes() != null) {
      lanes.set(lanes().with(choices));
    }
  }
}
