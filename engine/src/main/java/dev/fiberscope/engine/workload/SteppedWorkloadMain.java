package dev.fiberscope.engine.workload;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The main class of a JVM whose fibers can be held and stepped over {@link SteppingMXBean}. Takes
 * how many fibers read and a seed; prints {@code ready} and ends when its input does.
 */
public final class SteppedWorkloadMain {
  private SteppedWorkloadMain() {}

  public static void main(String[] args) throws IOException, JMException {
    try (SteppedWorkload workload =
        new SteppedWorkload(Integer.parseInt(args[0]), Long.parseLong(args[1]))) {
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(workload, new ObjectName(SteppingMXBean.NAME));
      System.out.println("ready");
      while (System.in.read() >= 0) {
        // Until whoever started it is gone.
      }
    }
    System.exit(0);
  }
}
