package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
import dev.fiberscope.recordings.schedule.Carriers.Carrier;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.SpanSink;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.Why;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** The pins that windows to come may ask for. */
final class Pins {
  /** A pin of a slice that is not recorded is waited for as long. */
  private static final long LONGEST_NANOS = 10_000_000_000L;

  /**
   * @param certain false if it was one only if the fiber had its carrier all the time
   */
  private record Known(Pin pin, boolean certain) {}

  private final List<Known> pins = new ArrayList<>();

  void add(Pin pin) {
    pins.add(new Known(pin, true));
  }

  /** Adds a wait that was a pin if the fiber kept its carrier, as before JDK 24 for monitors. */
  void addPossible(Pin wait) {
    pins.add(new Known(wait, false));
  }

  /** Those of each fiber by time. */
  ThreadRows byFiber(Locals locals) {
    IntArrayList fibers = new IntArrayList();
    LongArrayList starts = new LongArrayList();
    for (Known known : pins) {
      fibers.add(known.pin.thread());
      starts.add(known.pin.start());
    }
    return new ThreadRows(locals, fibers, starts);
  }

  Pin get(int row) {
    return pins.get(row).pin;
  }

  /**
   * Tells a stretch that a fiber was mounted, on one of its two tracks, up to the end of the last
   * pin inside it.
   *
   * @param ofFiber as {@link #byFiber} gives them
   * @param found takes waits that were pins
   * @return when that was; the fiber ran from then on
   */
  long tellUpToLast(
      ThreadRows ofFiber,
      int fiber,
      int track,
      int link,
      long start,
      long end,
      Evidence evidence,
      SpanSink spans,
      Consumer<Pin> found) {
    long from = start;
    // A pin before the stretch may last into it.
    int place = Math.max(ofFiber.first(fiber), ofFiber.lastUpTo(fiber, from));
    for (; place < ofFiber.end(fiber); place++) {
      Pin pin = get(ofFiber.row(place));
      if (pin.start() >= end) {
        break;
      }
      long pinStart = Math.max(pin.start(), from);
      long pinEnd = Math.min(pin.end(), end);
      if (!pins.get(ofFiber.row(place)).certain) {
        boolean kept = pin.start() >= from && pin.end() <= end;
        if (!kept) {
          continue;
        }
        if (track == fiber) {
          found.accept(
              new Pin(
                  fiber, link, pinStart, pinEnd, pin.operation(), pin.reason(), pin.stackTrace()));
        }
      }
      if (pinStart < pinEnd) {
        spans.add(track, from, pinStart, State.RUNNING, Why.UNKNOWN, evidence, link);
        spans.add(track, pinStart, pinEnd, State.PINNED, Why.UNKNOWN, Evidence.RECORDED, link);
        from = pinEnd;
      }
    }
    return from;
  }

  /** True if a pin of a fiber that began at a time or later is over. */
  boolean endedSince(ThreadRows ofFiber, int fiber, long time) {
    int last = ofFiber.end(fiber) - 1;
    return last >= ofFiber.first(fiber) && get(ofFiber.row(last)).end() > time;
  }

  /** Keeps those of fibers that are mounted; the others were told with their slices. */
  void keepMounted(long time, IntPredicate mounted) {
    pins.removeIf(known -> known.pin.end() <= time && !mounted.test(known.pin.thread()));
  }

  /**
   * Tells those that were over at a time on carriers, where no slices are recorded that they lie
   * in, and on fibers that nobody else tells of.
   */
  void tellLone(long time, IntPredicate untold, SpanSink spans) {
    pins.sort(Comparator.comparingLong(known -> known.pin.start()));
    for (Known known : pins) {
      Pin pin = known.pin;
      if (known.certain && pin.end() <= time) {
        if (untold.test(pin.thread())) {
          tell(spans, pin, pin.thread(), pin.carrier());
        }
        if (pin.carrier() != ThreadTable.NO_THREAD) {
          tell(spans, pin, pin.carrier(), pin.thread());
        }
      }
    }
    pins.removeIf(known -> known.pin.end() <= time);
  }

  private static void tell(SpanSink spans, Pin pin, int track, int link) {
    spans.add(track, pin.start(), pin.end(), State.PINNED, Why.UNKNOWN, Evidence.RECORDED, link);
  }

  /** Keeps those in slices that are to come. */
  void keep(long time, Carriers carriers, FiberStates states) {
    BitSet mounted = new BitSet();
    for (Carrier carrier : carriers.all()) {
      if (carrier.open != null && carrier.open.fiber() != ThreadTable.NO_THREAD) {
        mounted.set(carrier.open.fiber());
      }
    }
    pins.removeIf(
        known ->
            known.pin.end() <= states.end(known.pin.thread())
                || known.pin.end() < time - LONGEST_NANOS && !mounted.get(known.pin.thread()));
  }
}
