package dev.fiberscope.recordings.decode;

import com.carrotsearch.hppc.LongIntHashMap;
import com.carrotsearch.hppc.LongObjectHashMap;
import dev.fiberscope.recordings.chunk.EventView;
import dev.fiberscope.recordings.chunk.TypeLayout;
import dev.fiberscope.recordings.chunk.ValueView;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
import java.util.List;

/** The events of one chunk as our own reader gives them; constants are looked up once a chunk. */
final class ChunkEvents {
  private static final int UNKNOWN = Integer.MIN_VALUE;

  private final long originNanos;
  private final ThreadTable threads;
  private final StackTraceTable stackTraces;
  private final LongIntHashMap threadRows = new LongIntHashMap();
  private final LongIntHashMap traceIds = new LongIntHashMap();
  private final LongObjectHashMap<String> methodNames = new LongObjectHashMap<>();

  ChunkEvents(long originNanos, ThreadTable threads, StackTraceTable stackTraces) {
    this.originNanos = originNanos;
    this.threads = threads;
    this.stackTraces = stackTraces;
  }

  /** Events of one type; one object stands for each of them in turn. */
  final class OfType implements Event {
    private final TypeLayout type;
    private final int startSlot;
    private final int durationSlot;
    private final int threadSlot;
    private final int methodSlot;
    private final int traceSlot;
    private EventView view;

    OfType(TypeLayout type) {
      this.type = type;
      startSlot = type.slot("startTime");
      durationSlot = type.slot("duration");
      threadSlot = type.slot("eventThread");
      methodSlot = type.slot("method");
      traceSlot = type.slot("stackTrace");
    }

    Event of(EventView current) {
      view = current;
      return this;
    }

    @Override
    public String type() {
      return type.name();
    }

    @Override
    public long start() {
      return nanos(view.number(startSlot));
    }

    @Override
    public long end() {
      return nanos(view.number(startSlot) + view.number(durationSlot));
    }

    private long nanos(long ticks) {
      return Math.max(0, view.chunk().nanos(ticks) - originNanos);
    }

    @Override
    public int thread() {
      return row(threadSlot);
    }

    @Override
    public int thread(String field) {
      return row(type.slot(field));
    }

    private int row(int slot) {
      if (slot < 0) {
        return ThreadTable.NO_THREAD;
      }
      long key = view.number(slot);
      int row = threadRows.getOrDefault(key, UNKNOWN);
      if (row == UNKNOWN) {
        row = view.constant(slot).map(this::row).orElse(ThreadTable.NO_THREAD);
        threadRows.put(key, row);
      }
      return row;
    }

    private int row(ValueView thread) {
      long id = thread.number("javaThreadId");
      return id <= 0
          ? ThreadTable.NO_THREAD
          : threads.rowOf(id, thread.text("javaName"), thread.number("virtual") != 0);
    }

    @Override
    public long number(String field) {
      return view.number(type.slot(field));
    }

    @Override
    public boolean flag(String field) {
      return number(field) != 0;
    }

    @Override
    public String text(String field) {
      return view.text(type.slot(field));
    }

    @Override
    public String methodName() {
      long key = view.number(methodSlot);
      String name = methodNames.get(key);
      if (name == null) {
        name = view.constant(methodSlot).map(method -> method.text("name")).orElse("").intern();
        methodNames.put(key, name);
      }
      return name;
    }

    @Override
    public int stackTrace() {
      long key = view.number(traceSlot);
      if (key == 0) {
        return StackTraceTable.NONE;
      }
      int id = traceIds.getOrDefault(key, UNKNOWN);
      if (id == UNKNOWN) {
        id = view.constant(traceSlot).map(this::trace).orElse(StackTraceTable.NONE);
        traceIds.put(key, id);
      }
      return id;
    }

    private int trace(ValueView trace) {
      List<Frame> frames = new ArrayList<>();
      for (ValueView frame : trace.values("frames")) {
        int line = (int) frame.number("lineNumber");
        frame.value("method").ifPresent(method -> frames.add(frame(method, line)));
      }
      return stackTraces.idOf(frames);
    }

    private static Frame frame(ValueView method, int line) {
      String owner = method.value("type").map(type -> type.text("name")).orElse("");
      return new Frame(owner.replace('/', '.'), method.text("name"), line);
    }
  }
}
