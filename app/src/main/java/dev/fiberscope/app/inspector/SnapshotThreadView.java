package dev.fiberscope.app.inspector;

import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.SnapshotsViewModel.Snapshot;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.recordings.text.Times;
import dev.fiberscope.recordings.threads.SnapshotThread;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** A thread as a snapshot found it: its state, what it waited for, its stack trace. */
final class SnapshotThreadView extends VBox {
  private static final int MOST_METHODS = 24;

  SnapshotThreadView(OpenSession open, Snapshot snapshot, SnapshotThread thread) {
    super(1);
    getChildren()
        .add(
            FactView.section(
                "AT THE SNAPSHOT OF " + Times.moment(snapshot.time(open), 1_000_000) + " S"));
    String state = thread.state().toLowerCase(Locale.ROOT).replace('_', ' ');
    String mounted =
        thread.isMounted() ? "on a carrier" : thread.fiber() ? "without a carrier" : "";
    Label told = Controls.secondary(mounted.isEmpty() ? state : state + ", " + mounted);
    getChildren().add(told);
    thread.waits().ifPresent(waits -> line("waits for " + waits.object()));
    thread.owned().forEach(monitor -> line("owns " + monitor));
    thread.stack().stream().limit(MOST_METHODS).forEach(this::line);
    if (thread.stack().isEmpty()) {
      line("no stack trace: it has not run yet");
    }
  }

  private void line(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("mono");
    label.setWrapText(true);
    getChildren().add(label);
  }
}
