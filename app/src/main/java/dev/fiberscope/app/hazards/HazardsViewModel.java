package dev.fiberscope.app.hazards;

import dev.fiberscope.app.message.RecordedMessages.HandDecoders;
import dev.fiberscope.app.message.ReplayDivergence;
import dev.fiberscope.app.session.Answers;
import dev.fiberscope.app.session.Answers.Answer;
import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.ErrorSentence;
import dev.fiberscope.app.session.HazardMark;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.recordings.analysis.Analysis;
import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Limits;
import dev.fiberscope.recordings.analysis.Mutes;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.code.ClassFiles;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.report.Report;
import dev.fiberscope.recordings.rules.Rules;
import dev.fiberscope.recordings.threads.ThreadSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What rules find in the open session: checked beside the window, again while it grows. */
public final class HazardsViewModel {
  /** A session that grows is checked anew so long after the last time. */
  private static final long PAUSE_NANOS = 5_000_000_000L;

  private static final int MOST_MARKS = 300;

  private final SessionModel model;
  private final Background checking;
  private final Supplier<List<ThreadSnapshot>> snapshots;
  private final HandDecoders handDecoders;
  private final Consumer<String> problem;
  private final ReadOnlyObjectWrapper<Report> report = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Finding> selected = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper doing = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Set<Severity>> shown =
      new ReadOnlyObjectWrapper<>(EnumSet.allOf(Severity.class));
  private long checkedAt;
  private boolean busy;
  private boolean again;

  /**
   * @param checking where rules run
   * @param snapshots of threads, of the open session
   * @param handDecoders finds decoders that are written by hand
   * @param problem told, in a sentence, that mutes could not be kept
   */
  public HazardsViewModel(
      SessionModel model,
      Background checking,
      Supplier<List<ThreadSnapshot>> snapshots,
      HandDecoders handDecoders,
      Consumer<String> problem) {
    this.model = model;
    this.checking = checking;
    this.snapshots = snapshots;
    this.handDecoders = handDecoders;
    this.problem = problem;
    model.openProperty().addListener((_, before, open) -> opened(before, open));
  }

  private void opened(OpenSession before, OpenSession open) {
    if (!SessionModel.isMoreOfTheSame(before, open)) {
      checking.cancel();
      busy = false;
      again = false;
      checkedAt = 0;
      report.set(null);
      selected.set(null);
    }
    // What is cut off in the middle looks like a hazard: an end that has not been read yet.
    if (open != null && !open.session().isPartial()) {
      boolean early = open.isPart() && System.nanoTime() - checkedAt < PAUSE_NANOS;
      if (!early || checkedAt == 0) {
        check();
      }
    }
  }

  /** Asks the rules again, as when a snapshot has come. */
  public void check() {
    OpenSession open = model.open();
    if (open == null || open.session().isPartial()) {
      return;
    }
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    checkedAt = System.nanoTime();
    List<ThreadSnapshot> taken = snapshots.get();
    doing.set("Checking rules\u2026");
    checking.start(
        "Checking rules",
        task -> report(open, taken, task),
        now -> checked(open, now),
        failed -> {
          over();
          problem.accept("Rules could not be checked: " + ErrorSentence.of(failed));
        });
  }

  private Report report(OpenSession open, List<ThreadSnapshot> taken, Background.Task task)
      throws IOException {
    Path folder = open.file().toAbsolutePath().getParent();
    Observed seen =
        new Observed(
            open.session(),
            open.index(),
            taken,
            ClassFiles.of(open.session().facts().classPath(), folder),
            Limits.DEFAULT);
    Mutes mutes = Mutes.of(open.file());
    Report report = Report.of(open.file(), seen, Analysis.of(seen, Rules.ALL), mutes);
    if (open.isPart()) {
      // Replaying every decode again and again takes long; once it is over it is done.
      return report;
    }
    if (!report.findings().isEmpty()) {
      // That nothing was found is said when all was looked at.
      task.show(() -> showOf(open, report));
    }
    Analysis replayed = Analysis.of(seen, List.of(new ReplayDivergence(handDecoders)));
    return Report.of(open.file(), seen, report.analysis().and(replayed), mutes);
  }

  private void checked(OpenSession open, Report now) {
    over();
    showOf(open, now);
    if (again) {
      again = false;
      check();
    }
  }

  private void showOf(OpenSession open, Report now) {
    if (model.open() == open || SessionModel.isMoreOfTheSame(open, model.open())) {
      show(now);
    }
  }

  private void over() {
    busy = false;
    doing.set("");
  }

  private void show(Report now) {
    report.set(now);
    String key = selected.get() == null ? "" : selected.get().key();
    selected.set(
        now.analysis().findings().stream()
            .filter(finding -> finding.key().equals(key))
            .findFirst()
            .orElse(now.findings().isEmpty() ? null : now.findings().getFirst()));
    model.showHazards(marks(now), answers(now));
  }

  private Answers answers(Report now) {
    return new Answers(
        now.findings().stream()
            .map(
                finding ->
                    new Answer(
                        finding.severity(),
                        finding.rule().title(),
                        finding.summary(),
                        finding.worst().isEmpty() ? Selection.EMPTY : place(finding.first())))
            .toList(),
        now.analysis().checked(),
        now.analysis().lacking().size());
  }

  private static List<HazardMark> marks(Report report) {
    List<HazardMark> marks = new ArrayList<>();
    for (Finding finding : report.findings()) {
      for (Occurrence each : finding.worst()) {
        marks.add(
            new HazardMark(
                each.from(),
                each.to(),
                each.fiber(),
                finding.severity(),
                finding.rule().title() + ": " + each.sentence()));
      }
    }
    marks.sort(Comparator.comparing(HazardMark::severity).reversed());
    return marks.subList(0, Math.min(MOST_MARKS, marks.size()));
  }

  /** All findings as a table; empty until the rules have been asked. */
  public Optional<Rows> table() {
    return Optional.ofNullable(report.get()).map(FindingRows::new);
  }

  /** Null until the rules have been asked. */
  public ReadOnlyObjectProperty<Report> reportProperty() {
    return report.getReadOnlyProperty();
  }

  /** The finding that is looked at; null for none. */
  public ReadOnlyObjectProperty<Finding> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  public void select(Finding finding) {
    selected.set(finding);
  }

  /** What it does now, in words; empty if nothing. */
  public ReadOnlyStringProperty doingProperty() {
    return doing.getReadOnlyProperty();
  }

  /** The severities that are listed. */
  public ReadOnlyObjectProperty<Set<Severity>> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** Lists findings of a severity, or no longer. */
  public void toggle(Severity severity) {
    Set<Severity> next = EnumSet.copyOf(EnumSet.allOf(Severity.class));
    next.retainAll(shown.get());
    if (!next.remove(severity)) {
      next.add(severity);
    }
    shown.set(next);
  }

  /** The findings that are listed. */
  public List<Finding> listed() {
    return report.get() == null
        ? List.of()
        : report.get().findings().stream()
            .filter(finding -> shown.get().contains(finding.severity()))
            .toList();
  }

  /** Tells no more of a finding in this recording, and keeps why beside it. */
  public void mute(Finding finding, String reason) {
    keep(report.get().mutes().with(finding.key(), reason.strip()));
  }

  /** Tells of a finding again. */
  public void unmute(Finding finding) {
    keep(report.get().mutes().without(finding.key()).without(finding.rule().id()));
  }

  private void keep(Mutes mutes) {
    Report now = report.get();
    try {
      mutes.save(now.file());
    } catch (IOException cannotWrite) {
      problem.accept(
          "What is muted could not be kept beside the recording: "
              + ErrorSentence.of(cannotWrite)
              + " It stays until the window is closed.");
    }
    show(Report.of(now.file(), now.seen(), now.analysis(), mutes));
  }

  /** Selects what an occurrence is about: a decode, or a fiber at that time. */
  public void reveal(Occurrence occurrence) {
    Selection place = place(occurrence);
    if (!place.isEmpty()) {
      model.select(place);
    }
  }

  private Selection place(Occurrence occurrence) {
    OpenSession open = model.open();
    if (open == null || occurrence.fiber() < 0) {
      return Selection.EMPTY;
    }
    long middle = occurrence.from() + (occurrence.to() - occurrence.from()) / 2;
    Selection there = Selection.at(open, occurrence.fiber(), middle);
    return occurrence.decode() < 0 || there.decode() == occurrence.decode()
        ? there
        : Selection.ofDecode(open, occurrence.decode());
  }
}
