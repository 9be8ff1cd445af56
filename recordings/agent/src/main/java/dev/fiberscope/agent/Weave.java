package dev.fiberscope.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts calls of {@link Hook} into the methods of {@code java.lang.VirtualThread}, right before what
 * they tell of. No member, local or branch is added, so the frames stay as they are.
 */
final class Weave implements ClassFileTransformer {
  static final String VIRTUAL_THREAD = "java/lang/VirtualThread";
  static final String HOOK = "dev/fiberscope/agent/Hook";
  private static final String OF_FIBER = "(Ljava/lang/Thread;)V";
  private static final String OF_FIBER_AND_NUMBER = "(Ljava/lang/Thread;I)V";
  private static final String RUN = "runContinuation";
  private static final String SUBMIT = "ubmitRunContinuation";
  private static final Set<String> AFTER = Set.of("afterYield", "afterDone", "afterTerminate");

  /** The most that a call puts on the operand stack. */
  private static final int DEPTH = 4;

  private static final Set<String> NEEDED =
      Set.of("begin", "end", "runnable in start", "runnable in unpark", "runnable in afterYield");

  private final List<String> causes = new ArrayList<>();
  private final List<String> points = new ArrayList<>();
  private byte[] woven;
  private Throwable problem;

  /**
   * Weaves it, and tells whether every call has found its place.
   *
   * @throws IllegalStateException if this VirtualThread is none that is known
   */
  void check() {
    if (problem != null) {
      throw new IllegalStateException("VirtualThread cannot be read: " + problem, problem);
    }
    List<String> missing = NEEDED.stream().filter(each -> !points.contains(each)).sorted().toList();
    if (woven == null || !missing.isEmpty()) {
      throw new IllegalStateException("VirtualThread has no place for " + missing);
    }
  }

  /** Names of the methods that put fibers in line, by the numbers that events have. */
  List<String> causes() {
    return causes;
  }

  @Override
  public synchronized byte[] transform(
      ClassLoader loader, String name, Class<?> old, ProtectionDomain domain, byte[] bytes) {
    if (!VIRTUAL_THREAD.equals(name)) {
      return null;
    }
    try {
      points.clear();
      ClassReader reader = new ClassReader(bytes);
      ClassWriter writer = new ClassWriter(reader, 0);
      reader.accept(new Methods(writer), 0);
      woven = writer.toByteArray();
      return woven;
    } catch (Throwable other) {
      problem = other;
      return null;
    }
  }

  private int cause(String method) {
    if (!causes.contains(method)) {
      causes.add(method);
    }
    return causes.indexOf(method);
  }

  private final class Methods extends ClassVisitor {
    Methods(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new Calls(
          super.visitMethod(access, name, descriptor, signature, exceptions), name, descriptor);
    }
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
            points.add("runnable in " + method);
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
      points.add(name);
      super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, name, of, false);
    }

    @Override
    public void visitMaxs(int stack, int locals) {
      super.visitMaxs(stack + DEPTH, locals);
    }
  }
}
