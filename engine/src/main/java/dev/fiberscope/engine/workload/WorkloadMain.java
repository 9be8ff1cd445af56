package dev.fiberscope.engine.workload;

import dev.fiberscope.engine.fiber.Carriers;
import dev.fiberscope.engine.fiber.FiberRuntime;
import dev.fiberscope.engine.fiber.VirtualThreads;
import dev.fiberscope.engine.workload.OrdersWorkload.Scale;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * The main class of a JVM that runs a workload and records it. Takes orders, fibers, chunk bytes,
 * seed, a {@code .jfc} file of flight settings, the recording to write, and how many carriers of
 * our own run the fibers, 0 for virtual threads on the JDK's. Prints lines {@code progress DONE
 * TOTAL} and {@code right RIGHT TOTAL}; exits with 1 if an order came out wrong.
 */
public final class WorkloadMain {
  private static final int PROGRESS_STEPS = 100;
  private static final Scale WARM_UP = new Scale(1_000, 50, 16, 0);

  private WorkloadMain() {}

  public static void main(String[] args) throws IOException, ParseException {
    Scale scale =
        new Scale(
            Integer.parseInt(args[0]),
            Integer.parseInt(args[1]),
            Integer.parseInt(args[2]),
            Long.parseLong(args[3]));
    int carriers = Integer.parseInt(args[6]);
    int right;
    try (FiberRuntime runtime = runtime(carriers)) {
      // Without it the recording would show class loading more than fibers.
      new OrdersWorkload(WARM_UP, runtime).run(_ -> {});
      try (Recording recording = new Recording(Configuration.create(Path.of(args[4])))) {
        recording.start();
        right = run(scale, runtime);
        recording.stop();
        recording.dump(Path.of(args[5]));
      }
    }
    System.out.println("right " + right + " " + scale.orders());
    System.exit(right == scale.orders() ? 0 : 1);
  }

  private static FiberRuntime runtime(int carriers) {
    return carriers == 0
        ? new VirtualThreads()
        : Carriers.orVirtualThreads(carriers, System.out::println);
  }

  private static int run(Scale scale, FiberRuntime runtime) {
    int step = Math.max(1, scale.orders() / PROGRESS_STEPS);
    return new OrdersWorkload(scale, runtime)
        .run(
            done -> {
              if (done % step == 0) {
                System.out.println("progress " + done + " " + scale.orders());
              }
            });
  }
}
