package dev.fiberscope.recordings.events;

import com.carrotsearch.hppc.LongLongHashMap;
import dev.fiberscope.recordings.chunk.EventView;
import dev.fiberscope.recordings.chunk.TypeLayout;
import java.util.function.Predicate;

/** Tells which events of a recording a filter wants. */
public final class EventMatcher {
  private final EventFilter filter;
  private final long origin;

  /**
   * @param origin when the recording began, ns since the epoch
   */
  public EventMatcher(EventFilter filter, long origin) {
    this.filter = filter;
    this.origin = origin;
  }

  /** For the events of one chunk, whose threads have keys of their own. */
  public OfChunk begin() {
    return new OfChunk();
  }

  /** Tells it of the events of one chunk. */
  public final class OfChunk {
    private final LongLongHashMap threadIds = new LongLongHashMap();

    private OfChunk() {}

    /** Whether events of a type are wanted. */
    public Predicate<EventView> of(TypeLayout type) {
      if (!filter.wantsType(type.name())) {
        return _ -> false;
      }
      int start = type.slot("startTime");
      int duration = type.slot("duration");
      int[] threads = {type.slot("eventThread"), type.slot("sampledThread")};
      return event -> {
        long ticks = event.number(start);
        long begins = event.chunk().nanos(ticks) - origin;
        long ends = event.chunk().nanos(ticks + event.number(duration)) - origin;
        return filter.wantsTime(begins, ends) && isOnThread(event, threads) && hasWords(event);
      };
    }

    private boolean isOnThread(EventView event, int[] slots) {
      if (filter.threadId() == EventFilter.ANY_THREAD) {
        return true;
      }
      for (int slot : slots) {
        if (slot >= 0 && threadId(event, slot) == filter.threadId()) {
          return true;
        }
      }
      return false;
    }

    private long threadId(EventView event, int slot) {
      long key = event.number(slot);
      int index = threadIds.indexOf(key);
      if (threadIds.indexExists(index)) {
        return threadIds.indexGet(index);
      }
      long id =
          event.constant(slot).map(is -> is.number("javaThreadId")).orElse(EventFilter.ANY_THREAD);
      threadIds.indexInsert(index, key, id);
      return id;
    }

    private boolean hasWords(EventView event) {
      if (!filter.hasWords()) {
        return true;
      }
      String thread = EventText.thread(event).map(EventText::threadName).orElse("");
      return filter.wantsText(event.type().name() + " " + thread + " " + EventText.fields(event));
    }
  }
}
