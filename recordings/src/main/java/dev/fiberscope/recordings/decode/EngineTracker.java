package dev.fiberscope.recordings.decode;

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
import dev.fiberscope.recordings.store.PinTable;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.PoolTable;
import dev.fiberscope.recordings.store.PoolTable.Occupancy;
import dev.fiberscope.recordings.store.PoolTable.StackUse;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.SuspensionTable;
import dev.fiberscope.recordings.store.SuspensionTable.Suspension;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeTable;
import dev.fiberscope.recordings.store.WakeTable.Wake;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Takes in what the engine says of decodes, their inputs and their stacks. */
final class EngineTracker {
  private final ThreadTable threads;
  private final StackTraceTable stackTraces;
  private final ImportStatistics statistics;
  final DecodeTable decodes = new DecodeTable();
  final SuspensionTable suspensions = new SuspensionTable();
  final ArrivalTable arrivals = new ArrivalTable();
  final WakeTable wakes = new WakeTable();
  final PoolTable pool = new PoolTable();
  final HoldTable holds = new HoldTable();

  /** Slices on carriers of the engine's own, whose fiber the event tells. */
  final Slices slices = new Slices();

  private final PinTable pins;
  private final Map<SuspensionKey, Integer> suspensionRows = new HashMap<>();
  private final Map<SuspensionKey, Long> resumes = new HashMap<>();

  private record SuspensionKey(long decode, long number) {
    static SuspensionKey of(Event event) {
      return new SuspensionKey(event.number("decode"), event.number("suspension"));
    }
  }

  EngineTracker(
      ThreadTable threads,
      StackTraceTable stackTraces,
      PinTable pins,
      ImportStatistics statistics) {
    this.threads = threads;
    this.pins = pins;
    this.stackTraces = stackTraces;
    this.statistics = statistics;
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
    int fiber = threads.rowOf(event.number("fiber"), event.fiberText("name"), true);
    threads.started(fiber, event.start(), threads.rowOf(event.number("parent"), "", false));
  }

  private int fiber(Event event) {
    return threads.rowOf(event.number("fiber"), "", true);
  }

  private void fiberEnd(Event event) {
    threads.ended(fiber(event), event.start());
  }

  private void fiberSlice(Event event) {
    if (event.thread() != ThreadTable.NO_THREAD) {
      threads.markCarrier(event.thread());
      slices.add(event.thread(), event.start(), event.end());
      slices.assign(slices.count() - 1, fiber(event), Evidence.RECORDED);
      if (event.text("ended").equals("turn")) {
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
        event.number("format"),
        new Format(event.text("type"), event.text("schema"), event.text("config")));
  }

  private void decodeStart(Event event) {
    decodes.begin(
        decodes.rowOf(event.number("decode")),
        fiber(event),
        event.number("format"),
        event.number("input"),
        event.number("inputOffset"),
        event.start());
  }

  private void decodeEnd(Event event) {
    Outcome outcome =
        switch (event.text("outcome")) {
          case "decoded" -> Outcome.DECODED;
          case "cancelled" -> Outcome.CANCELLED;
          default -> Outcome.FAILED;
        };
    decodes.end(
        decodes.rowOf(event.number("decode")),
        event.start(),
        outcome,
        event.number("consumed"),
        event.fiberText("error"));
  }

  private void suspend(Event event) {
    int fiber = fiber(event);
    decodes.onThread(decodes.rowOf(event.number("decode")), fiber);
    suspensionRows.put(SuspensionKey.of(event), suspensions.count());
    suspensions.add(
        new Suspension(
            DecodeTable.NO_DECODE,
            decodes.rowOf(event.number("decode")),
            fiber,
            event.start(),
            SuspensionTable.STILL_SUSPENDED,
            event.text("reason"),
            event.number("offset"),
            event.number("arrived"),
            (int) event.number("wanted"),
            event.fiberText("frames"),
            event.stackTrace()));
  }

  private void resume(Event event) {
    resumes.put(SuspensionKey.of(event), event.start());
  }

  /** Pairs what the file told in any order. */
  void finish(long sessionEnd) {
    resumes.forEach(
        (suspension, time) -> {
          Integer row = suspensionRows.get(suspension);
          if (row == null) {
            statistics.count(Counter.UNPAIRED_EVENTS, 1);
          } else {
            suspensions.resumed(row, time);
          }
        });
    statistics.count(Counter.UNPAIRED_EVENTS, decodes.close(sessionEnd));
  }

  private void chunkArrival(Event event) {
    arrivals.add(
        new Arrival(
            event.number("input"), event.number("inputOffset"), event.start(), bytes(event)));
  }

  private static byte[] bytes(Event event) {
    byte[] bytes = event.text("bytes").getBytes(StandardCharsets.ISO_8859_1);
    return Arrays.copyOf(bytes, Math.clamp(event.number("length"), 0, bytes.length));
  }

  private void wake(Event event) {
    wakes.add(
        new Wake(
            ThreadTable.NO_THREAD,
            fiber(event),
            event.thread(),
            event.start(),
            event.text("reason")));
  }

  private void stackAcquire(Event event) {
    pool.acquired(
        event.number("decode"), event.number("stack"), event.flag("hit"), occupancy(event));
  }

  private void stackRelease(Event event) {
    pool.released(
        event.number("decode"),
        new StackUse(
            event.number("stack"),
            false,
            (int) event.number("frameCapacity"),
            (int) event.number("highWaterFrames")),
        occupancy(event));
  }

  private void stackTrim(Event event) {
    pool.trimmed(event.number("dropped"));
  }

  private static Occupancy occupancy(Event event) {
    return new Occupancy(event.start(), (int) event.number("live"), (int) event.number("idle"));
  }
}
