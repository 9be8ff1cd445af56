package dev.fiberscope.app.decode;

import dev.fiberscope.app.life.Life;
import dev.fiberscope.app.life.LifeLines;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The selected decode, and the way from one of its suspensions to the next. */
public final class DecodeViewModel {
  private final SessionModel model;
  private final ReadOnlyObjectWrapper<Optional<DecodeMoment>> moment =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  public DecodeViewModel(SessionModel model) {
    this.model = model;
    model.selectionProperty().addListener((_, _, selection) -> selected(selection));
  }

  private void selected(Selection selection) {
    moment.set(model.open() == null ? Optional.empty() : DecodeMoment.of(model.open(), selection));
  }

  public ReadOnlyObjectProperty<Optional<DecodeMoment>> momentProperty() {
    return moment.getReadOnlyProperty();
  }

  /** How the message arrived and when its decode waited, line by line. */
  public Life life(DecodeMoment now, long time) {
    return LifeLines.ofDecode(model.open(), now.decode(), now.bytes().length, time);
  }

  public Selection selection() {
    return model.selection();
  }

  public void select(Selection next) {
    model.select(next);
  }

  /** Goes to the next suspension of this decode, {@code -1} to the one before. */
  public void step(int by) {
    moment.get().ifPresent(now -> goTo(now.number() + by));
  }

  public void first() {
    goTo(1);
  }

  public void last() {
    moment.get().ifPresent(now -> goTo(now.suspensions()));
  }

  /** Goes to a suspension by its number in this decode, from 1, if it has that many. */
  public void goTo(int number) {
    moment
        .get()
        .filter(now -> number >= 1 && number <= now.suspensions() && number != now.number())
        .ifPresent(
            now -> {
              int[] rows = model.open().index().suspensions(now.decode().row());
              model.select(Selection.ofSuspension(model.open(), rows[number - 1]));
            });
  }

  /** Goes to the first suspension of the fiber's next decode, {@code -1} of the one before. */
  public void stepDecode(int by) {
    moment
        .get()
        .ifPresent(
            now -> {
              int[] rows = model.open().index().decodes(now.decode().thread());
              for (int i = 0; i < rows.length; i++) {
                if (rows[i] == now.decode().row() && i + by >= 0 && i + by < rows.length) {
                  model.select(Selection.ofDecode(model.open(), rows[i + by]));
                  return;
                }
              }
            });
  }
}
