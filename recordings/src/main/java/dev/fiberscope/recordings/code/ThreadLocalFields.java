package dev.fiberscope.recordings.code;

import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Which field a thread-local that a line of code uses is in. */
public final class ThreadLocalFields {
  private static final String THREAD_LOCAL = "ThreadLocal";
  private static final Set<String> USES = Set.of("get", "set", "remove");

  private ThreadLocalFields() {}

  /** The class and name of the field; empty if the class file is not there or leaves a choice. */
  public static Optional<String> at(ClassFiles classes, Frame frame) {
    Set<String> fields = new HashSet<>();
    for (CodeModel code : classes.methods(frame.type(), frame.method())) {
      fields(code, frame.line(), fields);
    }
    return fields.size() == 1 ? Optional.of(fields.iterator().next()) : Optional.empty();
  }

  private static void fields(CodeModel code, int wanted, Set<String> fields) {
    int line = -1;
    Deque<String> loaded = new ArrayDeque<>();
    for (CodeElement element : code) {
      switch (element) {
        case LineNumber number -> line = number.line();
        case FieldInstruction load when isThreadLocal(load) ->
            loaded.push(
                load.owner().asInternalName().replace('/', '.') + "." + load.name().stringValue());
        case InvokeInstruction call when isUse(call) && !loaded.isEmpty() -> {
          String field = loaded.pop();
          if (line == wanted) {
            fields.add(field);
          }
        }
        default -> {
          // What is no thread-local stays where it is.
        }
      }
    }
  }

  private static boolean isThreadLocal(FieldInstruction load) {
    return load.opcode().name().startsWith("GET")
        && load.typeSymbol().displayName().contains(THREAD_LOCAL);
  }

  private static boolean isUse(InvokeInstruction call) {
    return call.owner().asInternalName().contains(THREAD_LOCAL)
        && USES.contains(call.name().stringValue());
  }
}
