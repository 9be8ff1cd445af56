package dev.fiberscope.agent;

import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Puts calls of {@link HookLocals} into the methods of {@code java.lang.ThreadLocal}. */
final class WeaveLocals extends WeaveClass {
  private static final String HOOK = "dev/fiberscope/agent/HookLocals";
  private static final String OF_VARIABLE = "(Ljava/lang/Object;I)V";
  private static final List<String> USES = List.of(HookLocals.USES.split(","));
  private static final String FIRST_VALUE = "setInitialValue";

  WeaveLocals() {
    super("java/lang/ThreadLocal", List.of("set", "get", "initial", "made", "remove"));
  }

  @Override
  MethodVisitor calls(MethodVisitor next, String method, String descriptor) {
    String use =
        switch (method + descriptor) {
          case "set(Ljava/lang/Object;)V" -> "set";
          case "get()Ljava/lang/Object;" -> "get";
          case "remove()V" -> "remove";
          default ->
              switch (method) {
                case FIRST_VALUE -> "initial";
                case "createInheritedMap" -> "inherit";
                default -> "";
              };
        };
    return use.isEmpty() ? next : new Calls(next, use);
  }

  private final class Calls extends MethodVisitor {
    private final String use;

    Calls(MethodVisitor next, String use) {
      super(Opcodes.ASM9, next);
      this.use = use;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      hook(use);
    }

    @Override
    public void visitInsn(int code) {
      if (code == Opcodes.ARETURN && use.equals("initial")) {
        hook("made");
      }
      super.visitInsn(code);
    }

    private void hook(String what) {
      found(what);
      if (what.equals("inherit")) {
        super.visitInsn(Opcodes.ACONST_NULL);
      } else {
        super.visitVarInsn(Opcodes.ALOAD, 0);
      }
      super.visitIntInsn(Opcodes.BIPUSH, USES.indexOf(what));
      super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, "used", OF_VARIABLE, false);
    }

    @Override
    public void visitMaxs(int stack, int locals) {
      super.visitMaxs(stack + 2, locals);
    }
  }
}
