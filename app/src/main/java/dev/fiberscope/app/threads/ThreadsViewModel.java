package dev.fiberscope.app.threads;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.ErrorSentence;
import dev.fiberscope.app.session.SnapshotsViewModel.Snapshot;
import dev.fiberscope.app.session.Words;
import dev.fiberscope.recordings.live.AttachException;
import dev.fiberscope.recordings.live.LocalJvm;
import dev.fiberscope.recordings.live.ThreadDumps;
import dev.fiberscope.recordings.threads.StackGroup;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Every thread of a snapshot, those that do the same together, filtered by words. */
public final class ThreadsViewModel {
  /** What is looked at. */
  record Shown(String title, Snapshot snapshot, List<StackGroup> groups) {}

  private final Background asking;
  private final Consumer<String> problem;
  private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>();
  private final StringProperty filter = new SimpleStringProperty("");

  /**
   * @param asking where a JVM is asked
   * @param problem told, in sentences, what goes wrong
   */
  public ThreadsViewModel(Background asking, Consumer<String> problem) {
    this.asking = asking;
    this.problem = problem;
  }

  /** Null if nothing is. */
  ReadOnlyObjectProperty<Shown> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  StringProperty filterProperty() {
    return filter;
  }

  /** Asks a JVM that is not watched. */
  public void ask(LocalJvm jvm) {
    ask(jvm, ThreadDumps::of);
  }

  /** Asks one by the agent: only where somebody agreed. */
  public void askDeep(LocalJvm jvm) {
    ask(jvm, ThreadDumps::deep);
  }

  private interface Dump {
    byte[] of(LocalJvm jvm) throws AttachException;
  }

  private void ask(LocalJvm jvm, Dump dump) {
    problem.accept("");
    asking.start(
        "Asking JVM " + jvm.pid() + " for its threads",
        _ -> shown(jvm.name() + ", " + jvm.place(), Snapshot.of(ThreadDumps.read(dump.of(jvm)))),
        this::show,
        reason -> problem.accept(ErrorSentence.of(reason)));
  }

  /** Looks at all of a snapshot. */
  public void show(Snapshot snapshot) {
    asking.start("Sorting threads", _ -> shown("All threads", snapshot), this::show);
  }

  private static Shown shown(String title, Snapshot snapshot) {
    return new Shown(title, snapshot, StackGroup.of(snapshot.threads()));
  }

  private void show(Shown next) {
    filter.set("");
    shown.set(next);
  }

  public void close() {
    shown.set(null);
  }

  /** The groups in which some thread's name, state or method has all the words. */
  List<StackGroup> groups() {
    Words words = Words.of(filter.get());
    return shown.get().groups().stream().filter(group -> matches(group, words)).toList();
  }

  private static boolean matches(StackGroup group, Words words) {
    return words.in(group.doing())
        || group.threads().stream().anyMatch(thread -> words.in(thread.told()))
        || group.threads().getFirst().stack().stream().anyMatch(words::in);
  }
}
