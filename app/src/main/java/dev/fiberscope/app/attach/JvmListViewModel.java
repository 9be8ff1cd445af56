package dev.fiberscope.app.attach;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.recordings.live.LocalJvm;
import dev.fiberscope.recordings.live.LocalJvms;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** The JVMs of this machine, looked for again and again, and the one that is selected. */
public final class JvmListViewModel {
  private final Background looking;
  private final Supplier<List<LocalJvm>> list;
  private final ReadOnlyObjectWrapper<List<LocalJvm>> jvms = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyBooleanWrapper known = new ReadOnlyBooleanWrapper();
  private final ObjectProperty<LocalJvm> selected = new SimpleObjectProperty<>();

  public JvmListViewModel(Background looking) {
    this(looking, LocalJvms::list);
  }

  JvmListViewModel(Background looking, Supplier<List<LocalJvm>> list) {
    this.looking = looking;
    this.list = list;
  }

  /** The newest first; our own is not among them. */
  public ReadOnlyObjectProperty<List<LocalJvm>> jvmsProperty() {
    return jvms.getReadOnlyProperty();
  }

  /** True once somebody has looked. */
  public ReadOnlyBooleanProperty knownProperty() {
    return known.getReadOnlyProperty();
  }

  /** Null if none is selected. */
  public ObjectProperty<LocalJvm> selectedProperty() {
    return selected;
  }

  /** Looks again, unless somebody still does. */
  public void refresh() {
    if (looking.doingProperty().get().isEmpty()) {
      looking.start("Looking for JVMs", _ -> list.get(), this::found);
    }
  }

  private void found(List<LocalJvm> found) {
    List<LocalJvm> others = found.stream().filter(jvm -> !jvm.own()).toList();
    known.set(true);
    if (others.equals(jvms.get())) {
      return;
    }
    long pid = selected.get() == null ? -1 : selected.get().pid();
    jvms.set(others);
    Optional<LocalJvm> again = others.stream().filter(jvm -> jvm.pid() == pid).findFirst();
    selected.set(
        again
            .or(() -> others.stream().filter(jvm -> jvm.refusal().isEmpty()).findFirst())
            .orElse(null));
  }
}
