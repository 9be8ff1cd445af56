import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.concurrent.locks.LockSupport;

/** An agent of somebody else that rewrites the same classes all the time, as profilers may. */
public final class OtherAgent {
  private static final int OFTEN_NANOS = 5_000_000;

  private OtherAgent() {}

  /** It is loaded into a JVM that runs. */
  public static void agentmain(String ignored, Instrumentation jvm) throws Exception {
    jvm.addTransformer(
        new ClassFileTransformer() {
          @Override
          public byte[] transform(
              ClassLoader loader, String name, Class<?> old, ProtectionDomain of, byte[] bytes) {
            return bytes.clone();
          }
        },
        true);
    Class<?>[] classes = {
      Class.forName("java.lang.VirtualThread"), ThreadLocal.class, LockSupport.class
    };
    Thread thread =
        new Thread(
            () -> {
              while (true) {
                try {
                  jvm.retransformClasses(classes);
                } catch (Throwable refused) {
                  System.out.println("the other agent: " + refused);
                  return;
                }
                LockSupport.parkNanos(OFTEN_NANOS);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
