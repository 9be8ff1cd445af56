package dev.fiberscope.app.events;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.ErrorSentence;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.TimeRange;
import dev.fiberscope.recordings.events.EventFilter;
import dev.fiberscope.recordings.events.EventList;
import dev.fiberscope.recordings.events.EventRow;
import dev.fiberscope.recordings.export.EventRows;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.store.ImportStatistics.Counter;
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
  record Listed(EventList list, List<EventRow> held) implements AutoCloseable {
    @Override
    public void close() {
      list.close();
    }
  }

  private final SessionModel model;
  private final Background opening;
  private final Background reading;
  private final StringProperty type = new SimpleStringProperty("");
  private final StringProperty text = new SimpleStringProperty("");
  private final BooleanProperty selectedOnly = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<Listed> listed = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private boolean watched;
  private EventFilter readFilter;

  /**
   * @param opening where recordings are opened: while one is, its events wait
   * @param reading where events are read
   */
  public EventsViewModel(SessionModel model, Background opening, Background reading) {
    this.model = model;
    this.opening = opening;
    this.reading = reading;
    opening.doingProperty().addListener(_ -> read());
    model.openProperty().addListener((_, before, open) -> sessionChanged(before, open));
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

  private void sessionChanged(OpenSession before, OpenSession open) {
    if (SessionModel.isMoreOfTheSame(before, open) && open.isPart() && readFilter != null) {
      // Listed as far as it had come; the list is made anew when it has ended.
      return;
    }
    reading.cancel();
    readFilter = null;
    show(null);
    if (before == null || open == null || !before.file().equals(open.file())) {
      type.set("");
      text.set("");
      selectedOnly.set(false);
    }
    read();
  }

  private void read() {
    OpenSession open = model.open();
    if (!watched || open == null) {
      return;
    }
    if (open.session().isPartial() && !opening.doingProperty().get().isEmpty()) {
      problem.set("The recording is still being read; its events are listed when that is done.");
      return;
    }
    EventFilter filter = filter();
    if (filter.equals(readFilter)) {
      return;
    }
    readFilter = filter;
    problem.set("");
    reading.start(
        "Reading events",
        task -> list(open.file(), filter, task),
        this::show,
        reason -> {
          readFilter = null;
          show(null);
          problem.set("The events cannot be read: " + ErrorSentence.of(reason));
        });
  }

  private static Listed list(Path file, EventFilter filter, Background.Task task) throws Exception {
    EventList list = EventList.read(file, filter, share -> task.progress("Reading events", share));
    if (list.size() > MOST_HELD) {
      return new Listed(list, null);
    }
    List<EventRow> rows = new ArrayList<>();
    boolean done = false;
    try {
      for (int i = 0; i < list.size(); i++) {
        rows.add(list.row(i));
      }
      done = true;
      return new Listed(list, rows);
    } finally {
      if (!done) {
        list.close();
      }
    }
  }

  private void show(Listed next) {
    Listed before = listed.get();
    listed.set(next);
    if (before != null) {
      before.close();
    }
  }

  /** What is wanted now. */
  EventFilter filter() {
    TimeRange range = model.rangeProperty().get();
    return new EventFilter(
        type.get(),
        selectedOnly.get() && knowsThreads()
            ? selectedId().orElse(EventFilter.ANY_THREAD)
            : EventFilter.ANY_THREAD,
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

  /** What is listed, as a table; empty if nothing is open. */
  public Optional<Rows> table() {
    return Optional.ofNullable(model.open()).map(open -> new EventRows(open.file(), filter()));
  }

  /** True if events tell their threads; ids of several JVMs may be the same. */
  boolean knowsThreads() {
    return model.open() != null
        && model.open().session().statistics().count(Counter.SEVERAL_JVMS) == 0;
  }

  /** What is selected when somebody selects an event: its thread and what that did then. */
  Selection selectionOf(EventRow row) {
    int thread = knowsThreads() ? model.open().session().threads().find(row.threadId()) : -1;
    if (thread < 0) {
      return Selection.EMPTY;
    }
    Selection selection = Selection.at(model.open(), thread, row.start());
    // A slice would select the fiber it carried, but the event is the carrier's.
    return selection.thread() == thread
        ? selection
        : new Selection(thread, selection.span(), Selection.NONE, Selection.NONE);
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
