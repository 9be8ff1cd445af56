package dev.fiberscope.recordings.chunk;

import com.carrotsearch.hppc.LongArrayList;
import java.lang.foreign.MemorySegment;
import java.util.Map;

/**
 * One walk over the events of a chunk, in two halves: {@link #parse} turns bytes into batches,
 * {@link #deliver} hands their events to whom takes them. Each half may have a thread of its own.
 */
final class ChunkWalk {
  static final long METADATA = 0;
  static final long CONSTANT_POOL = 1;

  /** Of pools that end a flush: with them stands a copy of the chunk's header. */
  static final int FLUSH = 2;

  private final ChunkHeader chunk;
  private final Metadata metadata;
  private final ConstantPools pools;
  private final EventTaker.OfChunk takers;
  private final EventTypes types;
  private final EventView view;
  private final ByteCursor in;
  private final long end;

  // Of the parsing half.
  private long events;
  private long eventsBeforeDamage;
  private long damaged;
  private long skipped;
  // How many events stood before each flush, and when it was.
  private final LongArrayList eventsBeforeFlush = new LongArrayList();
  private final LongArrayList flushTicks = new LongArrayList();
  // Of the delivering half.
  private long notDelivered;

  ChunkWalk(
      MemorySegment file,
      ChunkHeader chunk,
      Metadata metadata,
      ConstantPools pools,
      EventTaker.OfChunk takers) {
    this(
        file,
        chunk,
        metadata,
        pools,
        takers,
        chunk.offset() + ChunkHeader.BYTES,
        Math.min(chunk.end(), file.byteSize()));
  }

  /**
   * @param from the byte that the first event begins at
   * @param to the byte behind the last one
   */
  ChunkWalk(
      MemorySegment file,
      ChunkHeader chunk,
      Metadata metadata,
      ConstantPools pools,
      EventTaker.OfChunk takers,
      long from,
      long to) {
    this.chunk = chunk;
    this.metadata = metadata;
    this.pools = pools;
    this.takers = takers;
    this.types = new EventTypes(metadata, takers);
    this.view = new EventView(file, chunk, metadata, pools);
    this.in = new ByteCursor(file, from);
    this.end = to;
  }

  /** Parses events until the batch is full or the chunk is at its end. */
  void parse(EventBatch batch) {
    while (in.at() < end && batch.hasRoom()) {
      long start = in.at();
      long size = 0;
      try {
        size = in.number();
        long type = in.number();
        if (size <= in.at() - start || size > end - start) {
          skipDamage(start);
          continue;
        }
        if (type != METADATA && type != CONSTANT_POOL) {
          events++;
          in.limit(start + size);
          event(type, start, batch);
        } else if (type == CONSTANT_POOL) {
          pool(batch);
        }
      } catch (IndexOutOfBoundsException damage) {
        noteDamage();
        damaged++;
        if (size <= 0 || size > end - start) {
          skipDamage(start);
          continue;
        }
      }
      in.moveTo(start + size);
    }
    batch.parsedTo = in.at();
    batch.last = in.at() >= end;
  }

  private void pool(EventBatch batch) {
    long ticks = in.number();
    in.number();
    in.number();
    if ((in.int8() & FLUSH) != 0) {
      batch.words[batch.used] = EventBatch.FLUSH;
      batch.words[batch.used + 1] = ticks;
      batch.used += EventBatch.HEAD;
      eventsBeforeFlush.add(events);
      flushTicks.add(ticks);
    }
  }

  /** Takes flushes. */
  interface FlushTaker {
    void flush(long eventsBefore, long ticks);
  }

  /** Tells the flushes that were parsed, with how many events stood before each. */
  void forEachFlush(FlushTaker taker) {
    for (int i = 0; i < flushTicks.size(); i++) {
      taker.flush(eventsBeforeFlush.get(i), flushTicks.get(i));
    }
  }

  private void event(long typeId, long start, EventBatch batch) {
    int number = types.numberOf(typeId);
    EventType type = types.type(number);
    if (type.taker == null) {
      type.countNotTaken();
    } else {
      type.parse(in, metadata, batch.words, batch.used + EventBatch.HEAD);
      batch.words[batch.used] = number;
      batch.words[batch.used + 1] = start;
      batch.used += EventBatch.HEAD + type.fields();
    }
  }

  /** Goes on at the next constant pool that is known: lengths cannot be trusted any more. */
  private void skipDamage(long from) {
    noteDamage();
    long next = Math.min(end, pools.nextAfter(from));
    skipped += next - from;
    in.moveTo(next);
  }

  private void noteDamage() {
    if (!isDamaged()) {
      eventsBeforeDamage = events;
    }
  }

  ChunkHeader chunk() {
    return chunk;
  }

  boolean isDamaged() {
    return skipped > 0 || damaged > 0;
  }

  /** The events before the first damage, all if there is none. */
  long eventsBeforeDamage() {
    return isDamaged() ? eventsBeforeDamage : events;
  }

  /** Hands over the events of a batch, in order. */
  void deliver(EventBatch batch) {
    int at = 0;
    while (at < batch.used) {
      if (batch.words[at] == EventBatch.FLUSH) {
        takers.flushed(batch.words[at + 1]);
        at += EventBatch.HEAD;
        continue;
      }
      EventType type = types.type((int) batch.words[at]);
      view.show(type.layout, batch.words, at);
      try {
        type.taker.accept(view);
      } catch (IndexOutOfBoundsException damage) {
        // Texts and constants are read when somebody asks.
        notDelivered++;
      }
      at += EventBatch.HEAD + type.fields();
    }
  }

  /**
   * Shows the event that begins at a byte, which an event that was delivered did.
   *
   * @throws IndexOutOfBoundsException if the file is no longer what it was
   */
  EventView at(long position, EventBatch batch) {
    in.moveTo(position);
    long size = in.number();
    long typeId = in.number();
    in.limit(position + size);
    event(typeId, position, batch.clear());
    if (batch.used == 0) {
      throw new IndexOutOfBoundsException("no event at byte " + position);
    }
    view.show(types.type((int) batch.words[0]).layout, batch.words, 0);
    return view;
  }

  /** Adds up what was found, when both halves are done. */
  long finish(Losses losses, Map<String, Long> notTaken) {
    losses.damagedEvents += damaged + notDelivered;
    losses.skippedBytes += skipped;
    types.addNotTaken(notTaken);
    return events;
  }
}
