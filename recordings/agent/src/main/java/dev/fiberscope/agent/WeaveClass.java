package dev.fiberscope.agent;

import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Puts calls into the methods of one class of java.base. No member, local or branch is added, so
 * the frames stay as they are.
 */
abstract class WeaveClass implements ClassFileTransformer {
  private final String name;
  private final List<String> needed;
  private final Set<String> found = new HashSet<>();
  private byte[] woven;
  private Throwable problem;

  /**
   * @param name such as {@code java/lang/Thread}
   * @param needed the places without which nothing is woven
   */
  WeaveClass(String name, List<String> needed) {
    this.name = name;
    this.needed = needed;
  }

  /** What visits a method and puts calls into it; {@code next} itself if there are none. */
  abstract MethodVisitor calls(MethodVisitor next, String method, String descriptor);

  /** Tells that a call has found its place. */
  final void found(String place) {
    found.add(place);
  }

  final Class<?> target() throws ClassNotFoundException {
    return Class.forName(name.replace('/', '.'), false, null);
  }

  /**
   * Weaves it without the JVM: nothing of it changes if the class looks different.
   *
   * @throws IllegalStateException if this class is none that is known
   */
  final void rehearse() throws Exception {
    try (InputStream known = Object.class.getResourceAsStream("/" + name + ".class")) {
      transform(null, name, target(), null, known.readAllBytes());
    }
    check();
  }

  /**
   * Tells whether every call has found its place.
   *
   * @throws IllegalStateException if not
   */
  final synchronized void check() {
    if (problem != null) {
      throw new IllegalStateException(name + " cannot be read: " + problem, problem);
    }
    List<String> missing = needed.stream().filter(each -> !found.contains(each)).sorted().toList();
    if (woven == null || !missing.isEmpty()) {
      throw new IllegalStateException(name + " has no place for " + missing);
    }
  }

  @Override
  public final synchronized byte[] transform(
      ClassLoader loader, String of, Class<?> old, ProtectionDomain domain, byte[] bytes) {
    if (!name.equals(of)) {
      return null;
    }
    try {
      found.clear();
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

  private final class Methods extends ClassVisitor {
    Methods(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String descriptor, String signature, String[] exceptions) {
      return calls(
          super.visitMethod(access, method, descriptor, signature, exceptions), method, descriptor);
    }
  }
}
