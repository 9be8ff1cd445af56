package dev.fiberscope.recordings.live;

import dev.fiberscope.recordings.source.FlightSettings;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import dev.fiberscope.recordings.threads.SchedulerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A JVM on this machine: asked by diagnostic commands to record, its repository followed. Nothing
 * of ours stays where it lives: a thread dump is removed once it is read, and so are the settings
 * that a JDK before 24 reads from a file.
 */
public final class LocalSource implements LiveSource {
  /** How long a recording goes on that nobody renews. */
  static final int LEASE_MINUTES = 10;

  /** What the JVM keeps for us, should we be slow. */
  private static final String KEPT = "maxage=2m maxsize=1g";

  private static final String REPOSITORY = "jdk.jfr.repository";

  /** Written to nowhere: a recording with a duration is always written to some file at its end. */
  private static final String NOWHERE =
      System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null";

  /** Before this JDK a JVM takes commands of a thousand characters at most. */
  private static final int LONG_COMMANDS = 24;

  /** A JVM that has not told of its scheduler so often in a row is too old to. */
  private static final int MOST_SILENCES = 3;

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final LocalJvm target;
  private final Level level;
  private final JvmControl control;
  private final JvmVersion version;
  private final Path repository;
  private final boolean ownRepository;
  private final RepositoryTail tail;
  private final String temporary;
  private String recording;
  private int silences;
  private volatile Optional<String> ended = Optional.empty();

  private LocalSource(LocalJvm target, Level level, JvmControl control)
      throws AttachException, IOException {
    this.target = target;
    this.level = level;
    this.control = control;
    Properties before = control.systemProperties();
    version = JvmVersion.of(before.getProperty("java.version", ""));
    version.requireFibers("JVM " + target.pid());
    temporary = before.getProperty("java.io.tmpdir", "/tmp");
    String used = before.getProperty(REPOSITORY);
    ownRepository = used == null;
    Set<Path> older = used == null ? Set.of() : RepositoryTail.chunks(file(used));
    if (level.isDeep()) {
      weave();
    }
    recording = start();
    String now = control.systemProperties().getProperty(REPOSITORY);
    if (now == null) {
      throw new AttachException(
          "JVM " + target.pid() + " records, but does not tell where to (" + REPOSITORY + ").");
    }
    repository = file(now);
    if (!Files.isReadable(repository)) {
      throw new AttachException(
          "JVM " + target.pid() + " records to " + now + ", which cannot be read from here.");
    }
    tail = new RepositoryTail(repository, older);
  }

  private Path file(String path) {
    return Namespaces.file(target.pid(), path);
  }

  /**
   * Lets a JVM record.
   *
   * @throws AttachException if it cannot, or must not
   */
  public static LocalSource start(LocalJvm target, Level level) throws AttachException {
    JvmControl control = JvmControl.attach(target);
    try {
      return new LocalSource(target, level, control);
    } catch (IOException unreadable) {
      control.close();
      throw new AttachException(
          "What JVM " + target.pid() + " records cannot be read: " + unreadable.getMessage() + ".",
          unreadable);
    } catch (AttachException sentence) {
      control.close();
      throw sentence;
    }
  }

  /** The agent's calls go when the recording ends: nobody may be there any more to ask for it. */
  private void weave() throws AttachException {
    if (target.unrehearsed().isEmpty()) {
      Rehearsal.play(target);
    }
    Agent.weave(control, target, temporary, level == Level.DEEPEST);
  }

  private String start() throws AttachException {
    String name = "fiberscope-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
    FlightSettings settings = FlightSettings.of(level);
    if (version.feature() >= LONG_COMMANDS) {
      start(name, "none " + inline(settings));
      return name;
    }
    String path = temporary + "/" + name + ".jfc";
    Path here = file(path);
    try {
      Files.writeString(here, settings.toJfc());
      start(name, path);
      return name;
    } catch (IOException readOnly) {
      throw new AttachException(
          "JVM "
              + target.pid()
              + " is told what to record in a file, but "
              + here
              + " cannot be written: "
              + readOnly.getMessage()
              + ".",
          readOnly);
    } finally {
      here.toFile().delete();
    }
  }

  private static String inline(FlightSettings settings) {
    return settings.toOptions().entrySet().stream()
        // Values with a blank would be two words.
        .map(each -> "+" + each.getKey() + "=" + each.getValue().replace(" ", ""))
        .collect(Collectors.joining(" "));
  }

  private void start(String name, String settings) throws AttachException {
    String said =
        control.jcmd(
            "JFR.start name="
                + name
                + " "
                + KEPT
                + " duration="
                + LEASE_MINUTES
                + "m filename="
                + NOWHERE
                + " settings="
                + settings);
    if (!said.contains("Started recording")) {
      if (level.isDeep()) {
        Agent.unweave(control, target, temporary);
      }
      throw new AttachException(
          "JVM " + target.pid() + " does not record: " + said.strip().replaceAll("\\R+", " "));
    }
  }

  @Override
  public String told() {
    return target.name()
        + "  \u00b7  pid "
        + target.pid()
        + (version.text().isEmpty() ? "" : "  \u00b7  JDK " + version.text());
  }

  @Override
  public boolean read(ByteSink sink) throws IOException {
    // Asked before reading: what it wrote before it ended is read then.
    boolean alive = isAlive();
    boolean any = tail.read(sink);
    if (!alive && !any && ended.isEmpty()) {
      ended = Optional.of(JvmControl.ended(target.pid()));
    }
    return any;
  }

  @Override
  public Optional<String> ended() {
    return ended;
  }

  @Override
  public void renew() throws AttachException {
    String before = recording;
    recording = start();
    control.jcmd("JFR.stop name=" + before);
  }

  @Override
  public Optional<SchedulerState> scheduler() {
    if (silences == MOST_SILENCES || ended.isPresent()) {
      return Optional.empty();
    }
    try {
      Optional<SchedulerState> state =
          SchedulerState.parse(control.jcmd("Thread.vthread_scheduler"));
      silences = 0;
      return state;
    } catch (AttachException unknownOrBusy) {
      silences++;
      return Optional.empty();
    }
  }

  @Override
  public byte[] threads() throws AttachException {
    // Who agreed to the one agreed to the other.
    return level.isDeep()
        ? ThreadDumps.deep(control, target, temporary)
        : ThreadDumps.of(control, target.pid(), temporary);
  }

  @Override
  public boolean looksFirst() {
    return level.isDeep();
  }

  /** A JVM that was killed leaves its repository; where that was made for us it is removed. */
  private void removeRepository() throws IOException {
    for (Path chunk : RepositoryTail.chunks(repository)) {
      Files.deleteIfExists(chunk);
    }
    Files.deleteIfExists(repository);
  }

  private boolean isAlive() {
    return ProcessHandle.of(target.pid()).filter(ProcessHandle::isAlive).isPresent();
  }

  @Override
  public void stop() {
    try {
      if (isAlive()) {
        // The chunks go with it, but not while they are open.
        tail.openAll();
        control.jcmd("JFR.stop name=" + recording);
        tail.openAll();
      }
    } catch (AttachException | IOException silent) {
      // It ends its recording by itself after a while.
    }
  }

  @Override
  public void close() {
    try {
      tail.close();
      if (ownRepository && !isAlive()) {
        removeRepository();
      }
    } catch (IOException gone) {
      // Then there is nothing to remove.
    } finally {
      control.close();
    }
  }
}
