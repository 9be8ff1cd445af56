package dev.fiberscope.recordings.live;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Diagnostic commands to a JVM on this machine. It may not answer, for it may be stopped or dying:
 * nobody waits for it longer than a while.
 */
final class JvmControl implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 15;

  private final long pid;
  private final VirtualMachine jvm;

  private JvmControl(long pid, VirtualMachine jvm) {
    this.pid = pid;
    this.jvm = jvm;
  }

  /**
   * Attaches to a JVM.
   *
   * @throws AttachException if that cannot be done
   */
  static JvmControl attach(LocalJvm target) throws AttachException {
    if (target.refusal().isPresent()) {
      throw new AttachException(
          "JVM " + target.pid() + " cannot be attached to, " + target.refusal().get() + ".");
    }
    long pid = target.pid();
    try {
      return new JvmControl(
          pid,
          patiently(
              pid,
              () -> {
                try {
                  return VirtualMachine.attach(String.valueOf(pid));
                } catch (AttachNotSupportedException no) {
                  throw new NotAttachableException(no);
                }
              }));
    } catch (NotAttachableException no) {
      throw new AttachException(
          "Process "
              + pid
              + " does not answer as a JVM that can be attached to: it is none, is not up yet, runs"
              + " with -XX:+DisableAttachMechanism, or with -Xrs after somebody removed its"
              + " socket /tmp/.java_pid"
              + pid
              + ".",
          no);
    } catch (IOException problem) {
      throw new AttachException(refused(target, problem), problem);
    }
  }

  private static String refused(LocalJvm target, IOException problem) {
    long pid = target.pid();
    if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
      return ended(pid);
    }
    String said = String.valueOf(problem.getMessage());
    return said.contains("not permitted") || said.contains("denied")
        ? "JVM "
            + pid
            + " belongs to another user; run Fiberscope as "
            + (target.user().isEmpty() ? "that user or root." : target.user() + " or root.")
        : "JVM " + pid + " cannot be attached to: " + said + ".";
  }

  static String ended(long pid) {
    return "JVM " + pid + " has ended.";
  }

  /** What a diagnostic command says. */
  String jcmd(String command) throws AttachException {
    try {
      return patiently(pid, () -> execute(command));
    } catch (IOException problem) {
      throw new AttachException(
          ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()
              ? ended(pid)
              : "JVM " + pid + " refuses " + command.split(" ")[0] + ": " + reason(problem),
          problem);
    }
  }

  /** The last line tells why; those before it tell where in the JVM that was found. */
  private static String reason(IOException problem) {
    String[] lines = String.valueOf(problem.getMessage()).strip().split("\\R");
    String first = lines[0].replaceFirst("^[\\w.]+Exception: ", "");
    return first.endsWith(".") ? first : first + ".";
  }

  // It is public, of a class that its module keeps to itself.
  private String execute(String command) throws IOException {
    try (InputStream in =
        (InputStream) jvm.getClass().getMethod("executeJCmd", String.class).invoke(jvm, command)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof IOException problem) {
        throw problem;
      }
      throw new IOException(thrown.getCause());
    } catch (IllegalAccessException closed) {
      throw new IOException(
          "Fiberscope's own Java was started without"
              + " --add-exports=jdk.attach/sun.tools.attach=dev.fiberscope.recordings",
          closed);
    } catch (ReflectiveOperationException other) {
      throw new IOException(other);
    }
  }

  /** Loads an agent; what it wants is asked for with people before. */
  void loadAgent(String jar, String wish) throws AttachException {
    try {
      patiently(
          pid,
          () -> {
            try {
              jvm.loadAgent(jar, wish);
              return true;
            } catch (AgentLoadException | AgentInitializationException refused) {
              throw new IOException(refused);
            }
          });
    } catch (IOException problem) {
      String said = String.valueOf(problem.getMessage());
      throw new AttachException(
          said.contains("Dynamic agent loading is not enabled")
              ? "JVM "
                  + pid
                  + " was started with -XX:-EnableDynamicAgentLoading, so no agent can be loaded."
              : "JVM " + pid + " does not load the agent: " + reason(problem),
          problem);
    }
  }

  Properties systemProperties() throws AttachException {
    try {
      return patiently(pid, jvm::getSystemProperties);
    } catch (IOException problem) {
      throw new AttachException(
          "JVM " + pid + " does not tell about itself: " + reason(problem), problem);
    }
  }

  private static final class NotAttachableException extends IOException {
    private static final long serialVersionUID = 1L;

    private NotAttachableException(AttachNotSupportedException cause) {
      super(cause);
    }
  }

  private static <T> T patiently(long pid, Callable<T> call) throws AttachException, IOException {
    FutureTask<T> asked = new FutureTask<>(call);
    Thread.ofPlatform().daemon().name("fiberscope-ask-" + pid).start(asked);
    try {
      return asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException thrown) {
      throw thrown.getCause() instanceof IOException problem
          ? problem
          : new IOException(thrown.getCause());
    } catch (TimeoutException silent) {
      throw new AttachException(
          "JVM "
              + pid
              + " has not answered for "
              + PATIENCE_SECONDS
              + " s; it is "
              + (Namespaces.isStopped(pid)
                  ? "stopped (kill -CONT " + pid + " lets it go on)."
                  : "too busy, or hangs in the JVM itself."),
          silent);
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      throw new AttachException("Attaching to JVM " + pid + " was cancelled.", cancelled);
    }
  }

  @Override
  public void close() {
    try {
      jvm.detach();
    } catch (IOException gone) {
      // Then there is nothing to detach from.
    }
  }
}
