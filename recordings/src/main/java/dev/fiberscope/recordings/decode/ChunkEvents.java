package dev.fiberscope.recordings.decode;

import com.carrotsearch.hppc.LongIntHashMap;
import com.carrotsearch.hppc.LongObjectHashMap;
import dev.fiberscope.recordings.chunk.EventView;
import dev.fiberscope.recordings.chunk.TypeLayout;
import dev.fiberscope.recordings.chunk.ValueView;
import dev.fiberscope.recordings.store.JvmId;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.store.ThreadTable;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** The events of one chunk as our own reader gives them; constants are looked up once a chunk. */
final class ChunkEvents {
  private static final int UNKNOWN = Integer.MIN_VALUE;
  private static final Frame NOWHERE = new Frame("", "", -1, false);
  private static final Field[] FIELDS = Field.values();
  private static final Traced[] TRACED = Traced.values();

  private final int jvm;
  private final long originNanos;
  private final ThreadTable threads;
  private final StackTraceTable stackTraces;
  private final LongIntHashMap threadRows = new LongIntHashMap();
  private final LongIntHashMap traceIds = new LongIntHashMap();
  private final LongIntHashMap methods = new LongIntHashMap();
  private final LongObjectHashMap<String> classes = new LongObjectHashMap<>();
  private final ThreadFields threadFields = new ThreadFields();
  private final FrameFields frameFields = new FrameFields();
  // By the method's key: a frame without a line.
  private final LongObjectHashMap<Frame> frameMethods = new LongObjectHashMap<>();
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

  /** What is read of a frame of a stack trace. */
  private static final class FrameFields {
    private int methodSlot = UNKNOWN;
    private int lineSlot;
    private long method;
    private int line;

    void read(ValueView frame) {
      if (methodSlot == UNKNOWN) {
        methodSlot = frame.type().slot("method");
        lineSlot = frame.type().slot("lineNumber");
      }
      method = 0;
      line = 0;
      frame.forEachField(
          (slot, number, _) -> {
            if (slot == methodSlot) {
              method = number;
            } else if (slot == lineSlot) {
              line = (int) number;
            }
          });
    }
  }

  /** What is read of a thread. */
  private static final class ThreadFields {
    private int idSlot = UNKNOWN;
    private int nameSlot;
    private int virtualSlot;
    private long id;
    private String name;
    private boolean virtual;

    void read(ValueView thread) {
      if (idSlot == UNKNOWN) {
        idSlot = thread.type().slot("javaThreadId");
        nameSlot = thread.type().slot("javaName");
        virtualSlot = thread.type().slot("virtual");
      }
      id = 0;
      name = "";
      virtual = false;
      thread.forEachField(
          (slot, number, text) -> {
            if (slot == idSlot) {
              id = number;
            } else if (slot == nameSlot) {
              name = text;
            } else if (slot == virtualSlot) {
              virtual = number != 0;
            }
          });
    }
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
      threadFields.read(thread);
      return threadFields.id <= 0
          ? ThreadTable.NO_THREAD
          : threads.rowOf(JvmId.of(jvm, threadFields.id), threadFields.name, threadFields.virtual);
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
    public float fraction(Field field) {
      return Float.intBitsToFloat((int) number(field));
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
    public String className(Field field) {
      long key = view.number(slot(field));
      if (key == 0) {
        return "";
      }
      String known = classes.get(key);
      if (known == null) {
        known =
            view.constant(slot(field)).map(type -> type.text("name")).orElse("").replace('/', '.');
        classes.put(key, known);
      }
      return known;
    }

    @Override
    public Traced method() {
      int slot = slot(Field.METHOD);
      long key = view.number(slot);
      int method = methods.getOrDefault(key, UNKNOWN);
      if (method == UNKNOWN) {
        method = view.constant(slot).map(OfType::traced).orElse(Traced.OTHER).ordinal();
        methods.put(key, method);
      }
      return TRACED[method];
    }

    private static Traced traced(ValueView method) {
      return Traced.of(method.text("name"), method.text("descriptor"));
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
        frameFields.read(frame);
        Frame where = frame(frame, frameFields.method);
        if (where != NOWHERE) {
          frames.add(new Frame(where.type(), where.method(), frameFields.line, where.locks()));
        }
      }
      return stackTraces.idOf(frames);
    }

    /** Traces share most of their methods, which are read once a chunk. */
    private Frame frame(ValueView frame, long key) {
      Frame known = frameMethods.get(key);
      if (known == null) {
        known = frame.value("method").map(OfType::frame).orElse(NOWHERE);
        frameMethods.put(key, known);
      }
      return known;
    }

    private static Frame frame(ValueView method) {
      String owner = method.value("type").map(type -> type.text("name")).orElse("");
      boolean locks = Modifier.isSynchronized((int) method.number("modifiers"));
      return new Frame(owner.replace('/', '.'), method.text("name"), -1, locks);
    }
  }
}
