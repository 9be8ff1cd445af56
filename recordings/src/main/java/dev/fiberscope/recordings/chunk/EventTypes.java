package dev.fiberscope.recordings.chunk;

import com.carrotsearch.hppc.LongObjectHashMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of event that one chunk has; each is looked into when its first event comes. */
final class EventTypes {
  private static final TypeLayout UNKNOWN =
      new TypeLayout(-1, "a type that the recording does not describe", List.of(), true, false);

  /** Type ids are small, so most are found in an array. */
  private static final int SMALL = 1 << 13;

  private final Metadata metadata;
  private final EventTaker.OfChunk takers;
  private final int[] small = new int[SMALL];
  private final LongObjectHashMap<Integer> large = new LongObjectHashMap<>();
  // From 1 on; 0 stands for a type that has not been met.
  // Grown by the thread that parses, read by the one that takes.
  private volatile EventType[] met = new EventType[16];
  private int count;

  EventTypes(Metadata metadata, EventTaker.OfChunk takers) {
    this.metadata = metadata;
    this.takers = takers;
    add(new EventType(UNKNOWN, Optional.empty()));
  }

  /** The number of a type by its id in the file. */
  int numberOf(long id) {
    int number = id >= 0 && id < SMALL ? small[(int) id] : large.getOrDefault(id, 0);
    return number > 0 ? number : meet(id);
  }

  private int meet(long id) {
    Optional<TypeLayout> layout = metadata.type(id).filter(TypeLayout::event);
    int number = layout.isEmpty() ? 0 : count;
    layout.ifPresent(type -> add(new EventType(type, takers.of(type))));
    if (number > 0 && id >= 0 && id < SMALL) {
      small[(int) id] = number;
    } else if (number > 0) {
      large.put(id, number);
    }
    return number;
  }

  private void add(EventType type) {
    if (count == met.length) {
      met = Arrays.copyOf(met, 2 * count);
    }
    met[count++] = type;
  }

  EventType type(int number) {
    return met[number];
  }

  void addNotTaken(Map<String, Long> counts) {
    for (int i = 0; i < count; i++) {
      if (met[i].notTaken() > 0) {
        counts.merge(met[i].layout.name(), met[i].notTaken(), Long::sum);
      }
    }
  }
}
