package dev.fiberscope.recordings.chunk;

/** Parsed events on their way from the thread that parses to the one that takes them. */
final class EventBatch {
  /** Words of a batch: little enough to stay in the processor's cache. */
  private static final int WORDS = 1 << 15;

  /** Words of an event in front of its fields: the number of its type, the byte it begins at. */
  static final int HEAD = 2;

  /** Instead of a type: the JVM had flushed its buffers, at the ticks behind it. */
  static final int FLUSH = -1;

  // For each event: its head, and the values of its fields.
  final long[] words;
  int used;

  /** The byte of the file up to which events were parsed. */
  long parsedTo;

  /** True if no batch of the chunk follows. */
  boolean last;

  EventBatch() {
    this(WORDS);
  }

  private EventBatch(int room) {
    words = new long[room];
  }

  /** The last of a chunk, with nothing in it. */
  static EventBatch end() {
    EventBatch end = new EventBatch(0);
    end.last = true;
    return end;
  }

  boolean hasRoom() {
    return used + HEAD + EventType.MOST_FIELDS <= WORDS;
  }

  EventBatch clear() {
    used = 0;
    last = false;
    return this;
  }
}
