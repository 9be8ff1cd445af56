package dev.fiberscope.app.timeline;

import dev.fiberscope.recordings.store.CpuLoad;
import dev.fiberscope.recordings.store.HeapUse;
import dev.fiberscope.recordings.store.Pause;
import dev.fiberscope.recordings.store.RecordTable;
import dev.fiberscope.recordings.store.Throttling;
import dev.fiberscope.recordings.store.Vitals;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.ArrayList;
import java.util.List;

/** What the JVM did as a whole, in words. */
final class VitalsText {
  private VitalsText() {}

  /** The name of a row, with what it comes to in a stretch of time. */
  static String ofRow(VitalsPlanner.Kind kind, Vitals vitals, long from, long to) {
    return switch (kind) {
      case CPU -> cpu(vitals, from, to);
      case THROTTLING -> throttling(vitals, from, to);
      case HEAP -> heap(vitals, from, to);
      case PAUSES -> pauses(vitals, from, to);
    };
  }

  private static String cpu(Vitals vitals, long from, long to) {
    double jvm = 0;
    double machine = 0;
    int count = 0;
    RecordTable<CpuLoad> loads = vitals.cpu();
    for (int row = 0; row < loads.count(); row++) {
      long since = row == 0 ? Long.MIN_VALUE : loads.get(row - 1).time();
      if (loads.get(row).time() >= from && since < to) {
        jvm += loads.get(row).jvm();
        machine += loads.get(row).machine();
        count++;
      }
    }
    return count == 0
        ? "CPU: not recorded here"
        : "CPU " + share(jvm / count) + ", machine " + share(machine / count);
  }

  private static String share(double share) {
    return Math.round(100 * share) + " %";
  }

  private static String throttling(Vitals vitals, long from, long to) {
    long slices = 0;
    long throttled = 0;
    for (int row = 0; row < vitals.throttling().count(); row++) {
      Throttling each = vitals.throttling().get(row);
      if (each.to() >= from && each.from() < to) {
        slices += each.slices();
        throttled += each.throttled();
      }
    }
    return slices == 0
        ? "CPU quota: not told here"
        : "throttled in " + share(throttled / (double) slices) + " of slices";
  }

  private static String heap(Vitals vitals, long from, long to) {
    long most = Math.max(vitals.heapAt(from), vitals.heapAt(to));
    RecordTable<HeapUse> heap = vitals.heap();
    for (int row = 0; row < heap.count(); row++) {
      if (heap.get(row).time() >= from && heap.get(row).time() <= to) {
        most = Math.max(most, heap.get(row).bytes());
      }
    }
    return most == Vitals.UNKNOWN
        ? "heap: not recorded here"
        : "heap \u2264 " + Numbers.bytes(most);
  }

  private static String pauses(Vitals vitals, long from, long to) {
    int count = 0;
    long longest = 0;
    RecordTable<Pause> pauses = vitals.pauses();
    for (int row = vitals.firstPauseEndingFrom(from);
        row < pauses.count() && pauses.get(row).start() < to;
        row++) {
      count++;
      longest = Math.max(longest, pauses.get(row).duration());
    }
    return count == 0
        ? "no pause of the JVM"
        : Numbers.count(count, "pause") + " \u2264 " + Times.duration(longest);
  }

  /** What is known of a moment, a line each. */
  static List<String> at(Vitals vitals, long time, long resolution) {
    List<String> lines = new ArrayList<>();
    vitals
        .loadAt(time)
        .ifPresent(
            load ->
                lines.add(
                    "CPU: this JVM "
                        + share(load.jvm())
                        + " of all processors, everything "
                        + share(load.machine())));
    vitals
        .throttlingAt(time)
        .ifPresent(
            throttling ->
                lines.add(
                    "the container's CPU quota was used up in "
                        + throttling.throttled()
                        + " of "
                        + Numbers.count(throttling.slices(), "slice")
                        + "; nothing in it ran for the rest of each (CPU throttling)"));
    long heap = vitals.heapAt(time);
    if (heap != Vitals.UNKNOWN) {
      String most = vitals.mostHeap() > 0 ? " of at most " + Numbers.bytes(vitals.mostHeap()) : "";
      lines.add("heap: about " + Numbers.bytes(heap) + most);
    }
    int pause = vitals.firstPauseEndingFrom(time - resolution);
    if (pause < vitals.pauses().count()
        && vitals.pauses().get(pause).start() <= time + resolution) {
      lines.add(ofPause(vitals.pauses().get(pause)));
    }
    return lines;
  }

  /** A pause in a sentence, with the JVM's word for it. */
  static String ofPause(Pause pause) {
    String length = Times.duration(pause.duration());
    return switch (pause.cause()) {
      case COLLECTION ->
          "no thread of the JVM ran for "
              + length
              + ": its garbage collector paused all (GC pause)";
      case OPERATION ->
          "no thread of the JVM ran for "
              + length
              + ": it worked while all stood ("
              + pause.operation()
              + ")";
      case STOPPING ->
          "the JVM waited "
              + length
              + " for its last thread to stand; the others stood already (time to safepoint)";
    };
  }
}
