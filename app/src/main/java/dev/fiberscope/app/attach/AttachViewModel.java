package dev.fiberscope.app.attach;

import dev.fiberscope.app.session.AttachPlan;
import dev.fiberscope.app.session.LiveViewModel;
import dev.fiberscope.app.session.Settings;
import dev.fiberscope.recordings.live.JvmVersion.Tells;
import dev.fiberscope.recordings.live.LiveRecording.Limits;
import dev.fiberscope.recordings.live.LocalJvm;
import dev.fiberscope.recordings.live.RemoteJvm;
import dev.fiberscope.recordings.live.Target;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What somebody agrees to before a JVM is watched. */
public final class AttachViewModel {
  private static final String LEVEL = "attach.level";
  private static final String AGE = "attach.minutes";
  private static final String SIZE = "attach.mebibytes";

  private final LiveViewModel live;
  private final Settings settings;
  private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
  private final ObjectProperty<Level> level = new SimpleObjectProperty<>(Level.STANDARD);
  private final ObjectProperty<Integer> minutes = new SimpleObjectProperty<>(10);
  private final ObjectProperty<Integer> mebibytes = new SimpleObjectProperty<>(2_048);
  private final StringProperty address = new SimpleStringProperty("");
  private final StringProperty user = new SimpleStringProperty("");
  private final StringProperty password = new SimpleStringProperty("");
  private final BooleanProperty tls = new SimpleBooleanProperty();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private Optional<LocalJvm> local = Optional.empty();
  private Path file = Path.of("");

  public AttachViewModel(LiveViewModel live, Settings settings) {
    this.live = live;
    this.settings = settings;
    level.set(remembered());
    minutes.set((int) settings.number(AGE, minutes.get()));
    mebibytes.set((int) settings.number(SIZE, mebibytes.get()));
  }

  private Level remembered() {
    try {
      return Level.valueOf(settings.get(LEVEL, Level.STANDARD.name()));
    } catch (IllegalArgumentException edited) {
      return Level.STANDARD;
    }
  }

  public ReadOnlyBooleanProperty openProperty() {
    return open.getReadOnlyProperty();
  }

  public ObjectProperty<Level> levelProperty() {
    return level;
  }

  /** How much of it is kept in the window. */
  public ObjectProperty<Integer> minutesProperty() {
    return minutes;
  }

  /** How much memory that may take, in MiB. */
  public ObjectProperty<Integer> mebibytesProperty() {
    return mebibytes;
  }

  /** Host and port of a JVM elsewhere. */
  public StringProperty addressProperty() {
    return address;
  }

  public StringProperty userProperty() {
    return user;
  }

  public StringProperty passwordProperty() {
    return password;
  }

  public BooleanProperty tlsProperty() {
    return tls;
  }

  /** What is wrong with what was typed; empty if nothing is. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The JVM of this machine that it is about; empty if it is about one elsewhere. */
  public Optional<LocalJvm> local() {
    return local;
  }

  /** What is received will be written there, unless it is about a JVM elsewhere. */
  public Path file() {
    return file;
  }

  /** True if the JVM cannot record scheduling. */
  public boolean lacksScheduling() {
    return local.filter(jvm -> jvm.version().tells() == Tells.PINS_AND_STARTS).isPresent();
  }

  /** Asks how to watch a JVM of this machine. */
  public void ask(LocalJvm jvm) {
    local = Optional.of(jvm);
    file = AttachPlan.defaultFile(jvm, LocalDateTime.now());
    problem.set("");
    open.set(false);
    open.set(true);
  }

  /** Asks which JVM elsewhere to watch, and how. */
  public void askRemote() {
    local = Optional.empty();
    if (level.get().isDeep()) {
      // No agent is loaded from afar.
      level.set(Level.STANDARD);
    }
    file = Path.of(System.getProperty("user.home"), "fiberscope");
    problem.set("");
    open.set(false);
    open.set(true);
  }

  public void cancel() {
    open.set(false);
  }

  /** Watches it as agreed; says what is wrong if that cannot be. */
  public void agree() {
    Optional<? extends Target> target = local.isPresent() ? local : remote();
    if (target.isEmpty()) {
      problem.set("A JVM elsewhere is named by host and port, such as server:9010.");
      return;
    }
    settings.put(LEVEL, level.get().name());
    settings.put(AGE, String.valueOf(minutes.get()));
    settings.put(SIZE, String.valueOf(mebibytes.get()));
    open.set(false);
    Limits limits = new Limits(Duration.ofMinutes(minutes.get()), (long) mebibytes.get() << 20);
    Path to = local.isPresent() ? file : AttachPlan.defaultFile(target.get(), LocalDateTime.now());
    live.attach(new AttachPlan(target.get(), level.get(), limits, to), Optional.empty());
    password.set("");
  }

  private Optional<RemoteJvm> remote() {
    return RemoteJvm.parse(address.get())
        .map(jvm -> jvm.withTls(tls.get()))
        .map(jvm -> user.get().isBlank() ? jvm : jvm.as(user.get().strip(), password.get()));
  }

  /** The name of a level as people type it. */
  static String text(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
