package dev.fiberscope.engine.workload;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Supplier;

/**
 * Runs Java code below a native frame: C's {@code qsort} calls it back. A fiber cannot unmount over
 * a native frame, so whatever waits in there pins its carrier.
 */
@SuppressWarnings("restricted")
public final class NativeUpcall {
  private static final MethodHandle QSORT = qsort();
  private static final FunctionDescriptor COMPARATOR =
      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);

  private NativeUpcall() {}

  private static MethodHandle qsort() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("qsort"),
        FunctionDescriptor.ofVoid(
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.ADDRESS));
  }

  private static final class Once<T> {
    private final Supplier<T> body;
    private T result;
    private RuntimeException problem;
    private boolean called;

    private Once(Supplier<T> body) {
      this.body = body;
    }

    // The comparator. An exception that left it would end the JVM.
    @SuppressWarnings("unused")
    private int compare(MemorySegment a, MemorySegment b) {
      if (!called) {
        called = true;
        try {
          result = body.get();
        } catch (RuntimeException thrown) {
          problem = thrown;
        }
      }
      return 0;
    }
  }

  /** Calls {@code body} once, from inside a native call, on the calling thread. */
  public static <T> T call(Supplier<T> body) {
    Once<T> once = new Once<>(body);
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle compare =
          MethodHandles.lookup()
              .findVirtual(
                  Once.class,
                  "compare",
                  MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class))
              .bindTo(once);
      MemorySegment comparator = Linker.nativeLinker().upcallStub(compare, COMPARATOR, arena);
      QSORT.invokeExact(arena.allocate(2), 2L, 1L, comparator);
    } catch (Throwable broken) {
      throw new IllegalStateException("calling back from native code failed", broken);
    }
    if (once.problem != null) {
      throw once.problem;
    }
    return once.result;
  }
}
