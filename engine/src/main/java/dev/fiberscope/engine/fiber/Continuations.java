package dev.fiberscope.engine.fiber;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/**
 * The JDK's continuations, which virtual threads are made of. They are internal: {@code
 * jdk.internal.vm.Continuation} and, for the carrier of a virtual thread, {@code
 * jdk.internal.access.JavaLangAccess} (JDK 25 and 26).
 */
final class Continuations {
  private static final String OPTIONS =
      "--add-exports java.base/jdk.internal.vm=%1$s --add-exports"
          + " java.base/jdk.internal.access=%1$s";

  private static final Handles HANDLES = Handles.find();

  // Constants, so that calls are compiled as if they were written in Java.
  private static final MethodHandle NEW = HANDLES.create;
  private static final MethodHandle RUN = HANDLES.run;
  private static final MethodHandle YIELD = HANDLES.yield;
  private static final MethodHandle PIN = HANDLES.pin;
  private static final MethodHandle UNPIN = HANDLES.unpin;
  private static final MethodHandle CARRIER = HANDLES.carrier;

  private Continuations() {}

  private record Handles(
      Optional<String> missing,
      MethodHandle create,
      MethodHandle run,
      MethodHandle yield,
      MethodHandle pin,
      MethodHandle unpin,
      MethodHandle carrier) {
    static Handles find() {
      try {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        Class<?> scopes = Class.forName("jdk.internal.vm.ContinuationScope");
        Class<?> type = Class.forName("jdk.internal.vm.Continuation");
        Object scope =
            lookup
                .findConstructor(scopes, MethodType.methodType(void.class, String.class))
                .invoke("fiberscope");
        MethodHandle create =
            lookup.findConstructor(type, MethodType.methodType(void.class, scopes, Runnable.class));
        MethodHandle yield =
            lookup.findStatic(type, "yield", MethodType.methodType(boolean.class, scopes));
        MethodType nothing = MethodType.methodType(void.class);
        return new Handles(
            Optional.empty(),
            create.bindTo(scope).asType(MethodType.methodType(Object.class, Runnable.class)),
            lookup
                .findVirtual(type, "run", nothing)
                .asType(MethodType.methodType(void.class, Object.class)),
            yield.bindTo(scope),
            lookup.findStatic(type, "pin", nothing),
            lookup.findStatic(type, "unpin", nothing),
            carrier(lookup));
      } catch (Throwable refused) {
        String module = Continuations.class.getModule().getName();
        String options = OPTIONS.formatted(module == null ? "ALL-UNNAMED" : module);
        return new Handles(
            Optional.of("the JVM was started without " + options),
            null,
            null,
            null,
            null,
            null,
            null);
      }
    }

    private static MethodHandle carrier(MethodHandles.Lookup lookup) throws Throwable {
      Class<?> secrets = Class.forName("jdk.internal.access.SharedSecrets");
      Class<?> access = Class.forName("jdk.internal.access.JavaLangAccess");
      Object java =
          lookup.findStatic(secrets, "getJavaLangAccess", MethodType.methodType(access)).invoke();
      return lookup
          .findVirtual(access, "currentCarrierThread", MethodType.methodType(Thread.class))
          .bindTo(java);
    }
  }

  /** Why there are none, as a clause; empty if there are. */
  static Optional<String> missing() {
    return HANDLES.missing;
  }

  private static void require() {
    HANDLES.missing.ifPresent(
        why -> {
          throw new UnsupportedOperationException("This needs the JDK's continuations, but " + why);
        });
  }

  /** A continuation that will run {@code body}. */
  static Object create(Runnable body) {
    try {
      return (Object) NEW.invokeExact(body);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  /** Runs until the continuation yields or ends. */
  static void run(Object continuation) {
    try {
      RUN.invokeExact(continuation);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  /**
   * Leaves the continuation; returns when it is run again.
   *
   * @return false if it could not leave, because of a native frame
   */
  static boolean yield() {
    try {
      boolean ignored = (boolean) YIELD.invokeExact();
      return true;
    } catch (IllegalStateException _) {
      return false;
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static void pin() {
    require();
    try {
      PIN.invokeExact();
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static void unpin() {
    require();
    try {
      UNPIN.invokeExact();
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  /** The platform thread below the caller. */
  static Thread currentCarrierThread() {
    require();
    try {
      return (Thread) CARRIER.invokeExact();
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  private static RuntimeException unexpected(Throwable thrown) {
    if (thrown instanceof RuntimeException problem) {
      return problem;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(thrown);
  }
}
