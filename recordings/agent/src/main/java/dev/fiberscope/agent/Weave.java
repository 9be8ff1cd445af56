package dev.fiberscope.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts calls of {@link Hook} into the methods of {@code java.lang.VirtualThread}, right before what
 * they tell of.
 */
final class Weave extends WeaveClass {
  private static final String VIRTUAL_THREAD = "java/lang/VirtualThread";
  private static final String HOOK = "dev/fiberscope/agent/Hook";
  private static final String OF_FIBER = "(Ljava/lang/Thread;)V";
  private static final String OF_FIBER_AND_NUMBER = "(Ljava/lang/Thread;I)V";
  private static final String RUN = "runContinuation";
  private static final String SUBMIT = "ubmitRunContinuation";
  private static final Set<String> AFTER = Set.of("afterYield", "afterDone", "afterTerminate");

  /** The most that a call puts on the operand stack. */
  private static final int DEPTH = 4;

  private static final List<String> NEEDED =
      List.of("begin", "end", "runnable in start", "runnable in unpark", "runnable in afterYield");

  private final List<String> causes = new ArrayList<>();

  Weave() {
    super(VIRTUAL_THREAD, NEEDED);
  }

  /** Names of the methods that put fibers in line, by the numbers that events have. */
  List<String> causes() {
    return causes;
  }

  private int cause(String method) {
    if (!causes.contains(method)) {
      causes.add(method);
    }
    return causes.indexOf(method);
  }

  @Override
  MethodVisitor calls(MethodVisitor next, String method, String descriptor) {
    return new Calls(next, method, descriptor);
  }

  private final class Calls extends MethodVisitor {
    private final String method;
    private final String descriptor;

    Calls(MethodVisitor next, String method, String descriptor) {
      super(Opcodes.ASM9, next);
      this.method = method;
      this.descriptor = descriptor;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (method.equals("unpark") && descriptor.equals("()V")) {
        visitVarInsn(Opcodes.ALOAD, 0);
        visitVarInsn(Opcodes.ALOAD, 0);
        state();
        hook("unpark", OF_FIBER_AND_NUMBER);
      } else if (method.equals("parkOnCarrierThread")) {
        visitVarInsn(Opcodes.ALOAD, 0);
        hook("pinned", OF_FIBER);
      } else if (method.equals("yieldContinuation")) {
        visitVarInsn(Opcodes.ALOAD, 0);
        hook("waits", OF_FIBER);
      }
    }

    @Override
    public void visitMethodInsn(int code, String owner, String name, String called, boolean itf) {
      if (owner.equals(VIRTUAL_THREAD)) {
        if (method.equals(RUN) && name.equals("mount")) {
          fiber(called);
          hook("begin", OF_FIBER);
        } else if (method.equals(RUN) && AFTER.contains(name)) {
          fiber(called);
          super.visitInsn(Opcodes.DUP);
          state();
          hook("end", OF_FIBER_AND_NUMBER);
        } else if (name.contains(SUBMIT)) {
          if (!method.contains(SUBMIT)) {
            fiber(called);
            super.visitIntInsn(Opcodes.BIPUSH, cause(method));
            hook("runnable", OF_FIBER_AND_NUMBER);
            found("runnable in " + method);
          }
        }
      }
      super.visitMethodInsn(code, owner, name, called, itf);
    }

    /** Copies the receiver of a call with at most one argument of one word. */
    private void fiber(String called) {
      switch (Type.getArgumentsAndReturnSizes(called) >> 2) {
        case 1 -> super.visitInsn(Opcodes.DUP);
        case 2 -> {
          super.visitInsn(Opcodes.DUP2);
          super.visitInsn(Opcodes.POP);
        }
        default -> throw new IllegalStateException("a call with " + called);
      }
    }

    private void state() {
      super.visitFieldInsn(Opcodes.GETFIELD, VIRTUAL_THREAD, "state", "I");
    }

    private void hook(String name, String of) {
      found(name);
      super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, name, of, false);
    }

    @Override
    public void visitMaxs(int stack, int locals) {
      super.visitMaxs(stack + DEPTH, locals);
    }
  }
}
