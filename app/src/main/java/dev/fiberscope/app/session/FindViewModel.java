package dev.fiberscope.app.session;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What somebody looks for, and which of its places they have come to. */
public final class FindViewModel {
  private final SessionModel model;
  private final Background looking;
  private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper("");
  private Optional<Found> found = Optional.empty();
  private String name = "";
  private int index;
  private Runnable reveal = () -> {};

  /**
   * @param looking where places are looked for
   */
  public FindViewModel(SessionModel model, Background looking) {
    this.model = model;
    this.looking = looking;
    // Places are rows of one session.
    model.openProperty().addListener(_ -> forget());
  }

  /** Tells what brings a new selection into view. */
  public void onReveal(Runnable next) {
    reveal = next;
  }

  /** What is looked for and where one is, such as {@code Order, 3 of 214}; empty for nothing. */
  public ReadOnlyStringProperty toldProperty() {
    return told.getReadOnlyProperty();
  }

  /**
   * Looks for something from the selected moment on.
   *
   * @param name what people know it by
   * @param places finds its places; called beside the window
   */
  public void look(String name, Supplier<Found> places) {
    forget();
    told.set("Looking for " + name + "\u2026");
    looking.start(
        "Looking for " + name,
        _ -> places.get(),
        next -> found(name, next),
        problem -> {
          told.set("");
          looking.tell(problem);
        });
  }

  private void found(String what, Found next) {
    if (next.count() == 0) {
      told.set(what + ": no fiber was there");
      return;
    }
    name = what;
    found = Optional.of(next);
    int span = model.selection().span();
    long from =
        span == Selection.NONE ? Long.MIN_VALUE : model.open().session().spans().start(span);
    int low = 0;
    int high = next.count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (next.time().applyAsLong(middle) < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    go(low % next.count());
  }

  /**
   * Goes to the next place, or with {@code -1} to the one before; behind the last comes the first.
   */
  public void step(int by) {
    found.ifPresent(what -> go(Math.floorMod(index + by, what.count())));
  }

  private void go(int next) {
    Found what = found.orElseThrow();
    index = next;
    told.set(name + ", " + (index + 1) + " of " + what.count());
    Selection place = what.place().apply(index);
    if (!place.isEmpty()) {
      model.select(place);
      reveal.run();
    }
  }

  /** Looks for nothing any more. */
  public void forget() {
    looking.cancel();
    found = Optional.empty();
    told.set("");
  }
}
