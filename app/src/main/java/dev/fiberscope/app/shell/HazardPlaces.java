package dev.fiberscope.app.shell;

import dev.fiberscope.app.decode.DecodeViewModel;
import dev.fiberscope.app.hazards.FindingView;
import dev.fiberscope.app.hazards.HazardsView;
import dev.fiberscope.app.hazards.HazardsViewModel;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.SnapshotsViewModel;
import dev.fiberscope.app.session.SnapshotsViewModel.Snapshot;
import dev.fiberscope.app.session.Workspace;
import dev.fiberscope.app.stacks.StacksView;
import dev.fiberscope.app.stacks.StacksViewModel;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.report.Report;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The places of hazards and of stacks, and what ties them to the others. */
final class HazardPlaces {
  /** What only the frame of the window can do. */
  record Frame(
      Runnable showSelection,
      Runnable showDecode,
      Consumer<Finding> askToMute,
      BiConsumer<String, Rows> save) {}

  private final HazardsViewModel hazards;
  private final StacksViewModel stacks;
  private final HazardsView hazardsView;
  private final StacksView stacksView;

  HazardPlaces(
      SessionModel model,
      Workspace workspace,
      SnapshotsViewModel snapshots,
      DecodeViewModel decode,
      PaletteView palette,
      Frame frame) {
    hazards =
        new HazardsViewModel(
            model,
            workspace.beside(),
            () -> snapshots.snapshotsProperty().get().stream().map(Snapshot::threads).toList(),
            decode::findDecoder,
            workspace::tell);
    snapshots.snapshotsProperty().addListener(_ -> hazards.check());
    stacks = new StacksViewModel(model, workspace.beside());
    hazardsView =
        new HazardsView(
            hazards,
            palette,
            new FindingView.Actions(
                each -> reveal(each, frame.showSelection()),
                each -> reveal(each, frame.showDecode()),
                frame.askToMute(),
                frame.save()));
    stacksView = new StacksView(stacks, palette, frame.showDecode());
  }

  private void reveal(Occurrence occurrence, Runnable show) {
    hazards.reveal(occurrence);
    show.run();
  }

  HazardsViewModel hazards() {
    return hazards;
  }

  StacksViewModel stacks() {
    return stacks;
  }

  HazardsView hazardsView() {
    return hazardsView;
  }

  StacksView stacksView() {
    return stacksView;
  }

  /** Tells whether somebody looks at stacks. */
  void watch(Place shown) {
    stacks.watch(shown == Place.STACKS);
  }

  /** Keeps the number of findings beside the place's picture. */
  void tellOn(RailView rail) {
    hazards
        .reportProperty()
        .addListener(
            (_, _, report) ->
                rail.badge(
                    Place.HAZARDS,
                    report == null || report.findings().isEmpty()
                        ? ""
                        : String.valueOf(report.findings().size()),
                    report == null ? "" : "badge-" + worst(report).text()));
  }

  private static Severity worst(Report report) {
    return report.findings().stream()
        .map(Finding::severity)
        .max(Severity::compareTo)
        .orElse(Severity.LOW);
  }
}
