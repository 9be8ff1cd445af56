package dev.fiberscope.recordings.chunk;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongIntHashMap;
import com.carrotsearch.hppc.LongLongHashMap;
import com.carrotsearch.hppc.LongObjectHashMap;
import com.carrotsearch.hppc.cursors.LongLongCursor;
import dev.fiberscope.recordings.chunk.TypeLayout.Kind;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The values that the events of a chunk share: threads, methods, stack traces, texts. Only where
 * each value stands is kept; values are read when somebody asks.
 */
public final class ConstantPools implements ByteCursor.TextPool {
  private static final long NOWHERE = -1;
  private static final int NO_SLOT = -1;
  private static final int UNKNOWN = -2;

  private MemorySegment file;
  private Metadata metadata;
  private final LongObjectHashMap<LongLongHashMap> places = new LongObjectHashMap<>();
  private final LongObjectHashMap<String> texts = new LongObjectHashMap<>();
  // By type of event, how many fields stand before its thread.
  private final LongIntHashMap threadSlots = new LongIntHashMap();
  private final LongArrayList offsets = new LongArrayList();
  private final LongLongHashMap textPlaces;

  private ConstantPools(MemorySegment file, Metadata metadata) {
    this.file = file;
    this.metadata = metadata;
    long textType = metadata.type("java.lang.String").map(TypeLayout::id).orElse(NOWHERE);
    textPlaces = new LongLongHashMap();
    places.put(textType, textPlaces);
  }

  /** Reads from the last pool of a chunk back to the first. */
  static ConstantPools read(
      MemorySegment file, ChunkHeader chunk, Metadata metadata, Losses losses) {
    ConstantPools pools = new ConstantPools(file, metadata);
    long at = chunk.poolOffset();
    long end = Math.min(chunk.end(), file.byteSize());
    try {
      while (at > chunk.offset() && at < end) {
        long delta = pools.pool(at, end);
        pools.offsets.add(at);
        end = at;
        if (delta >= 0) {
          // Pools point backwards; one that does not is the first, or damaged.
          break;
        }
        at += delta;
      }
    } catch (IndexOutOfBoundsException damage) {
      losses.damagedPools++;
    }
    return pools;
  }

  /** Those of a chunk that comes bit by bit, of which none are known yet. */
  static ConstantPools growing(MemorySegment file, Metadata metadata) {
    return new ConstantPools(file, metadata);
  }

  /** Tells that the chunk has grown: where its bytes are now, and what its types are. */
  void grown(MemorySegment bytes, Metadata types) {
    file = bytes;
    metadata = types;
  }

  /**
   * Reads one more pool.
   *
   * @param end where it ends at most
   */
  void add(long offset, long end, Losses losses) {
    try {
      pool(offset, end);
      offsets.insert(0, offset);
    } catch (IndexOutOfBoundsException damage) {
      losses.damagedPools++;
    }
  }

  /** Reads one pool and returns how far away the one before it is: negative, or 0 if none is. */
  private long pool(long offset, long end) {
    ByteCursor in = new ByteCursor(file, offset);
    long size = in.number();
    if (in.number() != 1 || size <= 0 || size > end - offset) {
      throw new IndexOutOfBoundsException("no constant pool at byte " + offset);
    }
    in.limit(offset + size);
    in.number();
    in.number();
    long delta = in.number();
    in.int8();
    for (int types = in.count(); types > 0; types--) {
      long type = in.number();
      LongLongHashMap known = places.get(type);
      if (known == null) {
        known = new LongLongHashMap();
        places.put(type, known);
      }
      TypeLayout layout = metadata.type(type).orElseThrow(IndexOutOfBoundsException::new);
      for (int values = in.count(); values > 0; values--) {
        put(known, in.number(), in.at());
        if (known == textPlaces) {
          in.skipText();
        } else {
          metadata.skip(in, layout);
        }
      }
    }
    return delta;
  }

  /** Of values with the same key the one that stands first in the chunk counts. */
  private static void put(LongLongHashMap known, long key, long place) {
    int index = known.indexOf(key);
    if (!known.indexExists(index)) {
      known.indexInsert(index, key, place);
    } else if (known.indexGet(index) > place) {
      known.indexReplace(index, place);
    }
  }

  /**
   * True if an event is of a thread that is not known here.
   *
   * @param type of the event
   * @param in where its fields begin
   */
  boolean lacksThread(long type, ByteCursor in) {
    int slot = threadSlots.getOrDefault(type, UNKNOWN);
    if (slot == UNKNOWN) {
      slot = metadata.type(type).map(ConstantPools::threadSlot).orElse(NO_SLOT);
      threadSlots.put(type, slot);
    }
    if (slot == NO_SLOT) {
      return false;
    }
    for (int before = 0; before < slot; before++) {
      in.number();
    }
    long key = in.number();
    long threadType = metadata.type(type).orElseThrow().fields().get(slot).type();
    LongLongHashMap known = places.get(threadType);
    return key != 0 && (known == null || !known.containsKey(key));
  }

  /** The thread of an event stands behind a time or two. */
  private static int threadSlot(TypeLayout layout) {
    int slot = layout.slot("eventThread");
    for (int before = 0; before < slot; before++) {
      if (layout.fields().get(before).kind() != Kind.LONG) {
        return NO_SLOT;
      }
    }
    return slot;
  }

  /** Where the first known pool behind a place stands, or very far away. */
  long nextAfter(long place) {
    // Pools are read from the last one back, so later ones come first.
    int low = 0;
    int high = offsets.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (offsets.get(middle) > place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? Long.MAX_VALUE : offsets.get(low - 1);
  }

  /** Tells all values of a type, in no order, without those that turn out to be damaged. */
  public void forEach(String type, Consumer<ValueView> taker) {
    Optional<TypeLayout> layout = metadata.type(type);
    LongLongHashMap known = layout.map(each -> places.get(each.id())).orElse(null);
    if (known == null) {
      return;
    }
    for (LongLongCursor place : known) {
      try {
        taker.accept(new ValueView(file, metadata, this, layout.get(), place.value));
      } catch (IndexOutOfBoundsException damage) {
        // Whoever needs this value for an event counts it.
      }
    }
  }

  @Override
  public String text(long key) {
    String known = texts.get(key);
    if (known == null) {
      long place = textPlaces.getOrDefault(key, NOWHERE);
      known = place == NOWHERE ? "" : new ByteCursor(file, place).text(ByteCursor.TextPool.NONE);
      texts.put(key, known);
    }
    return known;
  }

  /** A value of a type by its key; empty if the recording does not have it. */
  Optional<ValueView> value(long type, long key) {
    LongLongHashMap known = places.get(type);
    long place = known == null ? NOWHERE : known.getOrDefault(key, NOWHERE);
    return place == NOWHERE
        ? Optional.empty()
        : metadata.type(type).map(layout -> new ValueView(file, metadata, this, layout, place));
  }
}
