package dev.fiberscope.recordings.decode;

import com.carrotsearch.hppc.LongIntHashMap;
import dev.fiberscope.recordings.chunk.EventView;
import dev.fiberscope.recordings.chunk.TypeLayout;
import dev.fiberscope.recordings.chunk.ValueView;
import dev.fiberscope.recordings.store.JvmId;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
import java.util.List;

/** The events of one chunk as our own reader gives them; constants are looked up once a chunk. */
final class ChunkEvents {
  private static final int UNKNOWN = Integer.MIN_VALUE;
  private static final Field[] FIELDS = Field.values();
  private static final Traced[] TRACED = Traced.values();

  private final int jvm;
  private final long originNanos;
  private final ThreadTable threads;
  private final StackTraceTable stackTraces;
  private final LongIntHashMap threadRows = new LongIntHashMap();
  private final LongIntHashMap traceIds = new LongIntHashMap();
  private final LongIntHashMap methods = new LongIntHashMap();
  // Events of one thread stand together.
  private long lastThreadKey = -1;
  private int lastThreadRow = ThreadTable.NO_THREAD;

  /**
   * @param jvm the JVM that wrote the chunk, counted from 0
   */
  ChunkEvents(int jvm, long originNanos, ThreadTable threads, StackTraceTable stackTraces) {
    this.jvm = jvm;
    this.originNanos = originNanos;
    this.threads = threads;
    this.stackTraces = stackTraces;
  }

  /** Events of one type; one object stands for each of them in turn. */
  final class OfType implements Event {
    private final TypeLayout type;
    private final int[] slots = new int[FIELDS.length];
    private final int startSlot;
    private final int durationSlot;
    private EventView view;
    private long start;
    private long end;

    OfType(TypeLayout type) {
      this.type = type;
      for (Field field : FIELDS) {
        slots[field.ordinal()] = type.slot(field.text());
      }
      startSlot = slot(Field.START_TIME);
      durationSlot = slot(Field.DURATION);
    }

    private int slot(Field field) {
      return slots[field.ordinal()];
    }

    Event of(EventView current) {
      view = current;
      start = view.number(startSlot);
      end = nanos(start + view.number(durationSlot));
      start = nanos(start);
      // A damaged duration may be negative.
      end = Math.max(start, end);
      return this;
    }

    @Override
    public String type() {
      return type.name();
    }

    @Override
    public long start() {
      return start;
    }

    @Override
    public long end() {
      return end;
    }

    private long nanos(long ticks) {
      return Math.max(0, view.chunk().nanos(ticks) - originNanos);
    }

    @Override
    public int thread() {
      return row(slot(Field.EVENT_THREAD));
    }

    @Override
    public int thread(Field field) {
      return row(slot(field));
    }

    private int row(int slot) {
      if (slot < 0) {
        return ThreadTable.NO_THREAD;
      }
      long key = view.number(slot);
      if (key == lastThreadKey) {
        return lastThreadRow;
      }
      int row = threadRows.getOrDefault(key, UNKNOWN);
      if (row == UNKNOWN) {
        row = view.constant(slot).map(this::row).orElse(ThreadTable.NO_THREAD);
        threadRows.put(key, row);
      }
      lastThreadKey = key;
      lastThreadRow = row;
      return row;
    }

    private int row(ValueView thread) {
      long id = thread.number("javaThreadId");
      return id <= 0
          ? ThreadTable.NO_THREAD
          : threads.rowOf(
              JvmId.of(jvm, id), thread.text("javaName"), thread.number("virtual") != 0);
    }

    @Override
    public long number(Field field) {
      return view.number(slot(field));
    }

    @Override
    public long id(Field field) {
      return JvmId.of(jvm, number(field));
    }

    @Override
    public boolean flag(Field field) {
      return number(field) != 0;
    }

    @Override
    public String text(Field field) {
      return view.text(slot(field));
    }

    @Override
    public Traced method() {
      int slot = slot(Field.METHOD);
      long key = view.number(slot);
      int method = methods.getOrDefault(key, UNKNOWN);
      if (method == UNKNOWN) {
        String name = view.constant(slot).map(constant -> constant.text("name")).orElse("");
        method = Traced.of(name).ordinal();
        methods.put(key, method);
      }
      return TRACED[method];
    }

    @Override
    public int stackTrace() {
      long key = view.number(slot(Field.STACK_TRACE));
      if (key == 0) {
        return StackTraceTable.NONE;
      }
      int id = traceIds.getOrDefault(key, UNKNOWN);
      if (id == UNKNOWN) {
        id = view.constant(slot(Field.STACK_TRACE)).map(this::trace).orElse(StackTraceTable.NONE);
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
