package dev.fiberscope.app.session;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** What all places of the window share: the open session, what is selected, what is hovered. */
public final class SessionModel {
  private final ReadOnlyObjectWrapper<OpenSession> open = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Selection> selection =
      new ReadOnlyObjectWrapper<>(Selection.EMPTY);
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

  public OpenSession open() {
    return open.get();
  }

  public Selection selection() {
    return selection.get();
  }

  /** Shows a session; nothing of the one before stays selected. */
  public void show(OpenSession session) {
    hover.set(Selection.EMPTY);
    selection.set(Selection.EMPTY);
    open.set(session);
  }

  public void select(Selection next) {
    selection.set(next);
  }
}
