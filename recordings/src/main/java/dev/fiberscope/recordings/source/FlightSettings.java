package dev.fiberscope.recordings.source;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a JVM is asked to record, so that a session can show what its fibers do. */
public final class FlightSettings {
  /** How much is recorded; each level but the last records what the ones before it do. */
  public enum Level {
    /** Starts, ends, pins, sleeps, waits and IO of fibers, CPU samples, decodes. */
    LIGHT,
    /**
     * And mounts and yields by method trace (JDK 25 and later), suspensions, arrivals, wake-ups.
     */
    STANDARD,
    /** And what is done with thread-locals, with stack traces of all method traces. */
    FULL,
    /**
     * What standard does, but mounts and wake-ups as Fiberscope's agent tells them, on JDK 21 and
     * later, without method traces.
     */
    DEEP,
    /** And in which code they wait and wake, and what fibers do with thread-locals. */
    DEEPEST;

    /** True if Fiberscope's agent must be in the JVM. */
    public boolean isDeep() {
      return this == DEEP || this == DEEPEST;
    }

    /** True if it is recorded in which code things happen. */
    boolean hasStackTraces() {
      return this == FULL || this == DEEPEST;
    }
  }

  /** What the agent records. */
  private static final List<String> AGENT =
      List.of("Begin", "End", "Runnable", "Unpark", "Pinned", "Facts");

  /** And in which code: those who put fibers in line, and those who wait. */
  private static final List<String> WHERE = List.of("Runnable", "Unpark", "Waits", "Local");

  private static final String DEEP = "fiberscope.deep.";

  /**
   * The traced methods. {@code setState} must be among them: on JDK 25 and 26 (JDK-8391824) the
   * first Java-level event a carrier writes after a fiber wrote one is dropped, and setState's is
   * the cheapest to lose.
   */
  private static final List<String> SCHEDULING =
      List.of(
          "VirtualThread::runContinuation",
          "VirtualThread::setState",
          "VirtualThread::mount",
          "VirtualThread::yieldContinuation",
          "VirtualThread::parkNanos",
          "VirtualThread::tryYield",
          "VirtualThread::schedule",
          "VirtualThread::<init>",
          "VirtualThread::lazySubmitRunContinuation",
          "VirtualThread::submitRunContinuation",
          "VirtualThread::externalSubmitRunContinuation",
          "VirtualThread::externalSubmitRunContinuationOrThrow");

  private static final List<String> THREAD_LOCALS =
      List.of(
          "ThreadLocal::set",
          "ThreadLocal::get",
          "ThreadLocal::setInitialValue",
          "ThreadLocal::remove",
          "ThreadLocal::createInheritedMap",
          "InheritableThreadLocal::childValue",
          "java.util.concurrent.ThreadPoolExecutor::beforeExecute");

  /** Events of the engine that are enabled unless something else is said, by their first level. */
  private static final Map<Level, List<String>> ENGINE =
      Map.of(
          Level.LIGHT,
          List.of(
              "FiberStart",
              "FiberEnd",
              "FiberPinned",
              "FiberHold",
              "Format",
              "DecodeStart",
              "DecodeEnd",
              "StackTrim"),
          Level.STANDARD,
          List.of(
              "FiberSlice",
              "Suspend",
              "Resume",
              "ChunkArrival",
              "Wake",
              "StackAcquire",
              "StackRelease"));

  private static final String SUSPEND = "fiberscope.Suspend";
  private static final String ENABLED = "enabled";
  private static final Map<String, String> NO_STACK =
      Map.of(ENABLED, "true", "stackTrace", "false");
  private static final Map<String, String> WITH_STACK =
      Map.of(ENABLED, "true", "stackTrace", "true");
  private static final Map<String, String> EVERY_ONE =
      Map.of(ENABLED, "true", "threshold", "0 ns", "stackTrace", "true");
  private static final Map<String, String> EVERY_ONE_NO_STACK =
      Map.of(ENABLED, "true", "threshold", "0 ns", "stackTrace", "false");

  private final Level level;
  private final Map<String, Map<String, String>> events = new LinkedHashMap<>();

  private FlightSettings(Level level) {
    this.level = level;
    jdkEvents();
    ENGINE.forEach(
        (first, names) ->
            names.forEach(
                name ->
                    events.put(
                        "fiberscope." + name,
                        Map.of(ENABLED, String.valueOf(level.compareTo(first) >= 0)))));
    stackTraces(SUSPEND, level.hasStackTraces());
  }

  public static FlightSettings of(Level level) {
    return new FlightSettings(level);
  }

  /** With the stack trace of every suspension of a decode, whatever the level: some 3 µs each. */
  public FlightSettings withSuspensionStacks() {
    stackTraces(SUSPEND, true);
    return this;
  }

  private void stackTraces(String event, boolean recorded) {
    Map<String, String> settings = new HashMap<>(events.get(event));
    settings.put("stackTrace", String.valueOf(recorded));
    events.put(event, settings);
  }

  private void jdkEvents() {
    events.put("jdk.VirtualThreadStart", NO_STACK);
    events.put("jdk.VirtualThreadEnd", NO_STACK);
    events.put("jdk.VirtualThreadPinned", EVERY_ONE);
    events.put("jdk.VirtualThreadSubmitFailed", NO_STACK);
    events.put("jdk.ThreadSleep", EVERY_ONE_NO_STACK);
    // No call of a method leads off the carrier there: only these events tell the place.
    Map<String, String> monitors = level.hasStackTraces() ? EVERY_ONE : EVERY_ONE_NO_STACK;
    events.put("jdk.JavaMonitorWait", monitors);
    events.put("jdk.JavaMonitorEnter", monitors);
    events.put(
        "jdk.ThreadPark",
        // When a carrier idles the agent's events tell.
        level.isDeep()
            ? Map.of(ENABLED, "true", "threshold", "10 ms", "stackTrace", "false")
            : EVERY_ONE_NO_STACK);
    // Whoever leaves its carrier is away for longer; without "off" only a hundred a second are
    // recorded.
    Map<String, String> io =
        Map.of(ENABLED, "true", "threshold", "10 us", "stackTrace", "false", "throttle", "off");
    events.put("jdk.SocketRead", io);
    events.put("jdk.SocketWrite", io);
    events.put("jdk.ExecutionSample", Map.of(ENABLED, "true", "period", "20 ms"));
    // What blocks a carrier for less is left out.
    Map<String, String> files =
        Map.of(
            ENABLED,
            "true",
            "threshold",
            "1 ms",
            "stackTrace",
            String.valueOf(level.hasStackTraces()));
    events.put("jdk.FileRead", files);
    events.put("jdk.FileWrite", files);
    events.put("jdk.FileForce", files);
    // What holds all threads is no thread's fault.
    Map<String, String> pauses = Map.of(ENABLED, "true", "threshold", "1 ms");
    events.put("jdk.GCPhasePause", pauses);
    events.put("jdk.ExecuteVMOperation", pauses);
    events.put("jdk.SafepointBegin", pauses);
    events.put("jdk.CPULoad", Map.of(ENABLED, "true", "period", "1 s"));
    // Only JVMs in a container with a quota have something to tell.
    events.put("jdk.ContainerCPUThrottling", Map.of(ENABLED, "true", "period", "1 s"));
    events.put("jdk.GCHeapSummary", Map.of(ENABLED, "true"));
    events.put("jdk.DataLoss", Map.of(ENABLED, "true"));
    Map<String, String> once = Map.of(ENABLED, "true", "period", "beginChunk");
    events.put("jdk.GCHeapConfiguration", once);
    events.put("jdk.InitialSystemProperty", once);
    events.put("jdk.CPUInformation", once);
    events.put("jdk.ContainerConfiguration", once);
    events.put("jdk.ActiveSetting", NO_STACK);
    events.put("jdk.JVMInformation", once);
    if (level.isDeep()) {
      AGENT.forEach(name -> events.put(DEEP + name, Map.of(ENABLED, "true")));
    }
    if (level == Level.DEEPEST) {
      WHERE.forEach(name -> events.put(DEEP + name, WITH_STACK));
    }
    if (level == Level.STANDARD || level == Level.FULL) {
      boolean full = level == Level.FULL;
      events.put(
          "jdk.MethodTrace",
          Map.of(
              ENABLED,
              "true",
              "filter",
              SCHEDULING.stream().map(FlightSettings::inJavaLang).collect(Collectors.joining(";"))
                  + (full
                      ? THREAD_LOCALS.stream()
                          .map(FlightSettings::inJavaLang)
                          .collect(Collectors.joining(";", ";", ""))
                      : ""),
              "threshold",
              "0 ns",
              "stackTrace",
              String.valueOf(full)));
    }
    if (level.hasStackTraces()) {
      // How much the first values of thread-locals take.
      events.put(
          "jdk.ObjectAllocationSample",
          Map.of(ENABLED, "true", "throttle", "300/s", "stackTrace", "true"));
    }
  }

  private static String inJavaLang(String method) {
    return method.startsWith("java.") ? method : "java.lang." + method;
  }

  /** The settings as a {@code .jfc} file, for {@code -XX:StartFlightRecording:settings=}. */
  public String toJfc() {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<configuration version=\"2.0\" label=\"Fiberscope\">\n");
    events.forEach(
        (event, settings) -> {
          xml.append("  <event name=\"").append(event).append("\">\n");
          settings.entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .forEach(setting -> setting(xml, setting.getKey(), setting.getValue()));
          xml.append("  </event>\n");
        });
    return xml.append("</configuration>\n").toString();
  }

  /** The settings as the JVM's management takes them, such as {@code jdk.ThreadPark#enabled}. */
  public Map<String, String> toOptions() {
    Map<String, String> options = new TreeMap<>();
    events.forEach(
        (event, settings) ->
            settings.forEach((name, value) -> options.put(event + "#" + name, value)));
    return options;
  }

  private static void setting(StringBuilder xml, String name, String value) {
    xml.append("    <setting name=\"").append(name).append("\">");
    xml.append(value.replace("<", "&lt;").replace(">", "&gt;")).append("</setting>\n");
  }
}
