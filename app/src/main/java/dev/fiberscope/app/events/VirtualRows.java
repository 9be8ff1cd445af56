package dev.fiberscope.app.events;

import dev.fiberscope.recordings.events.EventList;
import dev.fiberscope.recordings.events.EventRow;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.collections.ObservableListBase;

/** Rows that are read when a table shows them. */
final class VirtualRows extends ObservableListBase<EventRow> {
  private static final int MOST_HELD = 512;

  private final EventList list;
  private final Map<Integer, EventRow> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, EventRow> eldest) {
          return size() > MOST_HELD;
        }
      };

  VirtualRows(EventList list) {
    this.list = list;
  }

  @Override
  public EventRow get(int index) {
    return recent.computeIfAbsent(index, list::row);
  }

  @Override
  public int size() {
    return list.size();
  }

  // Looking for a row would read all of them.
  @Override
  public int indexOf(Object row) {
    return recent.entrySet().stream()
        .filter(each -> each.getValue() == row)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(-1);
  }
}
