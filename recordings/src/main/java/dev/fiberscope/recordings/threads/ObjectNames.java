package dev.fiberscope.recordings.threads;

import java.util.List;
import java.util.regex.Pattern;

/** Short names for objects and methods of thread dumps. */
public final class ObjectNames {
  /** What a lock of {@code java.util.concurrent} is made of. */
  private static final Pattern SYNC = Pattern.compile("\\$(NonfairSync|FairSync|Sync)$");

  /** Called to wait, and said by what is waited for. */
  private static final Pattern UNTELLING =
      Pattern.compile(
          "Thread\\.sleep|ReentrantLock\\.lock|Object\\.wait|loadClass|Thread\\.onSpinWait");

  private static final List<String> PLUMBING =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private ObjectNames() {}

  /**
   * Such as {@code ReentrantLock@1f} of {@code java.util.concurrent.locks.ReentrantLock$...@1f}.
   */
  public static String object(String dumped) {
    int at = dumped.lastIndexOf('@');
    String type = at < 0 ? dumped : dumped.substring(0, at);
    String identity = at < 0 ? "" : dumped.substring(at);
    return simple(maker(type)) + identity;
  }

  /** The same of a class and an identity hash code. */
  public static String object(String type, int identity) {
    return object(type + "@" + Integer.toHexString(identity));
  }

  /** The class that people know, of one that it is made of. */
  public static String maker(String type) {
    return SYNC.matcher(type).replaceFirst("");
  }

  private static String simple(String type) {
    if (type.endsWith("AbstractQueuedSynchronizer$ConditionObject")) {
      return "Condition";
    }
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /** The class's name of a method as dumps write it, without module; {@code a.B.c} of all. */
  static String method(String dumped) {
    int bracket = dumped.indexOf('(');
    String name = bracket < 0 ? dumped : dumped.substring(0, bracket);
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** The class of a method as {@link #method} gives it, without those it is nested in. */
  static String type(String method) {
    return method.substring(0, Math.max(0, method.lastIndexOf('.')));
  }

  /** Class and method without the package. */
  static String shortMethod(String dumped) {
    String name = method(dumped);
    int method = name.lastIndexOf('.');
    int type = name.lastIndexOf('.', method - 1);
    return name.substring(type + 1)
        .replace("AbstractQueuedSynchronizer$ConditionObject", "Condition");
  }

  /** True for methods of the JDK. */
  static boolean isJdk(String dumped) {
    String name = method(dumped);
    return PLUMBING.stream().anyMatch(name::startsWith);
  }

  /**
   * The innermost method of the program itself with what it called of the JDK, else the innermost
   * one; empty if there is none.
   */
  static String place(List<String> stack) {
    for (int i = 0; i < stack.size(); i++) {
      if (!isJdk(stack.get(i))) {
        String called = i == 0 ? "" : shortMethod(stack.get(i - 1));
        boolean tells = i > 0 && !UNTELLING.matcher(method(stack.get(i - 1))).find();
        return shortMethod(stack.get(i)) + (tells ? " (" + called + ")" : "");
      }
    }
    return stack.isEmpty() ? "" : shortMethod(stack.getFirst());
  }
}
