package dev.fiberscope.recordings.decode;

import dev.fiberscope.recordings.schedule.Slices;
import dev.fiberscope.recordings.store.ArrivalTable;
import dev.fiberscope.recordings.store.ArrivalTable.Arrival;
import dev.fiberscope.recordings.store.DecodeTable;
import dev.fiberscope.recordings.store.DecodeTable.Format;
import dev.fiberscope.recordings.store.DecodeTable.Outcome;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.HoldTable;
import dev.fiberscope.recordings.store.HoldTable.Hold;
import dev.fiberscope.recordings.store.ImportStatistics;
import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.IntColumn;
import dev.fiberscope.recordings.store.LongColumn;
import dev.fiberscope.recordings.store.PinTable;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.PoolTable;
import dev.fiberscope.recordings.store.PoolTable.Occupancy;
import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.SuspensionTable;
import dev.fiberscope.recordings.store.SuspensionTable.Suspension;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeTable;
import dev.fiberscope.recordings.store.WakeTable.Wake;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Takes in what the engine says of decodes, their inputs and their stacks. */
final class EngineTracker {
  private static final int NONE = -1;

  private final ThreadTable threads;
  final DecodeTable decodes;
  final ArrivalTable arrivals;
  final PoolTable pool;
  final HoldTable holds = new HoldTable();

  /** Slices on carriers of the engine's own, whose fiber the event tells. */
  final Slices slices;

  private final PinTable pins;
  private final WakeTable wakes;
  private final SuspensionTable suspensions;
  // The number of each suspension within its decode.
  private final LongColumn numbers;
  private final IntColumn resumedDecodes;
  private final LongColumn resumedNumbers;
  private final LongColumn resumeTimes;

  EngineTracker(
      Storage work, Storage storage, ThreadTable threads, PinTable pins, WakeTable wakes) {
    this.threads = threads;
    this.pins = pins;
    this.wakes = wakes;
    decodes = new DecodeTable(storage);
    suspensions = new SuspensionTable(storage);
    arrivals = new ArrivalTable(storage);
    pool = new PoolTable(storage);
    slices = new Slices(work);
    numbers = new LongColumn(work);
    resumedDecodes = new IntColumn(work);
    resumedNumbers = new LongColumn(work);
    resumeTimes = new LongColumn(work);
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
      slices.add(event.thread(), event.start(), event.end());
      slices.assign(slices.count() - 1, fiber(event), Evidence.RECORDED);
      if (event.text(Field.ENDED).equals("turn")) {
        slices.markInLine(slices.count() - 1);
      }
    }
  }

  private void fiberPinned(Event event) {
    pins.add(
        new Pin(
            fiber(event),
            event.thread(),
            event.start(),
            event.end(),
            "Decode.suspend",
            "Native or VM frame on stack",
            event.stackTrace()));
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
        event.fiberText(Field.ERROR));
  }

  private void suspend(Event event) {
    int fiber = fiber(event);
    decodes.onThread(decodes.rowOf(event.id(Field.DECODE)), fiber);
    numbers.add(event.number(Field.SUSPENSION));
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
  }

  private void resume(Event event) {
    resumedDecodes.add(decodes.rowOf(event.id(Field.DECODE)));
    resumedNumbers.add(event.number(Field.SUSPENSION));
    resumeTimes.add(event.start());
  }

  /** The suspensions of now, with the resumes that the file told in any order. */
  SuspensionTable suspensions(ImportStatistics statistics, Storage temporary, Storage target) {
    SuspensionTable paired = suspensions.frozen(target);
    RowsByKey ofDecode =
        new RowsByKey(
            temporary, decodes.count(), suspensions.count(), suspensions::decode, numbers::get);
    for (int i = 0; i < resumeTimes.size(); i++) {
      int decode = resumedDecodes.get(i);
      int place = ofDecode.lastUpTo(decode, resumedNumbers.get(i));
      int row = place < ofDecode.first(decode) ? NONE : ofDecode.row(place);
      if (row != NONE && numbers.get(row) == resumedNumbers.get(i)) {
        paired.resumed(row, resumeTimes.get(i));
      } else {
        statistics.count(Counter.UNPAIRED_EVENTS, 1);
      }
    }
    return paired;
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
    wakes.add(Wake.recorded(fiber(event), event.thread(), event.start(), event.text(Field.REASON)));
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
        occupancy(event));
  }

  private void stackTrim(Event event) {
    pool.trimmed(event.number(Field.DROPPED));
  }

  private static Occupancy occupancy(Event event) {
    return new Occupancy(
        event.start(), (int) event.number(Field.LIVE), (int) event.number(Field.IDLE));
  }
}
