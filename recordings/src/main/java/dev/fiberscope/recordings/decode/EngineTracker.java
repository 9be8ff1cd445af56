package dev.fiberscope.recordings.decode;

import com.carrotsearch.hppc.LongIntHashMap;
import com.carrotsearch.hppc.LongLongHashMap;
import dev.fiberscope.recordings.store.ArrivalTable;
import dev.fiberscope.recordings.store.ArrivalTable.Arrival;
import dev.fiberscope.recordings.store.DecodeTable;
import dev.fiberscope.recordings.store.DecodeTable.Format;
import dev.fiberscope.recordings.store.DecodeTable.Outcome;
import dev.fiberscope.recordings.store.HoldTable;
import dev.fiberscope.recordings.store.HoldTable.Hold;
import dev.fiberscope.recordings.store.PinTable;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.PoolTable;
import dev.fiberscope.recordings.store.PoolTable.Occupancy;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.SuspensionTable;
import dev.fiberscope.recordings.store.SuspensionTable.Suspension;
import dev.fiberscope.recordings.store.ThreadTable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Takes in what the engine says of decodes, their inputs and their stacks. */
final class EngineTracker {
  private final ThreadTable threads;
  final DecodeTable decodes;
  final ArrivalTable arrivals;
  final PoolTable pool;
  final HoldTable holds = new HoldTable();

  private final PinTable pins;
  private long ownSlices;
  private final SchedulingTracker scheduling;
  private final SuspensionTable suspensions;
  // By decode and number: suspensions without a resume, and the other way round.
  private final LongIntHashMap suspended = new LongIntHashMap();
  private final LongLongHashMap resumedEarly = new LongLongHashMap();

  EngineTracker(Storage storage, ThreadTable threads, PinTable pins, SchedulingTracker scheduling) {
    this.threads = threads;
    this.pins = pins;
    this.scheduling = scheduling;
    decodes = new DecodeTable(storage);
    suspensions = new SuspensionTable(storage);
    arrivals = new ArrivalTable(storage);
    pool = new PoolTable(storage);
  }

  Map<String, EventHandler> handlers() {
    return Map.ofEntries(
        Map.entry("fiberscope.FiberStart", this::fiberStart),
        Map.entry("fiberscope.FiberEnd", this::fiberEnd),
        Map.entry("fiberscope.FiberSlice", this::fiberSlice),
        Map.entry("fiberscope.FiberPinned", this::fiberPinned),
        Map.entry("fiberscope.FiberHold", this::fiberHold),
        Map.entry("fiberscope.Format", this::format),
        Map.entry("fiberscope.DecodeStart", this::decodeStart),
        Map.entry("fiberscope.DecodeEnd", this::decodeEnd),
        Map.entry("fiberscope.Suspend", this::suspend),
        Map.entry("fiberscope.Resume", this::resume),
        Map.entry("fiberscope.ChunkArrival", this::chunkArrival),
        Map.entry("fiberscope.Wake", this::wake),
        Map.entry("fiberscope.StackAcquire", this::stackAcquire),
        Map.entry("fiberscope.StackRelease", this::stackRelease),
        Map.entry("fiberscope.StackTrim", this::stackTrim));
  }

  private void fiberStart(Event event) {
    int fiber = threads.rowOf(event.id(Field.FIBER), event.fiberText(Field.NAME), true);
    threads.started(fiber, event.start(), threads.rowOf(event.id(Field.PARENT), "", false));
  }

  private int fiber(Event event) {
    return threads.rowOf(event.id(Field.FIBER), "", true);
  }

  private void fiberEnd(Event event) {
    threads.ended(fiber(event), event.start());
  }

  private void fiberSlice(Event event) {
    if (event.thread() != ThreadTable.NO_THREAD) {
      threads.markCarrier(event.thread());
      boolean inLine = event.text(Field.ENDED).equals("turn");
      ownSlices++;
      scheduling.now().ownSlice(event.thread(), fiber(event), event.start(), event.end(), inLine);
    }
  }

  private void fiberPinned(Event event) {
    Pin pin =
        new Pin(
            fiber(event),
            event.thread(),
            event.start(),
            event.end(),
            "Decode.suspend",
            "Native or VM frame on stack",
            event.stackTrace());
    pins.add(pin);
    scheduling.now().pinned(pin);
  }

  private void fiberHold(Event event) {
    holds.add(new Hold(fiber(event), event.start(), event.end()));
  }

  private void format(Event event) {
    decodes.format(
        event.id(Field.FORMAT),
        new Format(event.text(Field.TYPE), event.text(Field.SCHEMA), event.text(Field.CONFIG)));
  }

  private void decodeStart(Event event) {
    decodes.begin(
        decodes.rowOf(event.id(Field.DECODE)),
        fiber(event),
        event.id(Field.FORMAT),
        event.id(Field.INPUT),
        event.number(Field.INPUT_OFFSET),
        event.start());
  }

  private void decodeEnd(Event event) {
    Outcome outcome =
        switch (event.text(Field.OUTCOME)) {
          case "decoded" -> Outcome.DECODED;
          case "cancelled" -> Outcome.CANCELLED;
          default -> Outcome.FAILED;
        };
    decodes.end(
        decodes.rowOf(event.id(Field.DECODE)),
        event.start(),
        outcome,
        event.number(Field.CONSUMED),
        event.fiberText(Field.ERROR),
        event.fiberText(Field.SWALLOWED));
  }

  private void suspend(Event event) {
    int fiber = fiber(event);
    decodes.onThread(decodes.rowOf(event.id(Field.DECODE)), fiber);
    int row = suspensions.count();
    suspensions.add(
        new Suspension(
            DecodeTable.NO_DECODE,
            decodes.rowOf(event.id(Field.DECODE)),
            fiber,
            event.start(),
            SuspensionTable.STILL_SUSPENDED,
            event.text(Field.REASON),
            event.number(Field.OFFSET),
            event.number(Field.ARRIVED),
            (int) event.number(Field.WANTED),
            event.fiberText(Field.FRAMES),
            event.stackTrace()));
    long key = key(event);
    if (resumedEarly.containsKey(key)) {
      suspensions.resumed(row, resumedEarly.remove(key));
    } else {
      suspended.put(key, row);
    }
  }

  /** The file tells of a resume and its suspension in any order. */
  private void resume(Event event) {
    long key = key(event);
    if (suspended.containsKey(key)) {
      suspensions.resumed(suspended.remove(key), event.start());
    } else {
      resumedEarly.put(key, event.start());
    }
  }

  private long key(Event event) {
    return (long) decodes.rowOf(event.id(Field.DECODE)) << Integer.SIZE
        | event.number(Field.SUSPENSION) & 0xffff_ffffL;
  }

  /** How many resumes have no suspension. */
  int unpaired() {
    return resumedEarly.size();
  }

  int suspensionCount() {
    return suspensions.count();
  }

  /** The suspensions of now, for readers. */
  SuspensionTable suspensions() {
    return suspensions.frozen();
  }

  /** True if fibers ran on carriers of the engine's own. */
  boolean hasOwnSlices() {
    return ownSlices > 0;
  }

  private void chunkArrival(Event event) {
    arrivals.add(
        new Arrival(
            event.id(Field.INPUT), event.number(Field.INPUT_OFFSET), event.start(), bytes(event)));
  }

  private static byte[] bytes(Event event) {
    byte[] bytes = event.text(Field.BYTES).getBytes(StandardCharsets.ISO_8859_1);
    return Arrays.copyOf(bytes, Math.clamp(event.number(Field.LENGTH), 0, bytes.length));
  }

  private void wake(Event event) {
    scheduling.now().woken(fiber(event), event.thread(), event.start(), event.text(Field.REASON));
  }

  private void stackAcquire(Event event) {
    pool.acquired(
        event.id(Field.DECODE), event.number(Field.STACK), event.flag(Field.HIT), occupancy(event));
  }

  private void stackRelease(Event event) {
    pool.released(
        event.id(Field.DECODE),
        event.number(Field.STACK),
        (int) event.number(Field.FRAME_CAPACITY),
        (int) event.number(Field.HIGH_WATER_FRAMES),
        event.flag(Field.KEPT),
        occupancy(event));
  }

  private void stackTrim(Event event) {
    pool.trimmed(event.number(Field.DROPPED), occupancy(event));
  }

  private static Occupancy occupancy(Event event) {
    return new Occupancy(
        event.start(),
        PoolTable.key(event.number(Field.ENGINE), event.number(Field.POOL)),
        (int) event.number(Field.LIVE),
        (int) event.number(Field.IDLE));
  }
}
