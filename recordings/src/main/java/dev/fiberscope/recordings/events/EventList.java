package dev.fiberscope.recordings.events;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.sorting.IndirectSort;
import dev.fiberscope.recordings.chunk.ChunkFile;
import dev.fiberscope.recordings.chunk.ChunkHeader;
import dev.fiberscope.recordings.chunk.ConstantPools;
import dev.fiberscope.recordings.chunk.EventLookup;
import dev.fiberscope.recordings.chunk.EventTaker;
import dev.fiberscope.recordings.chunk.EventView;
import dev.fiberscope.recordings.chunk.TypeLayout;
import dev.fiberscope.recordings.chunk.ValueView;
import dev.fiberscope.recordings.events.EventMatcher.OfChunk;
import dev.fiberscope.recordings.source.RecordingFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;

/**
 * The events of a recording that a filter wants, in the order of time. Only where they are in the
 * file is kept, 16 bytes each; their fields are read again when somebody looks. Used by one thread
 * at a time.
 */
public final class EventList implements AutoCloseable {
  /** More events than these are counted, but not listed. */
  public static final int MOST = 2_000_000;

  private final ChunkFile file;
  private final EventLookup lookup;
  private final long origin;
  private final LongArrayList positions;
  private final LongArrayList times;
  private final int[] order;
  private final Map<String, Long> types;
  private final long wanted;

  private EventList(ChunkFile file, long origin, Reading reading) {
    this.file = file;
    this.origin = origin;
    lookup = file.lookup();
    positions = reading.positions;
    types = reading.types();
    wanted = reading.wanted;
    times = reading.times;
    order =
        IndirectSort.mergesort(0, times.size(), (a, b) -> Long.compare(times.get(a), times.get(b)));
  }

  /**
   * Reads a recording.
   *
   * @param progress told now and then how much is read, from 0 to 1
   * @throws IOException if the file cannot be read
   * @throws CancellationException if the thread is interrupted
   */
  public static EventList read(Path path, EventFilter filter, DoubleConsumer progress)
      throws IOException {
    ChunkFile file = ChunkFile.open(RecordingFiles.plain(path));
    boolean done = false;
    try {
      long origin = file.beginNanos();
      Reading reading = new Reading(filter, origin);
      file.read(
          reading,
          at -> {
            if (Thread.currentThread().isInterrupted()) {
              throw new CancellationException();
            }
            progress.accept(at / (double) Math.max(1, file.bytes()));
          });
      EventList list = new EventList(file, origin, reading);
      done = true;
      return list;
    } catch (InternalError shorter) {
      throw new IOException("the file has got shorter while it was read", shorter);
    } finally {
      if (!done) {
        file.close();
      }
    }
  }

  /** How many are listed. */
  public int size() {
    return order.length;
  }

  /** How many the filter wants; may be more than {@link #MOST}. */
  public long wanted() {
    return wanted;
  }

  /** Every type of the recording and how many events it has, wanted or not. */
  public Map<String, Long> types() {
    return types;
  }

  /** An event; one without a type, saying so, if the file is damaged there. */
  public EventRow row(int index) {
    Optional<EventRow> row = Optional.empty();
    try {
      row = lookup.at(positions.get(order[index])).map(event -> row(event, origin));
    } catch (IndexOutOfBoundsException | InternalError damage) {
      // Texts and constants are read now; the file may be damaged there, or have got shorter.
    }
    long time = times.get(order[index]);
    return row.orElse(
        new EventRow(time, 0, "", EventFilter.ANY_THREAD, "", "cannot be read in the file"));
  }

  /** The first row that begins at a time or later; {@link #size} if none does. */
  public int firstFrom(long time) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times.get(order[middle]) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static EventRow row(EventView event, long origin) {
    TypeLayout type = event.type();
    long ticks = event.number(type.slot("startTime"));
    long start = event.chunk().nanos(ticks);
    long end = event.chunk().nanos(ticks + event.number(type.slot("duration")));
    Optional<ValueView> thread = EventText.thread(event);
    return new EventRow(
        start - origin,
        Math.max(0, end - start),
        type.name(),
        thread.map(is -> is.number("javaThreadId")).orElse(EventFilter.ANY_THREAD),
        thread.map(EventText::threadName).orElse(""),
        EventText.fields(event));
  }

  @Override
  public void close() {
    file.close();
  }

  /** Notes where the wanted events are. */
  private static final class Reading implements EventTaker {
    private final EventMatcher matcher;
    private final long origin;
    private final LongArrayList positions = new LongArrayList();
    private final LongArrayList times = new LongArrayList();
    private final List<OfType> met = new ArrayList<>();
    private long wanted;

    private Reading(EventFilter filter, long origin) {
      this.origin = origin;
      matcher = new EventMatcher(filter, origin);
    }

    @Override
    public OfChunk begin(ChunkHeader chunk, ConstantPools pools) {
      EventMatcher.OfChunk ofChunk = matcher.begin();
      return type -> {
        OfType ofType = new OfType(type.name(), ofChunk.of(type), type.slot("startTime"));
        met.add(ofType);
        return Optional.of(ofType::take);
      };
    }

    private Map<String, Long> types() {
      Map<String, Long> counts = new TreeMap<>();
      met.forEach(each -> counts.merge(each.name, each.count, Long::sum));
      return counts;
    }

    private final class OfType {
      private final String name;
      private final Predicate<EventView> wants;
      private final int start;
      private long count;

      private OfType(String name, Predicate<EventView> wants, int start) {
        this.name = name;
        this.wants = wants;
        this.start = start;
      }

      private void take(EventView event) {
        count++;
        if (wants.test(event)) {
          wanted++;
          if (positions.size() < MOST) {
            positions.add(event.position());
            times.add(event.chunk().nanos(event.number(start)) - origin);
          }
        }
      }
    }
  }
}
