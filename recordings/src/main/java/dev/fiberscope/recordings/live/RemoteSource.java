package dev.fiberscope.recordings.live;

import dev.fiberscope.recordings.source.FlightSettings;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import dev.fiberscope.recordings.threads.SchedulerState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import jdk.management.jfr.FlightRecorderMXBean;

/** A JVM that is reached over JMX: its flight recorder's bean records and gives the bytes. */
public final class RemoteSource implements LiveSource {
  private static final String RECORDER = "jdk.management.jfr:type=FlightRecorder";
  private static final String SCHEDULER = "jdk.management:type=VirtualThreadScheduler";
  private static final String BLOCK = String.valueOf(1 << 20);
  private static final int LEASE_SECONDS = LocalSource.LEASE_MINUTES * 60;

  private final RemoteJvm target;
  private final JMXConnector connector;
  private final MBeanServerConnection beans;
  private final FlightRecorderMXBean recorder;
  private final JvmVersion version;
  private final long recording;
  private final long stream;
  private final long began = System.nanoTime();
  private boolean tellsScheduler = true;
  private boolean gone;
  private volatile Optional<String> ended = Optional.empty();

  private RemoteSource(RemoteJvm target, Level level, JMXConnector connector)
      throws IOException, AttachException {
    this.target = target;
    this.connector = connector;
    beans = connector.getMBeanServerConnection();
    version =
        JvmVersion.of(
            ManagementFactory.newPlatformMXBeanProxy(
                    beans, ManagementFactory.RUNTIME_MXBEAN_NAME, RuntimeMXBean.class)
                .getSpecVersion());
    version.requireFibers(target.toString());
    if (!isThere(RECORDER)) {
      throw new AttachException(
          target + " has no JDK Flight Recorder: its Java lacks the module jdk.management.jfr.");
    }
    recorder =
        ManagementFactory.newPlatformMXBeanProxy(beans, RECORDER, FlightRecorderMXBean.class);
    recording = recorder.newRecording();
    recorder.setRecordingSettings(
        recording,
        FlightSettings.of(level).toOptions().entrySet().stream()
            .filter(each -> version.feature() >= 25 || !each.getKey().contains("MethodTrace"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    recorder.setRecordingOptions(
        recording,
        Map.of("name", "fiberscope", "maxAge", "2 m", "maxSize", "1073741824", "disk", "true"));
    extend();
    recorder.startRecording(recording);
    stream = recorder.openStream(recording, Map.of("streamVersion", "1.0", "blockSize", BLOCK));
  }

  /**
   * Connects to a JVM and lets it record.
   *
   * @throws AttachException if it cannot, or must not
   */
  public static RemoteSource start(RemoteJvm target, Level level) throws AttachException {
    if (level.isDeep()) {
      throw new AttachException(
          "No agent can be loaded from afar. Start "
              + target.place()
              + " with -javaagent:fiberscope-agent.jar and watch it at level light: what the agent"
              + " tells is recorded then.");
    }
    JMXConnector connector = RemoteConnection.connect(target);
    try {
      return new RemoteSource(target, level, connector);
    } catch (IOException | UndeclaredThrowableException | IllegalStateException refused) {
      close(connector);
      throw new AttachException(
          target + " does not record: " + refused.getMessage() + ".", refused);
    } catch (SecurityException readOnly) {
      close(connector);
      throw new AttachException(
          target
              + " lets user "
              + target.user().orElse("nobody")
              + " only read; recording needs readwrite (jmxremote.access).",
          readOnly);
    } catch (AttachException sentence) {
      close(connector);
      throw sentence;
    }
  }

  private boolean isThere(String bean) throws IOException {
    try {
      return beans.isRegistered(new ObjectName(bean));
    } catch (JMException never) {
      throw new IOException(never);
    }
  }

  private void extend() {
    long seconds = (System.nanoTime() - began) / 1_000_000_000L + LEASE_SECONDS;
    recorder.setRecordingOptions(recording, Map.of("duration", seconds + " s"));
  }

  @Override
  public String told() {
    return target + (version.text().isEmpty() ? "" : "  \u00b7  JDK " + version.text());
  }

  @Override
  public boolean read(ByteSink sink) throws IOException {
    try {
      boolean any = false;
      byte[] bytes = recorder.readStream(stream);
      while (bytes != null && bytes.length > 0) {
        sink.append(bytes, 0, bytes.length);
        any = true;
        bytes = recorder.readStream(stream);
      }
      if (bytes == null) {
        ended = Optional.of("The recording at " + target + " was stopped there.");
      }
      return any;
    } catch (IOException | UndeclaredThrowableException lost) {
      gone = true;
      ended = Optional.of(target + " is gone: it has ended, or the connection is lost.");
      return false;
    }
  }

  @Override
  public Optional<String> ended() {
    return ended;
  }

  @Override
  public void renew() throws AttachException {
    try {
      extend();
    } catch (UndeclaredThrowableException | IllegalStateException gone) {
      throw new AttachException(target + " does not let the recording go on.", gone);
    }
  }

  @Override
  public Optional<SchedulerState> scheduler() {
    if (!tellsScheduler) {
      return Optional.empty();
    }
    try {
      ObjectName bean = new ObjectName(SCHEDULER);
      return Optional.of(
          new SchedulerState(
              number(bean, "Parallelism"),
              number(bean, "PoolSize"),
              number(bean, "MountedVirtualThreadCount"),
              number(bean, "QueuedVirtualThreadCount"),
              -1));
    } catch (JMException | IOException | SecurityException notTold) {
      tellsScheduler = false;
      return Optional.empty();
    }
  }

  private int number(ObjectName bean, String attribute) throws JMException, IOException {
    return ((Number) beans.getAttribute(bean, attribute)).intValue();
  }

  @Override
  public byte[] threads() throws AttachException {
    throw new AttachException(
        "A JVM writes thread dumps to a file on its own machine, so "
            + target
            + " cannot be asked for one from here; run fiberscope threads PID there.");
  }

  @Override
  public void stop() {
    try {
      if (ended.isEmpty()) {
        recorder.stopRecording(recording);
      }
    } catch (UndeclaredThrowableException | IllegalStateException gone) {
      // It ends its recording by itself after a while.
    }
  }

  @Override
  public void close() {
    try {
      if (!gone) {
        recorder.closeStream(stream);
        recorder.closeRecording(recording);
      }
    } catch (IOException | UndeclaredThrowableException | IllegalStateException lost) {
      // Then it closes it.
    } finally {
      close(connector);
    }
  }

  private static void close(JMXConnector connector) {
    try {
      connector.close();
    } catch (IOException lost) {
      // Then it is closed.
    }
  }
}
