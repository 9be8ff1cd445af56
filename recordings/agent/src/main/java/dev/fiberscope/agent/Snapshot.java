package dev.fiberscope.agent;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Delayed;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Reads state, carrier, blocker and owner of every thread from the JDK's own fields. Nothing is
 * woven and nothing is written into the JVM. Threads are looked at twice: only who says the same in
 * both looks is {@code steady}, for they go on meanwhile.
 */
final class Snapshot {
  /** What VirtualThread's ints are that are no state. */
  private static final int SUSPENDED = 1 << 8;

  /** As one look finds a thread. */
  private record Look(
      String state, String exact, Thread carrier, Object blocker, Thread owner, boolean end) {}

  private final Map<Integer, String> stateNames;
  private final Map<Object, Thread> ends = new IdentityHashMap<>();
  private final Class<?> virtualThread;
  private final VarHandle state;
  private final VarHandle carrier;
  private final VarHandle termination;
  private final VarHandle latchSync;
  private final VarHandle exclusiveOwner;
  private final VarHandle runner;
  // Before JDK 25 a timer makes fibers runnable without a carrier; there is no such field.
  private final Optional<VarHandle> timer;

  private Snapshot() throws ReflectiveOperationException {
    virtualThread = Class.forName("java.lang.VirtualThread");
    MethodHandles.Lookup lookup =
        MethodHandles.privateLookupIn(virtualThread, MethodHandles.lookup());
    state = lookup.findVarHandle(virtualThread, "state", int.class);
    carrier = lookup.findVarHandle(virtualThread, "carrierThread", Thread.class);
    termination = lookup.findVarHandle(virtualThread, "termination", CountDownLatch.class);
    latchSync = field(CountDownLatch.class, "sync");
    exclusiveOwner = field(AbstractOwnableSynchronizer.class, "exclusiveOwnerThread");
    runner = field(FutureTask.class, "runner");
    stateNames = stateNames();
    timer = timer(lookup);
  }

  private Optional<VarHandle> timer(MethodHandles.Lookup lookup) {
    try {
      return Optional.of(lookup.findVarHandle(virtualThread, "timeoutTask", Future.class));
    } catch (ReflectiveOperationException older) {
      return Optional.empty();
    }
  }

  /** What VirtualThread calls its states; only once it is open. */
  static Map<Integer, String> stateNames() throws ReflectiveOperationException {
    Map<Integer, String> names = new TreeMap<>();
    for (Field field : Class.forName("java.lang.VirtualThread").getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers())
          && field.getType() == int.class
          && !field.getName().equals("SUSPENDED")) {
        field.setAccessible(true);
        names.putIfAbsent(field.getInt(null), field.getName());
      }
    }
    return names;
  }

  private static VarHandle field(Class<?> owner, String name) throws ReflectiveOperationException {
    return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
        .unreflectVarHandle(owner.getDeclaredField(name));
  }

  /** Of all threads, in JSON. */
  static String json(Instrumentation jvm) throws Throwable {
    open(jvm, Snapshot.class.getModule());
    return new Snapshot().all();
  }

  /** Opens what is read of java.base to another module and to this one. */
  static void open(Instrumentation jvm, Module other) {
    Set<Module> to = new HashSet<>(List.of(Snapshot.class.getModule(), other));
    jvm.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of("jdk.internal.vm", to),
        Map.of(
            "java.lang",
            to,
            "java.util.concurrent",
            to,
            "java.util.concurrent.locks",
            to,
            "jdk.internal.vm",
            to),
        Set.of(),
        Map.of());
  }

  private String all() throws Throwable {
    List<Thread> threads = threads();
    for (Thread thread : threads) {
      if (virtualThread.isInstance(thread)
          && termination.getVolatile(thread) instanceof CountDownLatch latch) {
        ends.put(latchSync.get(latch), thread);
      }
    }
    Map<Thread, Look> first = new LinkedHashMap<>();
    threads.forEach(thread -> first.put(thread, look(thread)));
    StringBuilder out = new StringBuilder("{").append(scheduler()).append("\"threads\":{");
    String comma = "";
    for (Map.Entry<Thread, Look> each : first.entrySet()) {
      Look now = look(each.getKey());
      out.append(comma).append('"').append(each.getKey().threadId()).append("\":");
      write(each.getKey(), now, now.equals(each.getValue()), out);
      comma = ",\n";
    }
    return out.append("}}").toString();
  }

  private static List<Thread> threads() throws Throwable {
    Class<?> containers = Class.forName("jdk.internal.vm.ThreadContainers");
    Class<?> container = Class.forName("jdk.internal.vm.ThreadContainer");
    MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(containers, MethodHandles.lookup());
    MethodHandle root = lookup.findStatic(containers, "root", MethodType.methodType(container));
    MethodHandle children =
        lookup.findVirtual(container, "children", MethodType.methodType(Stream.class));
    MethodHandle threads =
        lookup.findVirtual(container, "threads", MethodType.methodType(Stream.class));
    ArrayDeque<Object> todo = new ArrayDeque<>();
    todo.add(root.invoke());
    List<Thread> found = new ArrayList<>();
    while (!todo.isEmpty()) {
      Object next = todo.poll();
      ((Stream<?>) threads.invoke(next)).forEach(thread -> found.add((Thread) thread));
      ((Stream<?>) children.invoke(next)).forEach(todo::add);
    }
    return found;
  }

  private Look look(Thread thread) {
    boolean fiber = virtualThread.isInstance(thread);
    String exact = "";
    if (fiber) {
      int bits = (int) state.getVolatile(thread) & ~SUSPENDED;
      exact = stateNames.getOrDefault(bits, "state " + bits);
    }
    Object blocker = LockSupport.getBlocker(thread);
    Thread owner = null;
    if (blocker instanceof AbstractOwnableSynchronizer) {
      owner = (Thread) exclusiveOwner.getVolatile(blocker);
    } else if (blocker instanceof FutureTask<?>) {
      owner = (Thread) runner.getVolatile(blocker);
    }
    Thread end = ends.get(blocker);
    return new Look(
        thread.getState().name(),
        exact,
        fiber ? (Thread) carrier.getVolatile(thread) : null,
        blocker,
        end == null ? owner : end,
        end != null);
  }

  /** How long ago the time was over that a fiber waits for, in ns. */
  private long late(Thread fiber) {
    return timer.map(each -> each.getVolatile(fiber)).orElse(null) instanceof Delayed task
        ? Math.max(0, -task.getDelay(TimeUnit.NANOSECONDS))
        : 0;
  }

  private void write(Thread thread, Look look, boolean steady, StringBuilder out) {
    out.append("{\"state\":\"").append(look.state).append("\",\"steady\":").append(steady);
    if (!look.exact.isEmpty()) {
      out.append(",\"virtual\":true,\"exact\":").append(quoted(look.exact));
      long late = look.exact.startsWith("TIMED_") && look.carrier == null ? late(thread) : 0;
      if (late > 0) {
        out.append(",\"late\":").append(late);
      }
    }
    if (look.carrier != null) {
      out.append(",\"carrier\":").append(look.carrier.threadId());
    }
    if (look.blocker != null) {
      // As thread dumps write it.
      String type = look.blocker.getClass().getName();
      String identity = Integer.toHexString(System.identityHashCode(look.blocker));
      out.append(",\"blocker\":").append(quoted(type + "@" + identity));
    }
    if (look.owner != null) {
      out.append(",\"owner\":").append(look.owner.threadId());
      out.append(",\"end\":").append(look.end);
    }
    out.append('}');
  }

  /** What the scheduler says, where the JVM has no command for it. */
  private String scheduler() throws ReflectiveOperationException {
    Field field = virtualThread.getDeclaredField("DEFAULT_SCHEDULER");
    field.setAccessible(true);
    if (!(field.get(null) instanceof ForkJoinPool pool)) {
      return "";
    }
    return "\"scheduler\":{\"parallelism\":%d,\"carriers\":%d,\"mounted\":%d,\"queued\":%d,\"taken\":%d},"
        .formatted(
            pool.getParallelism(),
            pool.getPoolSize(),
            pool.getActiveThreadCount(),
            pool.getQueuedTaskCount() + pool.getQueuedSubmissionCount(),
            pool.getStealCount());
  }

  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
