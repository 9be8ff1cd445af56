package dev.fiberscope.app.cli;

import dev.fiberscope.app.session.SteppedEngine;
import dev.fiberscope.engine.workload.SteppedWorkloadMain;
import dev.fiberscope.engine.workload.SteppingMXBean;
import dev.fiberscope.recordings.live.LocalManagement;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import javax.management.JMX;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;

/** The engine in a JVM of its own, stepped over its management bean. */
public final class SteppedJvm implements SteppedEngine {
  private static final String FIBERS = "8";
  private static final String SEED = "1";

  private final Process process;
  private final JMXConnector connector;
  private final SteppingMXBean stepping;

  private SteppedJvm(Process process) throws IOException {
    this.process = process;
    connector = LocalManagement.connect(process.pid());
    try {
      stepping =
          JMX.newMXBeanProxy(
              connector.getMBeanServerConnection(),
              new ObjectName(SteppingMXBean.NAME),
              SteppingMXBean.class);
    } catch (MalformedObjectNameException never) {
      throw new IOException(never);
    }
  }

  /** Starts it; its fibers are held. */
  public static SteppedJvm start() throws IOException {
    Process process =
        new ProcessBuilder(
                JvmCommand.of(SteppedWorkloadMain.class, List.of(), List.of(FIBERS, SEED)))
            .redirectErrorStream(true)
            .start();
    try {
      StringBuilder other = new StringBuilder();
      BufferedReader out = process.inputReader();
      for (String line = out.readLine(); !"ready".equals(line); line = out.readLine()) {
        if (line == null) {
          throw new IOException("The engine's JVM ended before it was ready:\n" + other);
        }
        other.append(line).append('\n');
      }
      return new SteppedJvm(process);
    } catch (IOException | RuntimeException failed) {
      process.destroy();
      throw failed;
    }
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public void hold(boolean held) throws IOException {
    try {
      if (held) {
        stepping.pause();
      } else {
        stepping.proceed();
      }
    } catch (UndeclaredThrowableException gone) {
      throw gone(gone);
    }
  }

  @Override
  public boolean step() throws IOException {
    try {
      return stepping.step();
    } catch (UndeclaredThrowableException gone) {
      throw gone(gone);
    }
  }

  @Override
  public boolean step(String fiber) throws IOException {
    try {
      return stepping.stepFiber(fiber);
    } catch (UndeclaredThrowableException gone) {
      throw gone(gone);
    }
  }

  private static IOException gone(UndeclaredThrowableException problem) {
    return new IOException("The engine's JVM does not answer any more.", problem);
  }

  @Override
  public void close() {
    // It ends with its input; this one may end first.
    process.destroy();
    try {
      connector.close();
    } catch (IOException lost) {
      // Then it is closed.
    }
  }
}
