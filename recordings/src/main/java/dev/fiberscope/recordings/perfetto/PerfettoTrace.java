package dev.fiberscope.recordings.perfetto;

import dev.fiberscope.recordings.index.FiberCounts;
import dev.fiberscope.recordings.store.CpuLoad;
import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.Throttling;
import dev.fiberscope.recordings.store.Vitals;
import dev.fiberscope.recordings.store.WakeTable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * A session as a trace that ui.perfetto.dev opens: a track for each carrier, fiber and platform
 * thread with its spans, a flow for each wake-up, and counters. Field numbers are those of
 * Perfetto's published schema (protos/perfetto/trace, 2025).
 */
public final class PerfettoTrace {
  /** Of Trace. */
  private static final int PACKET = 1;

  /** Of TracePacket. */
  private static final int TIMESTAMP = 8;

  private static final int SEQUENCE = 10;
  private static final int TRACK_EVENT = 11;
  private static final int TRACK_DESCRIPTOR = 60;

  /** Of TrackDescriptor. */
  private static final int UUID = 1;

  private static final int NAME = 2;
  private static final int PROCESS = 3;
  private static final int PARENT = 5;
  private static final int COUNTER = 8;

  /** Of ProcessDescriptor. */
  private static final int PID = 1;

  private static final int PROCESS_NAME = 6;

  /** Of TrackEvent. */
  private static final int ANNOTATION = 4;

  private static final int TYPE = 9;
  private static final int TRACK = 11;
  private static final int CATEGORY = 22;
  private static final int EVENT_NAME = 23;
  private static final int COUNTER_VALUE = 44;
  private static final int FLOW = 47;
  private static final int LAST_OF_FLOW = 48;
  private static final int SLICE_BEGIN = 1;
  private static final int SLICE_END = 2;
  private static final int INSTANT = 3;
  private static final int COUNTS = 4;

  /** Of DebugAnnotation. */
  private static final int KEY = 10;

  private static final int TEXT = 6;

  private static final long WHOLE = 1;
  private static final Map<ThreadTable.Kind, Long> GROUPS =
      Map.of(
          ThreadTable.Kind.CARRIER, 2L,
          ThreadTable.Kind.FIBER, 3L,
          ThreadTable.Kind.PLATFORM, 4L);
  private static final Map<ThreadTable.Kind, String> GROUP_NAMES =
      Map.of(
          ThreadTable.Kind.CARRIER, "Carriers",
          ThreadTable.Kind.FIBER, "Fibers",
          ThreadTable.Kind.PLATFORM, "Platform threads");
  private static final long FIRST_COUNTER = 5;
  private static final long FIRST_THREAD = 100;
  private static final int PARTS = 1_000;

  private final Session session;
  private final OutputStream out;
  private final RowsByKey wakes;
  private final ProtoMessage packet = new ProtoMessage();
  private final ProtoMessage event = new ProtoMessage();

  private PerfettoTrace(Session session, OutputStream out) {
    this.session = session;
    this.out = out;
    wakes = session.wakes().byThread(session.storage(), session.threads().count());
  }

  /**
   * Writes a session into a file.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Session session, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      write(session, out);
    }
  }

  /** Writes a session; times count from where it begins. */
  public static void write(Session session, OutputStream out) throws IOException {
    PerfettoTrace trace = new PerfettoTrace(session, out);
    trace.groups();
    for (int thread = 0; thread < session.threads().count(); thread++) {
      trace.thread(thread);
    }
    trace.wakers();
    trace.counters();
  }

  private void groups() throws IOException {
    ProtoMessage process =
        new ProtoMessage()
            .number(PID, Math.max(1, session.facts().pid()))
            .text(PROCESS_NAME, session.name());
    track(new ProtoMessage().number(UUID, WHOLE).message(PROCESS, process));
    for (ThreadTable.Kind kind : ThreadTable.Kind.values()) {
      track(
          new ProtoMessage()
              .number(UUID, GROUPS.get(kind))
              .number(PARENT, WHOLE)
              .text(NAME, GROUP_NAMES.get(kind)));
    }
  }

  private void track(ProtoMessage descriptor) throws IOException {
    write(packet.clear().number(SEQUENCE, 1).message(TRACK_DESCRIPTOR, descriptor));
  }

  private void write(ProtoMessage of) throws IOException {
    new ProtoMessage().message(PACKET, of).writeTo(out);
  }

  private void thread(int thread) throws IOException {
    SpanTable spans = session.spans();
    if (spans.isEmpty(thread)) {
      return;
    }
    ThreadTable threads = session.threads();
    track(
        new ProtoMessage()
            .number(UUID, FIRST_THREAD + thread)
            .number(PARENT, GROUPS.get(threads.kind(thread)))
            .text(NAME, threads.name(thread)));
    int place = wakes.first(thread);
    for (int row = spans.first(thread); row != SpanTable.NONE; row = spans.next(row)) {
      event(SLICE_BEGIN, thread);
      name(row, thread);
      while (place < wakes.first(thread + 1) && mounted(place) < spans.start(row)) {
        place++;
      }
      if (place < wakes.first(thread + 1) && mounted(place) == spans.start(row)) {
        event.fixed(LAST_OF_FLOW, wakes.row(place) + 1L);
      }
      put(spans.start(row));
      event(SLICE_END, thread);
      put(spans.end(row));
    }
  }

  private long mounted(int place) {
    return session.wakes().mounted(wakes.row(place));
  }

  private void name(int row, int thread) {
    SpanTable spans = session.spans();
    String why = spans.why(row).text();
    String state = spans.state(row).text();
    int other = spans.link(row);
    boolean carries = session.threads().kind(thread) == ThreadTable.Kind.CARRIER;
    String fiber = other == SpanTable.NO_LINK ? "unknown fiber" : session.threads().name(other);
    event.text(CATEGORY, state).text(EVENT_NAME, carries ? fiber : why.isEmpty() ? state : why);
    annotation("evidence", spans.evidence(row).name().toLowerCase(Locale.ROOT));
    if (!carries && other != SpanTable.NO_LINK) {
      annotation("carrier", fiber);
    }
  }

  private void annotation(String key, String value) {
    event.message(ANNOTATION, new ProtoMessage().text(KEY, key).text(TEXT, value));
  }

  private void event(int type, int thread) {
    event.clear().number(TYPE, type).number(TRACK, FIRST_THREAD + thread);
  }

  private void put(long time) throws IOException {
    write(
        packet
            .clear()
            .number(TIMESTAMP, Math.max(0, time))
            .number(SEQUENCE, 1)
            .message(TRACK_EVENT, event));
  }

  /** Who woke whom: the flow ends where the woken one runs. */
  private void wakers() throws IOException {
    WakeTable all = session.wakes();
    for (int row = all.first(); row < all.count(); row++) {
      int waker = all.waker(row);
      if (waker >= 0
          && !session.spans().isEmpty(waker)
          && all.mounted(row) != WakeTable.NOT_MOUNTED) {
        event(INSTANT, waker);
        event
            .text(CATEGORY, "wake")
            .text(EVENT_NAME, "wakes " + session.threads().name(all.thread(row)))
            .fixed(FLOW, row + 1L);
        put(all.time(row));
      }
    }
  }

  private void counters() throws IOException {
    FiberCounts counts = FiberCounts.of(session, PARTS);
    counter(FIRST_COUNTER, "Living fibers");
    counter(FIRST_COUNTER + 1, "Fibers on a carrier");
    counter(FIRST_COUNTER + 2, "Fibers that wait for a carrier");
    for (int part = 0; part < PARTS; part++) {
      long time = (long) (part * counts.partNanos());
      value(FIRST_COUNTER, counts.living()[part], time);
      value(FIRST_COUNTER + 1, counts.mounted()[part], time);
      value(FIRST_COUNTER + 2, counts.waiting()[part], time);
    }
    vitals(session.vitals());
  }

  private void vitals(Vitals vitals) throws IOException {
    if (vitals.cpu().count() > 0) {
      counter(FIRST_COUNTER + 3, "CPU of the JVM, %");
      counter(FIRST_COUNTER + 4, "CPU of the machine, %");
    }
    for (int row = 0; row < vitals.cpu().count(); row++) {
      CpuLoad load = vitals.cpu().get(row);
      value(FIRST_COUNTER + 3, 100 * load.jvm(), load.time());
      value(FIRST_COUNTER + 4, 100 * load.machine(), load.time());
    }
    if (vitals.throttling().count() > 0) {
      counter(FIRST_COUNTER + 6, "Slices in which the container's CPU quota was used up, %");
    }
    for (int row = 0; row < vitals.throttling().count(); row++) {
      Throttling throttling = vitals.throttling().get(row);
      value(FIRST_COUNTER + 6, 100 * throttling.share(), throttling.from());
    }
    if (vitals.heap().count() > 0) {
      counter(FIRST_COUNTER + 5, "Heap, bytes");
    }
    for (int row = 0; row < vitals.heap().count(); row++) {
      value(FIRST_COUNTER + 5, vitals.heap().get(row).bytes(), vitals.heap().get(row).time());
    }
  }

  private void counter(long uuid, String name) throws IOException {
    track(
        new ProtoMessage()
            .number(UUID, uuid)
            .number(PARENT, WHOLE)
            .text(NAME, name)
            .message(COUNTER, new ProtoMessage()));
  }

  private void value(long uuid, double value, long time) throws IOException {
    event.clear().number(TYPE, COUNTS).number(TRACK, uuid).real(COUNTER_VALUE, value);
    put(time);
  }
}
