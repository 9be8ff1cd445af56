package dev.fiberscope.app.session;

import dev.fiberscope.recordings.threads.SnapshotFiles;
import dev.fiberscope.recordings.threads.Stall;
import dev.fiberscope.recordings.threads.Stalls;
import dev.fiberscope.recordings.threads.ThreadSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The snapshots of threads that belong to the open session, and the one that is looked at. */
public final class SnapshotsViewModel {
  /**
   * A snapshot with what it says.
   *
   * @param stalls what does not get on, the worst first
   */
  public record Snapshot(ThreadSnapshot threads, List<Stall> stalls) {
    public static Snapshot of(ThreadSnapshot threads) {
      return new Snapshot(threads, Stalls.of(threads));
    }

    /** When it was taken, ns since a session began. */
    public long time(OpenSession open) {
      return Duration.between(open.session().begin(), threads.time()).toNanos();
    }
  }

  private final SessionModel model;
  private final Background reading;
  private final Consumer<String> problem;
  private final ReadOnlyObjectWrapper<List<Snapshot>> snapshots =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Snapshot> shown = new ReadOnlyObjectWrapper<>();

  /**
   * @param reading where files are read
   * @param problem told, in sentences, which cannot be
   */
  public SnapshotsViewModel(SessionModel model, Background reading, Consumer<String> problem) {
    this.model = model;
    this.reading = reading;
    this.problem = problem;
    model.openProperty().addListener((_, before, open) -> opened(before, open));
  }

  private void opened(OpenSession before, OpenSession open) {
    if (SessionModel.isMoreOfTheSame(before, open)) {
      return;
    }
    snapshots.set(List.of());
    shown.set(null);
    if (open != null) {
      Path file = open.file();
      reading.start(
          "Looking for snapshots",
          _ -> {
            SnapshotFiles.Found found = SnapshotFiles.of(file);
            found.problems().forEach(sentence -> reading.later(() -> problem.accept(sentence)));
            return found.snapshots().stream().map(Snapshot::of).toList();
          },
          found -> {
            if (model.open() != null && model.open().file().equals(file)) {
              found.forEach(this::add);
            }
          });
    }
  }

  /** By time. */
  public ReadOnlyObjectProperty<List<Snapshot>> snapshotsProperty() {
    return snapshots.getReadOnlyProperty();
  }

  /** The one that is looked at; null if none is. */
  public ReadOnlyObjectProperty<Snapshot> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  public void show(Optional<Snapshot> snapshot) {
    shown.set(snapshot.orElse(null));
  }

  /** Takes one more, which is looked at. */
  public void taken(ThreadSnapshot threads) {
    reading.start("Looking who waits for whom", _ -> Snapshot.of(threads), this::addAndShow);
  }

  private void addAndShow(Snapshot snapshot) {
    add(snapshot);
    shown.set(snapshot);
  }

  private void add(Snapshot snapshot) {
    List<Snapshot> all = new ArrayList<>(snapshots.get());
    boolean known =
        all.stream().anyMatch(each -> each.threads().time().equals(snapshot.threads().time()));
    if (!known) {
      all.add(snapshot);
      all.sort(Comparator.comparing(each -> each.threads().time()));
      snapshots.set(List.copyOf(all));
    }
  }

  /** As marks on the timeline. */
  public List<Mark> marks() {
    OpenSession open = model.open();
    return open == null
        ? List.of()
        : snapshots.get().stream()
            .map(each -> new Mark(each.time(open), label(each), true))
            .toList();
  }

  private static String label(Snapshot snapshot) {
    return snapshot.stalls().stream()
        .filter(Stall::isHang)
        .findFirst()
        .map(stall -> "Snapshot: " + stall.title())
        .orElse("Snapshot");
  }

  /** The one taken at the time of a mark. */
  public Optional<Snapshot> at(Mark mark) {
    OpenSession open = model.open();
    return snapshots.get().stream().filter(each -> each.time(open) == mark.time()).findFirst();
  }
}
