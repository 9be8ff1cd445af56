package dev.fiberscope.recordings.chunk;

import com.carrotsearch.hppc.LongObjectHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Who takes the events of each type of a chunk. */
final class HandlerTable {
  private static final Consumer<EventView> NOBODY = _ -> {};
  private static final TypeLayout UNKNOWN =
      new TypeLayout(-1, "a type that the recording does not describe", List.of(), true, false);

  /** Type ids are small, so most are found in an array. */
  private static final int SMALL = 1 << 13;

  private static final class Entry {
    private final TypeLayout type;
    private final Consumer<EventView> handler;
    private long notTaken;

    private Entry(TypeLayout type, Consumer<EventView> handler) {
      this.type = type;
      this.handler = handler;
    }
  }

  private final Entry[] small = new Entry[SMALL];
  private final LongObjectHashMap<Entry> large = new LongObjectHashMap<>();
  private final List<Entry> all = new ArrayList<>();
  private final Entry unknown = add(new Entry(UNKNOWN, NOBODY));

  HandlerTable(Metadata metadata, Function<TypeLayout, Optional<Consumer<EventView>>> handlers) {
    for (TypeLayout type : metadata.types()) {
      if (type.event()) {
        put(add(new Entry(type, handlers.apply(type).orElse(NOBODY))));
      }
    }
  }

  private Entry add(Entry entry) {
    all.add(entry);
    return entry;
  }

  private void put(Entry entry) {
    long id = entry.type.id();
    if (id >= 0 && id < SMALL) {
      small[(int) id] = entry;
    } else {
      large.put(id, entry);
    }
  }

  /** Reads the event and hands it over; the cursor stands behind its type. */
  void handle(long type, EventView view, ByteCursor in) {
    Entry entry = type >= 0 && type < SMALL ? small[(int) type] : large.get(type);
    if (entry == null) {
      entry = unknown;
    }
    if (entry.handler == NOBODY) {
      entry.notTaken++;
    } else {
      view.read(entry.type, in);
      entry.handler.accept(view);
    }
  }

  Map<String, Long> notTaken() {
    Map<String, Long> counts = new TreeMap<>();
    for (Entry entry : all) {
      if (entry.notTaken > 0) {
        counts.merge(entry.type.name(), entry.notTaken, Long::sum);
      }
    }
    return counts;
  }
}
