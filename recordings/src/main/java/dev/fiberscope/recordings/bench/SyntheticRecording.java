package dev.fiberscope.recordings.bench;

import dev.fiberscope.recordings.bench.RecordingBytes.Element;
import java.util.ArrayList;
import java.util.List;

/**
 * A recording of any length that no JVM made, flush by flush, a second each: carriers that are
 * always busy run rings of fibers, each of which wakes another one of its ring and parks.
 */
public final class SyntheticRecording {
  private static final long SECOND = 1_000_000_000L;
  private static final long BEGIN = 1_700_000_000L * SECOND;
  private static final int FLUSHES_PER_CHUNK = 12;
  private static final int CARRIERS = 4;

  /** How many of a ring are in line at a time. */
  private static final int IN_LINE = 3;

  private static final int FIRST_CARRIER = 20;
  private static final int FIRST_FIBER = 1_000;
  private static final int MAIN = 1;

  private static final int BOOLEAN = 10;
  private static final int LONG = 14;
  private static final int STRING = 17;
  private static final int THREAD = 20;
  private static final int SYMBOL = 21;
  private static final int METHOD = 23;
  private static final int METHOD_TRACE = 100;
  private static final int FIBER_START = 101;

  private static final List<String> METHODS =
      List.of(
          "runContinuation",
          "yieldContinuation",
          "setState",
          "submitRunContinuation",
          "externalSubmitRunContinuationOrThrow");
  private static final int RUN = 1;
  private static final int YIELD = 2;
  private static final int SET_STATE = 3;
  private static final int SUBMIT = 4;
  private static final int START = 5;

  private final RecordingBytes out = new RecordingBytes();
  private final int ring;
  private final int slicesPerFlush;
  // Of each fiber: when its last slice ended; 0 if it has not run.
  private final long[] lastEnds;
  private final long[] slices = new long[CARRIERS];
  private final boolean lateThreads;
  private int flush;

  /**
   * @param fibers how many there are
   * @param slicesPerFlush of all carriers together; each makes about four spans
   */
  public SyntheticRecording(int fibers, int slicesPerFlush) {
    this(fibers, slicesPerFlush, false);
  }

  /**
   * @param lateThreads true if the first flush of each chunk leaves it to the next one to describe
   *     threads, as JVMs sometimes do
   */
  public SyntheticRecording(int fibers, int slicesPerFlush, boolean lateThreads) {
    this.lateThreads = lateThreads;
    ring = Math.max(2 * IN_LINE, fibers / CARRIERS);
    this.slicesPerFlush = slicesPerFlush;
    lastEnds = new long[ring * CARRIERS];
  }

  /** True if the flush that comes next begins a chunk. */
  public boolean beginsChunk() {
    return flush % FLUSHES_PER_CHUNK == 0;
  }

  /** The bytes up to the end of the next flush. */
  public byte[] next() {
    if (beginsChunk()) {
      header();
    }
    long from = flush * SECOND;
    if (flush == 0) {
      starts();
    }
    for (int carrier = 0; carrier < CARRIERS; carrier++) {
      carrier(carrier, from);
    }
    if (beginsChunk()) {
      metadata();
      methods();
    }
    if (flush % FLUSHES_PER_CHUNK == (lateThreads ? 1 : 0)) {
      threads();
    }
    pool(from + SECOND);
    flush++;
    return out.take();
  }

  private void header() {
    long ticks = flush * SECOND;
    out.fixed(0x464c5200, 4);
    out.fixed(2, 2);
    out.fixed(1, 2);
    out.fixed(0, 8);
    out.fixed(0, 8);
    out.fixed(0, 8);
    out.fixed(BEGIN + ticks, 8);
    out.fixed(0, 8);
    out.fixed(ticks, 8);
    out.fixed(SECOND, 8);
    // Not finished, as while a JVM writes.
    out.fixed(0xff00_0000L, 4);
  }

  /** The first of each ring are started by a thread outside. */
  private void starts() {
    for (int i = 0; i < IN_LINE * CARRIERS; i++) {
      trace(START, MAIN, 1_000 + 10L * i, 5);
    }
  }

  private void carrier(int carrier, long from) {
    int count = slicesPerFlush / CARRIERS;
    long period = SECOND / Math.max(1, count);
    for (int i = 0; i < count; i++) {
      long start = from + 2_000 + i * period + carrier;
      slice(carrier, start, start + period * 3 / 5);
    }
  }

  private void slice(int carrier, long start, long end) {
    long number = slices[carrier]++;
    int fiber = carrier * ring + (int) (number % ring);
    int thread = FIRST_FIBER + fiber;
    if (lastEnds[fiber] == 0) {
      event(FIBER_START, start + 20, thread);
    } else {
      trace(YIELD, thread, lastEnds[fiber] - 100, start + 20 - lastEnds[fiber] + 100);
    }
    long sign = start + (end - start) / 2;
    trace(SET_STATE, thread, sign, 10);
    trace(SUBMIT, thread, sign + 20, 50);
    trace(RUN, FIRST_CARRIER + carrier, start, end - start);
    lastEnds[fiber] = end;
  }

  private void trace(int method, int thread, long start, long duration) {
    out.beginEvent();
    out.numbers(METHOD_TRACE, start, duration, thread, 0, method);
    out.endEvent();
  }

  private void event(int type, long start, int thread) {
    out.beginEvent();
    out.numbers(type, start, thread);
    out.endEvent();
  }

  private void metadata() {
    out.beginEvent();
    out.numbers(0, flush * SECOND, 0, 1);
    out.tree(types());
    out.endEvent();
  }

  private static Element types() {
    List<Element> types = new ArrayList<>();
    types.add(Element.type(BOOLEAN, "boolean", ""));
    types.add(Element.type(LONG, "long", ""));
    types.add(Element.type(STRING, "java.lang.String", ""));
    types.add(
        Element.type(
            THREAD,
            "java.lang.Thread",
            "",
            Element.field("osThreadId", LONG),
            Element.field("javaName", STRING),
            Element.field("javaThreadId", LONG),
            Element.field("virtual", BOOLEAN)));
    types.add(Element.type(SYMBOL, "jdk.types.Symbol", "", Element.field("string", STRING)));
    types.add(Element.type(METHOD, "jdk.types.Method", "", Element.constant("name", SYMBOL)));
    types.add(
        Element.type(
            METHOD_TRACE,
            "jdk.MethodTrace",
            "jdk.jfr.Event",
            Element.field("startTime", LONG),
            Element.field("duration", LONG),
            Element.constant("eventThread", THREAD),
            Element.field("stackTrace", LONG),
            Element.constant("method", METHOD)));
    types.add(
        Element.type(
            FIBER_START,
            "jdk.VirtualThreadStart",
            "jdk.jfr.Event",
            Element.field("startTime", LONG),
            Element.constant("eventThread", THREAD)));
    Element metadata = new Element("metadata", List.of(), types);
    return new Element("root", List.of(), List.of(metadata));
  }

  private void threads() {
    out.beginEvent();
    out.numbers(1, flush * SECOND, 0, 0);
    out.int8(8);
    out.numbers(1, THREAD, 1 + CARRIERS + lastEnds.length);
    thread(MAIN, "main", false);
    for (int i = 0; i < CARRIERS; i++) {
      thread(FIRST_CARRIER + i, "ForkJoinPool-1-worker-" + (i + 1), false);
    }
    for (int i = 0; i < lastEnds.length; i++) {
      thread(FIRST_FIBER + i, "fiber-" + i, true);
    }
    out.endEvent();
  }

  private void methods() {
    out.beginEvent();
    out.numbers(1, flush * SECOND, 0, 0);
    out.int8(0);
    out.numbers(2, SYMBOL, METHODS.size());
    for (int i = 0; i < METHODS.size(); i++) {
      out.number(i + 1);
      out.text(METHODS.get(i));
    }
    out.numbers(METHOD, METHODS.size());
    for (int i = 0; i < METHODS.size(); i++) {
      out.numbers(i + 1, i + 1);
    }
    out.endEvent();
  }

  private void thread(int id, String name, boolean virtual) {
    out.numbers(id, id);
    out.text(name);
    out.number(id);
    out.int8(virtual ? 1 : 0);
  }

  /** What ends a flush. */
  private void pool(long ticks) {
    out.beginEvent();
    out.numbers(1, ticks, 0, 0);
    out.int8(2);
    out.number(0);
    out.endEvent();
  }
}
