package dev.fiberscope.recordings.decode;

import dev.fiberscope.recordings.store.BlockingCall;
import dev.fiberscope.recordings.store.JvmFacts;
import dev.fiberscope.recordings.store.RecordTable;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.Witness;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes in what the JVM says of itself, and which calls blocked its threads. */
final class JvmTracker {
  private static final Pattern JDK_VERSION = Pattern.compile("\\((\\d{1,4})([^+)\\s-]*)");
  private static final String THREAD_LOCAL = "ThreadLocal::";

  final RecordTable<BlockingCall> calls = new RecordTable<>();
  private String version = "";
  private String classPath = "";
  private final SingleEvents singles;
  private long pid;
  private int feature;
  private int parallelism;
  private int processors;
  private boolean mounts;
  private boolean threadLocals;
  private boolean threadLocalReads;

  JvmTracker(SingleEvents singles) {
    this.singles = singles;
  }

  Map<String, EventHandler> handlers() {
    return Map.of(
        "jdk.JVMInformation", this::jvmInformation,
        "jdk.InitialSystemProperty", this::property,
        "jdk.CPUInformation", event -> processors(event.number(Field.HARDWARE_THREADS)),
        "jdk.ContainerConfiguration", event -> processors(event.number(Field.EFFECTIVE_CPUS)),
        "jdk.ActiveSetting", this::setting,
        "jdk.FileRead", event -> call(event, "reading"),
        "jdk.FileWrite", event -> call(event, "writing"),
        "jdk.FileForce", event -> call(event, "forcing"));
  }

  /** Such as {@code JDK 25.0.3}; empty if not told. */
  String version() {
    return version;
  }

  /** Such as 25; 0 if not told. */
  int feature() {
    return feature;
  }

  /** True if the JVM was asked for mounts and wake-ups. */
  boolean hasMounts() {
    return mounts;
  }

  /**
   * @param deep true if the agent told of scheduling
   * @param traced true if method traces did, whether or not the recording says it asked for them
   * @param locals true if it told of thread-locals
   */
  JvmFacts facts(boolean deep, boolean traced, boolean locals) {
    return new JvmFacts(
        pid,
        parallelism > 0 ? parallelism : processors,
        classPath,
        deep ? Witness.DEEP : mounts || traced ? Witness.TRACED : Witness.STARTS,
        threadLocals || locals,
        threadLocalReads || locals);
  }

  private void jvmInformation(Event event) {
    pid = event.number(Field.PID);
    Matcher found = JDK_VERSION.matcher(event.text(Field.JVM_VERSION));
    if (found.find()) {
      version = "JDK " + found.group(1) + found.group(2);
      feature = Integer.parseInt(found.group(1));
    }
  }

  private void property(Event event) {
    String value = event.text(Field.VALUE);
    switch (event.text(Field.KEY)) {
      case "java.class.path" -> classPath = value;
      case "jdk.virtualThreadScheduler.parallelism" ->
          parallelism = value.matches("\\d{1,6}") ? Integer.parseInt(value) : 0;
      default -> {
        // The others say nothing of fibers.
      }
    }
  }

  /** The machine's processors are told, and those of a container, which are fewer. */
  private void processors(long count) {
    if (count > 0) {
      processors = (int) (processors == 0 ? count : Math.min(processors, count));
    }
  }

  private void setting(Event event) {
    String value = event.text(Field.VALUE);
    mounts |=
        value.contains("VirtualThread::runContinuation")
            && value.contains("VirtualThread::submitRunContinuation");
    threadLocals |= value.contains(THREAD_LOCAL + "set");
    threadLocalReads |= value.contains(THREAD_LOCAL + "get");
  }

  private void call(Event event, String verb) {
    singles.usedFile(event);
    if (event.thread() != ThreadTable.NO_THREAD) {
      String path = event.text(Field.PATH);
      calls.add(
          new BlockingCall(
              event.thread(),
              event.start(),
              event.end(),
              verb + " " + (path.isEmpty() ? "a pipe or file" : path),
              event.stackTrace()));
    }
  }
}
