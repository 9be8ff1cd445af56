package dev.fiberscope.recordings.code;

import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.MonitorInstruction;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a line of code lies within a synchronized block, or between taking a lock and freeing it.
 * Code is read in the order of the class file, in which a block's body stands between the two.
 */
public final class LocksHeld {
  /** What is held there. */
  public enum Kind {
    MONITOR,
    LOCK
  }

  private static final Set<String> TAKES = Set.of("lock", "lockInterruptibly");
  private static final String LOCKS = "java/util/concurrent/locks/";

  private LocksHeld() {}

  /**
   * What a frame holds while it calls the one inside it; empty for nothing, or if the class file is
   * not there.
   */
  public static Optional<Kind> at(ClassFiles classes, Frame frame, String called) {
    List<CodeModel> methods = classes.methods(frame.type(), frame.method());
    return methods.stream().flatMap(code -> at(code, frame.line(), called).stream()).findFirst();
  }

  private static Optional<Kind> at(CodeModel code, int wanted, String called) {
    int line = -1;
    int monitors = 0;
    int locks = 0;
    for (CodeElement element : code) {
      switch (element) {
        case LineNumber number -> line = number.line();
        case MonitorInstruction monitor ->
            // A handler frees it a second time.
            monitors = Math.max(0, monitors + (monitor.opcode() == Opcode.MONITORENTER ? 1 : -1));
        case InvokeInstruction call -> {
          if (line == wanted && call.name().equalsString(called) && monitors + locks > 0) {
            return Optional.of(monitors > 0 ? Kind.MONITOR : Kind.LOCK);
          }
          if (call.owner().asInternalName().startsWith(LOCKS)) {
            String name = call.name().stringValue();
            locks = TAKES.contains(name) ? locks + 1 : locks;
            locks = name.equals("unlock") ? Math.max(0, locks - 1) : locks;
          }
        }
        default -> {
          // Everything else holds nothing.
        }
      }
    }
    return Optional.empty();
  }
}
