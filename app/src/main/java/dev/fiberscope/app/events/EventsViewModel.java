package dev.fiberscope.app.events;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.TimeRange;
import dev.fiberscope.recordings.events.EventFilter;
import dev.fiberscope.recordings.events.EventList;
import dev.fiberscope.recordings.events.EventRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The events of the open recording that somebody wants to see, read while they look. */
public final class EventsViewModel {
  /** So many rows are held and can be sorted; of more, only those that show are read. */
  static final int MOST_HELD = 20_000;

  /**
   * What was read.
   *
   * @param held all rows if they are few, else null
   */
  record Listed(EventList list, List<EventRow> held) {}

  private final SessionModel model;
  private final Background reading;
  private final StringProperty type = new SimpleStringProperty("");
  private final StringProperty text = new SimpleStringProperty("");
  private final BooleanProperty selectedOnly = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<Listed> listed = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private boolean watched;
  private Path readFile;
  private EventFilter readFilter;

  /**
   * @param reading where recordings are read
   */
  public EventsViewModel(SessionModel model, Background reading) {
    this.model = model;
    this.reading = reading;
    model.openProperty().addListener(_ -> read());
    model.rangeProperty().addListener(_ -> read());
    model.selectionProperty().addListener(_ -> read());
    type.addListener(_ -> read());
    text.addListener(_ -> read());
    selectedOnly.addListener(_ -> read());
  }

  /** Tells whether somebody looks: nothing is read otherwise. */
  public void watch(boolean now) {
    watched = now;
    read();
  }

  private void read() {
    OpenSession open = model.open();
    if (!watched || open == null || open.session().isPartial()) {
      return;
    }
    EventFilter filter = filter();
    if (open.file().equals(readFile) && filter.equals(readFilter)) {
      return;
    }
    readFile = open.file();
    readFilter = filter;
    problem.set("");
    reading.start(
        "Reading events",
        task -> list(open.file(), filter, task),
        this::show,
        reason -> {
          readFile = null;
          problem.set("The events of " + open.file() + " cannot be read: " + reason.getMessage());
        });
  }

  private static Listed list(Path file, EventFilter filter, Background.Task task) throws Exception {
    EventList list = EventList.read(file, filter, share -> task.progress("Reading events", share));
    if (list.size() > MOST_HELD) {
      return new Listed(list, null);
    }
    List<EventRow> rows = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      rows.add(list.row(i));
    }
    return new Listed(list, rows);
  }

  private void show(Listed next) {
    Listed before = listed.get();
    listed.set(next);
    if (before != null) {
      before.list().close();
    }
  }

  /** What is wanted now. */
  EventFilter filter() {
    TimeRange range = model.rangeProperty().get();
    return new EventFilter(
        type.get(),
        selectedOnly.get() ? selectedId().orElse(EventFilter.ANY_THREAD) : EventFilter.ANY_THREAD,
        text.get(),
        range.isEmpty() ? Long.MIN_VALUE : range.from(),
        range.isEmpty() ? Long.MAX_VALUE : range.to());
  }

  private Optional<Long> selectedId() {
    int thread = model.selection().thread();
    return thread == Selection.NONE
        ? Optional.empty()
        : Optional.of(model.open().session().threads().id(thread));
  }

  /** The whole name of the type of events that are wanted, empty for all. */
  public StringProperty typeProperty() {
    return type;
  }

  /** Words that wanted events have. */
  public StringProperty textProperty() {
    return text;
  }

  /** True if only events of the selected fiber or carrier are wanted. */
  public BooleanProperty selectedOnlyProperty() {
    return selectedOnly;
  }

  /** What was read last; null before that. */
  ReadOnlyObjectProperty<Listed> listedProperty() {
    return listed.getReadOnlyProperty();
  }

  /** What is being read, in words; empty if nothing is. */
  ReadOnlyStringProperty doingProperty() {
    return reading.doingProperty();
  }

  /** Why nothing could be read, empty if it could. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  Optional<Path> file() {
    return Optional.ofNullable(model.open()).map(OpenSession::file);
  }

  /** What is selected when somebody selects an event: its fiber and what that did then. */
  Selection selectionOf(EventRow row) {
    int thread = model.open().session().threads().find(row.threadId());
    if (thread < 0) {
      return Selection.EMPTY;
    }
    int span = model.open().session().spans().at(thread, row.start());
    return span == Selection.NONE
        ? Selection.ofThread(model.open(), thread)
        : Selection.ofSpan(model.open(), span);
  }

  /** The moment that the selection is about, if it is about one. */
  Optional<Long> selectedMoment() {
    int span = model.selection().span();
    return span == Selection.NONE
        ? Optional.empty()
        : Optional.of(model.open().session().spans().start(span));
  }

  boolean hasRange() {
    return !model.rangeProperty().get().isEmpty();
  }

  void select(Selection selection) {
    model.selectWithin(selection);
  }

  ReadOnlyObjectProperty<Selection> selectionProperty() {
    return model.selectionProperty();
  }
}
