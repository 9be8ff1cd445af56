package dev.fiberscope.recordings.events;

import java.util.Locale;

/**
 * Which events are wanted.
 *
 * @param type the whole name of their type, empty for all types
 * @param threadId the thread they happened on or are about, {@link #ANY_THREAD} for all
 * @param text words that their type, thread or fields have, in any case; may be empty
 * @param from ns since the recording began; events that ended before are not wanted
 * @param to events that begin then or later are not wanted
 */
public record EventFilter(String type, long threadId, String text, long from, long to) {
  /** Stands for all threads. */
  public static final long ANY_THREAD = -1;

  /** Every event. */
  public static final EventFilter ALL =
      new EventFilter("", ANY_THREAD, "", Long.MIN_VALUE, Long.MAX_VALUE);

  public EventFilter {
    text = text.strip().toLowerCase(Locale.ROOT);
  }

  boolean wantsType(String name) {
    return type.isEmpty() || type.equals(name);
  }

  boolean wantsTime(long start, long end) {
    return end >= from && start < to;
  }

  boolean hasWords() {
    return !text.isEmpty();
  }

  boolean wantsText(String told) {
    String lower = told.toLowerCase(Locale.ROOT);
    for (String word : text.split("\\s+")) {
      if (!lower.contains(word)) {
        return false;
      }
    }
    return true;
  }
}
